package net.mytestbed.pxe.tftpboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
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

    private static String text(Lease... leases) {
        return LeaseText.write(ImmutableList.copyOf(leases)).get(0).text();
    }

    private static Optional<ImmutableList<Lease>> parse(String text) {
        return LeaseText.parse(text).map(LeaseText::leases);
    }

    private static Lease of(HexIp address, String node) {
        return new Lease(
                new BootLink(address, LEASE.image()),
                new Node(NodeId.of(node), LEASE.node().domain()),
                LEASE.since(),
                LEASE.until(),
                LEASE.requester());
    }

    @Test
    void leasesAreALineThatAPersonCanRead() {
        assertThat(text(LEASE, of(HexIp.ofAddress("10.18.1.3"), "node1-3.sb8.orbit-lab.org")))
                .isEqualTo("orbit-2.0.0 until=2016-01-24T23:47:18Z since=2016-01-24T23:37:18Z by=10.18.0.9 request=7f3a"
                        + " domain=sb8.orbit-lab.org 0A120102=node1-2 0A120103=node1-3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "node1-2.sb8.orbit-lab.org",
                "omf.nicta.node1",
                "node1",
                "node1.sb9.orbit-lab.org",
                "sb8.orbit-lab.org"
            })
    void everyNameSurvivesWritingAndReading(String node) {
        Lease lease = of(NODE, node);

        assertThat(parse(text(lease))).contains(ImmutableList.of(lease));
    }

    @Test
    void aLeaseWithoutAnEndSurvivesToo() {
        Lease endless = new Lease(LEASE.link(), LEASE.node(), LEASE.since(), Optional.empty(), LEASE.requester());

        assertThat(parse(text(endless))).contains(ImmutableList.of(endless));
    }

    @Test
    void leasesThatDifferInMoreThanTheirNodeStandInTextsOfTheirOwn() {
        Lease other =
                new Lease(LEASE.link(), LEASE.node(), LEASE.since(), LEASE.until(), new Requester("10.18.0.8", "7f3b"));

        assertThat(LeaseText.write(ImmutableList.of(LEASE, other)))
                .extracting(LeaseText::leases)
                .containsExactly(ImmutableList.of(LEASE), ImmutableList.of(other));
    }

    @Test
    void moreLeasesThanATextHoldsStandInSeveral() {
        ImmutableList<Lease> grid = IntStream.rangeClosed(1, 400)
                .mapToObj(node -> of(new HexIp(0x0A0A0000 + node), "node1-" + node + ".sb8.orbit-lab.org"))
                .collect(ImmutableList.toImmutableList());

        ImmutableList<LeaseText> texts = LeaseText.write(grid);

        assertThat(texts).hasSizeLessThan(12).allSatisfy(text -> {
            assertThat(text.text()).hasSizeLessThanOrEqualTo(LeaseText.LONGEST);
            assertThat(parse(text.text()).orElseThrow()).containsExactlyInAnyOrderElementsOf(text.leases());
        });
        assertThat(texts).flatExtracting(LeaseText::leases).containsExactlyElementsOf(grid);
    }

    @Test
    void wordsOfALaterVersionArePassedOver() {
        assertThat(parse(text(LEASE).replace(" by=", " colour=blue by="))).contains(ImmutableList.of(LEASE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "orbit-2.0.0",
                "../x until=cleared since=2016-01-24T23:37:18Z by=a request=b domain=d 0A120102=n1",
                "orbit-2.0.0 until=tomorrow since=2016-01-24T23:37:18Z by=a request=b domain=d 0A120102=n1",
                "orbit-2.0.0 until=cleared by=a request=b domain=d 0A120102=n1",
                "orbit-2.0.0 until=cleared until=cleared since=2016-01-24T23:37:18Z by=a request=b domain=d 0A120102=n1",
                "orbit-2.0.0 until=cleared since=2016-01-24T23:37:18Z by=a request=b domain=d 0A120102=n1 0A120102=n2",
                "orbit-2.0.0 until=cleared since=2016-01-24T23:37:18Z by=a request=b domain=d",
                "orbit-2.0.0 until=cleared since=2016-01-24T23:37:18Z by=a request=b domain=d 0A120102=../n",
                "orbit-2.0.0 until=cleared since=2016-01-24T23:37:18Z by=a request=b domain=d 0A120102",
                "orbit-2.0.0 nonsense",
                "orbit-2.0.0  until=cleared"
            })
    void whatTellsNoLeasesIsRefusedAsAWhole(String text) {
        assertThat(parse(text)).isEmpty();
    }
}
