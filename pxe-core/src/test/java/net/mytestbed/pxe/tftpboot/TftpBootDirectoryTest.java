package net.mytestbed.pxe.tftpboot;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.mytestbed.pxe.boot.BootConfig;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.link.BootLink;
import net.mytestbed.pxe.link.ForeignLink;
import net.mytestbed.pxe.link.LinkPlan;
import net.mytestbed.pxe.link.LinkTable;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TftpBootDirectoryTest {
    private static final HexIp A = HexIp.ofAddress("10.18.1.1");
    private static final HexIp B = HexIp.ofAddress("10.18.1.2");
    private static final HexIp C = HexIp.ofAddress("10.18.1.3");
    private static final BootConfigName ORBIT = BootConfigName.of("orbit-2.0.0");
    private static final BootConfigName OTHER = BootConfigName.of("orbit-3.1");
    private static final LinkTable EMPTY = LinkTable.of(List.of());

    @TempDir
    Path tftpboot;

    private Path cfgDir;
    private TftpBootDirectory directory;

    @BeforeEach
    void layOut() throws IOException {
        cfgDir = Files.createDirectory(tftpboot.resolve("pxelinux.cfg"));
        directory = new TftpBootDirectory(cfgDir, tftpboot.resolve("pxelinux.leases"));
    }

    private void set(Map<HexIp, BootConfigName> wanted) {
        directory.apply(LinkPlan.set(wanted, directory.links(wanted.keySet())));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> names = Files.list(cfgDir)) {
            return names.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void linksAreRelativeAndInTheSameDirectory() throws IOException {
        set(ImmutableMap.of(B, ORBIT));
        assertThat(Files.readSymbolicLink(cfgDir.resolve("0A120102"))).isEqualTo(Path.of("orbit-2.0.0"));
    }

    @Test
    void aLinkOfOmfWithALeadingDotSlashIsABootLink() throws IOException {
        Files.createSymbolicLink(cfgDir.resolve("0A120102"), Path.of("./orbit-2.0.0"));
        assertThat(directory.links().entry(B)).contains(new BootLink(B, ORBIT));
    }

    @Test
    void aLinkOutOfTheDirectoryIsSeenAsItStands() throws IOException {
        Files.createSymbolicLink(cfgDir.resolve("0A120102"), Path.of("../etc/passwd"));
        assertThat(directory.links().entry(B)).contains(new ForeignLink(B, "../etc/passwd"));
    }

    /** Delete-then-link loses 2.4 % of such reads. */
    @Test
    void aReaderNeverFindsTheLinkMissingWhileItIsReSet() throws IOException {
        set(ImmutableMap.of(B, ORBIT));
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<List<String>> reader = CompletableFuture.supplyAsync(() -> {
            List<String> seen = new ArrayList<>();
            while (!done.get()) {
                seen.add(readLink(B));
            }
            return seen;
        });
        IntStream.range(0, 2_000).forEach(i -> set(ImmutableMap.of(B, i % 2 == 0 ? OTHER : ORBIT)));
        done.set(true);
        assertThat(reader.join()).isNotEmpty().containsOnly("orbit-2.0.0", "orbit-3.1");
    }

    private String readLink(HexIp address) {
        try {
            return Files.readSymbolicLink(cfgDir.resolve(address.hex())).toString();
        } catch (NoSuchFileException e) {
            return "missing";
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void aStepThatFailsUndoesTheOthers() throws IOException {
        set(ImmutableMap.of(A, ORBIT));
        LinkPlan outdated = LinkPlan.set(ImmutableMap.of(A, OTHER, C, OTHER, B, OTHER), directory.links());
        Files.writeString(cfgDir.resolve("0A120102"), "came in between");
        assertThatExceptionOfType(PxeException.class).isThrownBy(() -> directory.apply(outdated));
        assertThat(names()).containsExactly("0A120101", "0A120102");
        assertThat(readLink(A)).isEqualTo("orbit-2.0.0");
        assertThat(Files.readString(cfgDir.resolve("0A120102"))).isEqualTo("came in between");
    }

    @Test
    void aLinkThatVanishedBeforeItWasRemovedIsNoFailure() throws IOException {
        set(ImmutableMap.of(A, ORBIT, B, ORBIT));
        LinkPlan plan = LinkPlan.clear(ImmutableSet.of(A, B), directory.links());
        Files.delete(cfgDir.resolve("0A120101"));
        directory.apply(plan);
        assertThat(names()).isEmpty();
    }

    @Test
    void aLeftOverTemporaryNameIsNoHindrance() throws IOException {
        set(ImmutableMap.of(B, ORBIT));
        Files.createSymbolicLink(cfgDir.resolve(".0A120102.pxe-new"), Path.of("left-over"));
        set(ImmutableMap.of(B, OTHER));
        assertThat(names()).containsExactly("0A120102");
    }

    @Test
    void aMissingDirectoryIsNamed() {
        TftpBootDirectory gone = new TftpBootDirectory(tftpboot.resolve("gone"), tftpboot.resolve("leases"));
        assertThatExceptionOfType(PxeException.class)
                .isThrownBy(() -> gone.apply(LinkPlan.set(ImmutableMap.of(B, ORBIT), EMPTY)))
                .withMessageContaining(tftpboot.resolve("gone").toString())
                .satisfies(e ->
                        assertThat(e.problems()).extracting(Problem::code).containsExactly(ProblemCode.DIRECTORY_GONE));
        assertThatExceptionOfType(PxeException.class).isThrownBy(() -> gone.links(ImmutableSet.of(B)));
        assertThatExceptionOfType(PxeException.class).isThrownBy(() -> gone.configuration(ORBIT));
        assertThatExceptionOfType(PxeException.class).isThrownBy(gone::checkWritable);
    }

    @Test
    void besideAMissingDirectoryNoStateDirectoryIsMade() {
        TftpBootDirectory gone = new TftpBootDirectory(tftpboot.resolve("gone"), tftpboot.resolve("leases"));
        assertThatExceptionOfType(PxeException.class)
                .isThrownBy(() -> gone.exclusively(() -> true))
                .withMessageContaining(tftpboot.resolve("gone").toString());
        assertThat(tftpboot.resolve("leases")).doesNotExist();
    }

    @Test
    void withoutTheStateDirectoryItIsNotWritable() {
        TftpBootDirectory half = new TftpBootDirectory(cfgDir, tftpboot.resolve("gone"));
        assertThatExceptionOfType(PxeException.class)
                .isThrownBy(half::checkWritable)
                .withMessageContaining(tftpboot.resolve("gone").toString());
    }

    @Test
    void twoDirectoriesOverOneTreeTakeTurns() throws InterruptedException {
        TftpBootDirectory other = new TftpBootDirectory(cfgDir, tftpboot.resolve("pxelinux.leases"));
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        Thread second = new Thread(() -> {
            var unused = other.exclusively(() -> order.add("second"));
        });
        var unused = directory.exclusively(() -> {
            second.start();
            await().until(() -> second.getState() == Thread.State.TIMED_WAITING || !second.isAlive());
            return order.add("first");
        });
        second.join();
        assertThat(order).containsExactly("first", "second");
    }

    @Test
    void configurationsAreTheFilesThatAreNoNodesOwn() throws IOException {
        Files.writeString(cfgDir.resolve("orbit-2.0.0"), "x");
        Files.writeString(cfgDir.resolve("0A120102"), "x");
        Files.writeString(cfgDir.resolve(".hidden"), "x");
        Files.createDirectory(cfgDir.resolve("directory"));
        Files.createSymbolicLink(cfgDir.resolve("stable"), Path.of("orbit-2.0.0"));
        assertThat(directory.configurations())
                .extracting(BootConfigName::value)
                .containsExactly("orbit-2.0.0", "stable");
    }

    @Test
    void filesOutsideTheTreeDoNotExist() throws IOException {
        Path outside = Files.writeString(tftpboot.resolveSibling(tftpboot.getFileName() + ".outside"), "x");
        try {
            assertThat(directory.exists("../" + outside.getFileName())).isFalse();
            assertThat(directory.exists("pxelinux.cfg\u0000")).isFalse();
        } finally {
            Files.delete(outside);
        }
    }

    @Test
    void theDefaultThatIsMadeIsAFileAndNothingIsLeftBesideIt() throws IOException {
        directory.exclusively(() -> {
            directory.prepare();
            return true;
        });
        assertThat(names()).containsExactly("default");
        assertThat(Files.isSymbolicLink(cfgDir.resolve("default"))).isFalse();
    }

    @Test
    void theDefaultIsNeverHalfThere() throws IOException {
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Set<String>> reader = CompletableFuture.supplyAsync(() -> {
            Set<String> seen = new HashSet<>();
            while (!done.get()) {
                seen.add(readDefault());
            }
            return seen;
        });
        for (int round = 0; round < 500; round++) {
            directory.prepare();
            Files.delete(cfgDir.resolve("default"));
        }
        done.set(true);
        assertThat(reader.join())
                .isNotEmpty()
                .isSubsetOf("missing", BootConfig.localDisk().text());
    }

    private String readDefault() {
        try {
            return Files.readString(cfgDir.resolve("default"));
        } catch (NoSuchFileException e) {
            return "missing";
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void aDanglingDefaultIsTheOperators() throws IOException {
        Files.createSymbolicLink(cfgDir.resolve("default"), Path.of("gone"));
        directory.prepare();
        assertThat(Files.exists(cfgDir.resolve("default"), NOFOLLOW_LINKS)).isTrue();
        assertThat(Files.exists(cfgDir.resolve("gone"))).isFalse();
    }

    @Test
    void aStateDirectoryOnAnotherFileSystemIsRefused() throws IOException {
        Path shm = Path.of("/dev/shm");
        assumeThat(Files.isWritable(shm)).isTrue();
        assumeThat(Files.getFileStore(shm)).isNotEqualTo(Files.getFileStore(cfgDir));
        Path elsewhere = Files.createTempDirectory(shm, "pxe-leases");
        try {
            TftpBootDirectory parted = new TftpBootDirectory(cfgDir, elsewhere);
            assertThatExceptionOfType(PxeException.class)
                    .isThrownBy(parted::prepare)
                    .withMessageContainingAll(elsewhere.toString(), cfgDir.toString(), "same");
            assertThat(names()).isEmpty();
        } finally {
            Files.delete(elsewhere);
        }
    }

    /** Else the service under its own account could not lock the directory once root had used a command on it. */
    @Test
    void theLockBelongsToTheOwnerOfItsDirectoryWhoeverMadeIt() throws IOException {
        assumeThat(Files.getOwner(tftpboot).getName())
                .as("only root can give away")
                .isEqualTo("root");
        Path stateDir = Files.createDirectory(tftpboot.resolve("pxelinux.leases"));
        UserPrincipal nobody =
                stateDir.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        Files.setOwner(stateDir, nobody);
        directory.exclusively(() -> true);
        assertThat(Files.getOwner(stateDir.resolve(".lock"))).isEqualTo(nobody);
    }

    @Test
    void aLinkThatCannotBeWrittenAgainKeepsNoOtherFromBeingUndone() throws IOException {
        Files.createSymbolicLink(cfgDir.resolve(A.hex()), Path.of(OTHER.value()));
        Files.createSymbolicLink(cfgDir.resolve(B.hex()), Path.of("elsewhere"));
        LinkTable seen = LinkTable.of(
                List.of(new BootLink(A, OTHER), new ForeignLink(B, "no character: \ud800"), new BootLink(C, OTHER)));
        Files.writeString(cfgDir.resolve(C.hex()), "# has come since\n");
        LinkPlan plan = LinkPlan.set(ImmutableMap.of(A, ORBIT, B, ORBIT, C, ORBIT), seen);

        assertThatExceptionOfType(PxeException.class)
                .isThrownBy(() -> directory.apply(plan))
                .satisfies(e -> assertThat(e.getSuppressed())
                        .as("what could not be undone")
                        .hasSize(1));

        assertThat(cfgDir.resolve(A.hex())).isSymbolicLink();
        assertThat(Files.readSymbolicLink(cfgDir.resolve(A.hex()))).hasToString(OTHER.value());
    }
}
