package net.mytestbed.pxe.tftpboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.lease.Lease;
import net.mytestbed.pxe.lease.Requester;
import net.mytestbed.pxe.link.BootLink;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseTextTest {
    private static final HexIp NODE = HexIp.ofAddress("10.18.1.2");
    private static final Lease LEASE = new Lease(
            new BootLink(NODE, BootConfigName.of("orbit-2.0.0")),
            new Node(NodeId.of("node1-2.sb8.orbit-lab.org"), Domain.of("sb8.orbit-lab.org")),
            Instant.parse("2016-01-24T23:37:18Z"),
            Optional.of(Instant.parse("2016-01-24T23:47:18Z")),
            new Requester("10.18.0.9", "7f3a"));

    @Test
    void aLeaseIsALineThatAPersonCanRead() {
        assertThat(LeaseText.write(LEASE, Optional.empty()))
                .isEqualTo(
                        "orbit-2.0.0 until=2016-01-24T23:47:18Z node=node1-2.sb8.orbit-lab.org domain=sb8.orbit-lab.org"
                                + " since=2016-01-24T23:37:18Z by=10.18.0.9 request=7f3a");
    }

    @Test
    void aLeaseSurvivesWritingAndReading() {
        assertThat(LeaseText.parse(NODE, LeaseText.write(LEASE, Optional.empty())))
                .contains(LEASE);
    }

    @Test
    void aLeaseWithoutAnEndSurvivesToo() {
        Lease endless = new Lease(LEASE.link(), LEASE.node(), LEASE.since(), Optional.empty(), LEASE.requester());
        assertThat(LeaseText.parse(NODE, LeaseText.write(endless, Optional.empty())))
                .contains(endless);
    }

    @Test
    void wordsOfALaterVersionArePassedOver() {
        assertThat(LeaseText.parse(NODE, LeaseText.write(LEASE, Optional.empty()) + " was=orbit-1.0.0 colour=blue"))
                .contains(LEASE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "orbit-2.0.0",
                "../x until=cleared node=n1 domain=d since=2016-01-24T23:37:18Z by=a request=b",
                "orbit-2.0.0 until=tomorrow node=n1 domain=d since=2016-01-24T23:37:18Z by=a request=b",
                "orbit-2.0.0 until=cleared node=n1 domain=d by=a request=b",
                "orbit-2.0.0 until=cleared until=cleared node=n1 domain=d since=2016-01-24T23:37:18Z by=a request=b",
                "orbit-2.0.0 nonsense",
                "orbit-2.0.0  until=cleared"
            })
    void whatIsNotALeaseIsNone(String text) {
        assertThat(LeaseText.parse(NODE, text)).isEmpty();
    }
}
