package net.mytestbed.pxe.testkit.tftp;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.common.collect.ImmutableMap;
import com.google.common.util.concurrent.Uninterruptibles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import net.mytestbed.pxe.link.BootDirectory;
import net.mytestbed.pxe.link.LinkPlan;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;
import org.junit.jupiter.api.Test;

/**
 * What every {@link BootDirectory} keeps. The test of one extends this class and says how to open it:
 *
 * <pre>{@code
 * class MyBootDirectoryTest extends BootDirectoryContract {
 *     protected BootDirectory open(TftpTree tree) {
 *         return new MyBootDirectory(tree.cfgDir());
 *     }
 *     ...
 * }
 * }</pre>
 *
 * <p>The tests look at the directory from outside: as a list of names and links, as a node would boot by it, and through the port.
 */
public abstract class BootDirectoryContract extends BootLinksContract {
    /**
     * Leaves behind in the tree what the implementation leaves if its process dies in the middle of setting a node's link: the
     * temporary name.
     */
    protected abstract void leaveTemporaryName(TftpTree tree, HexIp address) throws Exception;

    @Test
    void prepareRemovesWhatADeadProcessLeftAndNothingElse() throws Exception {
        directory.prepare();
        tree.link("10.18.1.2", "orbit-2.0.0").config(".orbit-2.0.0.swp", "an editor's\n");
        TreeSnapshot before = tree.snapshot();
        leaveTemporaryName(tree, NODE1);
        leaveTemporaryName(tree, NODE2);
        assertThat(tree.snapshot()).as("leaveTemporaryName leaves something").isNotEqualTo(before);

        open(tree).prepare();

        PxeAssertions.assertThat(tree).isUnchangedSince(before);
    }

    @Test
    void aLinkCanBeSetWhereADeadProcessLeftATemporaryName() throws Exception {
        tree.link("10.18.1.2", "orbit-2.0.0");
        leaveTemporaryName(tree, NODE1);
        leaveTemporaryName(tree, NODE2);

        set(directory, NODE1, ORBIT3);
        set(directory, NODE2, ORBIT3);

        PxeAssertions.assertThat(tree).node("10.18.1.1").boots("orbit-3.0");
        PxeAssertions.assertThat(tree).node("10.18.1.2").boots("orbit-3.0");
    }

    @Test
    void whoWorksExclusivelyIsAlone() throws Exception {
        BootDirectory sameDirectory = open(tree);
        CountDownLatch entered = new CountDownLatch(1);

        CompletableFuture<Void> other = directory.exclusively(() -> {
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> sameDirectory.exclusively(() -> {
                entered.countDown();
                return true;
            }));
            assertThat(Uninterruptibles.awaitUninterruptibly(entered, 200, MILLISECONDS))
                    .as("another one is let in")
                    .isFalse();
            return waiting;
        });

        other.join();
        assertThat(entered.getCount()).isZero();
    }

    @Test
    void exclusiveWorkMayNestAndGivesItsResult() {
        assertThat(directory.<String>exclusively(() -> directory.exclusively(() -> "result")))
                .isEqualTo("result");
    }

    @Test
    void exclusiveWorkThatFailsLetsOthersIn() throws Exception {
        assertThatIllegalStateException()
                .isThrownBy(() -> directory.exclusively(() -> {
                    throw new IllegalStateException("the work's own");
                }));

        assertThat(CompletableFuture.supplyAsync(() -> directory.exclusively(() -> "in"))
                        .join())
                .isEqualTo("in");
    }

    @Test
    void aDirectoryThatIsGoneIsAProblemOfItsOwn() throws Exception {
        LinkPlan plan = LinkPlan.set(ImmutableMap.of(NODE1, ORBIT2), directory.links());
        // As the manager does it; this makes the state directory, too.
        directory.exclusively(() -> {
            directory.prepare();
            return true;
        });
        directory.checkWritable();
        directory.apply(plan);
        Files.move(tree.cfgDir(), tree.root().resolve("moved-away"));

        assertGone(directory::checkWritable);
        assertGone(directory::links);
        assertGone(() -> directory.links(Set.of(NODE1)));
        assertGone(() -> directory.apply(plan));
        assertGone(directory::settle);
        assertGone(directory::configurations);
        assertGone(directory::prepare);
        assertGone(() -> directory.exclusively(() -> true));
    }

    /** Where a flush cannot be made it fails, so a change that owes none would go unseen. */
    @Test
    void everyKindOfChangeIsFlushed() throws Exception {
        List<Supplier<LinkPlan>> kinds = List.of(
                () -> LinkPlan.set(ImmutableMap.of(NODE1, ORBIT2), directory.links()),
                () -> LinkPlan.set(ImmutableMap.of(NODE1, ORBIT3), directory.links()),
                () -> LinkPlan.clear(Set.of(NODE1), directory.links()));
        Path away = tree.root().resolve("moved-away");
        for (Supplier<LinkPlan> kind : kinds) {
            directory.settle();
            directory.apply(kind.get());
            Files.move(tree.cfgDir(), away);
            assertGone(directory::settle);
            Files.move(away, tree.cfgDir());
        }
    }

    private static void assertGone(Runnable call) {
        assertThatExceptionOfType(PxeException.class)
                .isThrownBy(call::run)
                .satisfies(e ->
                        assertThat(e.problems()).extracting(Problem::code).containsExactly(ProblemCode.DIRECTORY_GONE));
    }
}
