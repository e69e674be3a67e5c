package net.mytestbed.pxe.tftpboot;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.PATH;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.lease.Lease;
import net.mytestbed.pxe.lease.Requester;
import net.mytestbed.pxe.link.BootLink;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.problem.PxeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only this store has to show; what every one has is in the testkit's contract. */
class LinkLeaseStoreTest {
    private static final HexIp ADDRESS = HexIp.ofAddress("10.18.1.2");

    @TempDir
    Path directory;

    private Duration passed = Duration.ZERO;

    /** As a process does that starts. */
    private LinkLeaseStore open() {
        return new LinkLeaseStore(directory, unheard -> {}, new Ticker() {
            @Override
            public long read() {
                return passed.toNanos();
            }
        });
    }

    private static ImmutableList<Lease> lease(String image) {
        return ImmutableList.of(new Lease(
                new BootLink(ADDRESS, BootConfigName.of(image)),
                new Node(NodeId.of("node1-2"), Domain.of("sb8")),
                Instant.EPOCH,
                Optional.empty(),
                new Requester("ec", "1")));
    }

    private static void record(LinkLeaseStore store, String image) {
        store.begin();
        store.record(lease(image));
        store.confirm();
        store.end();
    }

    private void record(String image) {
        record(open(), image);
    }

    private ImmutableList<Path> records() throws IOException {
        try (DirectoryStream<Path> names = Files.newDirectoryStream(directory, "[0-9]*")) {
            return ImmutableList.copyOf(names);
        }
    }

    @Test
    void theHighestNumberOfTwelveDigitsIsFollowedByALongerOne() throws IOException {
        record("orbit-2.0.0");
        Files.move(records().get(0), directory.resolve("999999999999"));

        record("orbit-3.0");

        assertThat(records()).singleElement(PATH).hasFileName("1000000000000");
        assertThat(open().all().get(ADDRESS))
                .extracting(lease -> lease.image().value())
                .isEqualTo("orbit-3.0");
    }

    @Test
    void aNumberThatNoneIsHigherThanIsToldOfAndNoLeaseIsRecordedUnderANameThatIsNotRead() throws IOException {
        record("orbit-2.0.0");
        Files.move(records().get(0), directory.resolve("999999999999999999"));

        assertThatThrownBy(() -> record("orbit-3.0"))
                .isInstanceOf(PxeException.class)
                .hasMessageContaining("999999999999999999 leaves no higher number");

        assertThat(records()).singleElement(PATH).hasFileName("999999999999999999");
    }

    @Test
    void ofARecordThatIsLongerThanOursNoLeaseIsLostWhenOneEnds() throws IOException {
        String nodes = IntStream.rangeClosed(1, 99)
                .mapToObj(node -> " 0A1201%02X=node1-%d".formatted(node, node))
                .collect(joining());
        Files.createSymbolicLink(
                directory.resolve("000000000001"),
                Path.of("orbit-2.0.0 until=cleared since=2016-01-24T23:37:18Z by=ec request=1 domain=sb8" + nodes));
        LinkLeaseStore store = open();

        store.begin();
        store.forget(Set.of(ADDRESS));
        store.end();

        assertThat(open().all()).hasSize(98).doesNotContainKey(ADDRESS);
    }

    /** Within one tick of the file system's clock the time of the directory tells nothing. */
    @Test
    void whatAnotherProcessIsAboutToChangeIsSeenAlthoughTheTimeIsStillTheSame() throws IOException {
        LinkLeaseStore ours = open();
        record(ours, "orbit-2.0.0");
        FileTime time = Files.getLastModifiedTime(directory);

        LinkLeaseStore other = open();
        other.begin();
        other.record(lease("orbit-3.0"));
        Files.setLastModifiedTime(directory, time);

        assertThat(ours.all().values()).containsExactlyElementsOf(lease("orbit-3.0"));
    }

    @Test
    void whatWeChangedOurselvesIsReadOnlyLaterForTheSakeOfAnOperatorsHand() throws IOException {
        LinkLeaseStore store = open();
        record(store, "orbit-2.0.0");
        FileTime time = Files.getLastModifiedTime(directory);
        Files.delete(records().get(0));
        Files.setLastModifiedTime(directory, time);

        assertThat(store.all()).containsOnlyKeys(ADDRESS);
        passed = passed.plusSeconds(2);
        assertThat(store.all()).isEmpty();
    }
}
