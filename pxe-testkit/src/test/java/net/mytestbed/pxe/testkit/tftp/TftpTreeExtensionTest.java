package net.mytestbed.pxe.testkit.tftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

class TftpTreeExtensionTest {
    @Nested
    @ExtendWith(TftpTreeExtension.class)
    class AsParameter {
        private static final List<TftpTree> trees = new ArrayList<>();

        @BeforeEach
        void setUp(TftpTree tree) {
            trees.add(tree);
        }

        @RepeatedTest(2)
        void eachTestHasAFreshTreeAndTheSameAsItsSetUp(TftpTree tree) {
            assertThat(tree).isSameAs(trees.get(trees.size() - 1));
            assertThat(tree.snapshot().entries()).containsOnlyKeys("pxelinux.0", "pxelinux.cfg/");
            tree.image("orbit-2.0.0").link("10.18.1.2", "/");
        }

        @AfterEach
        void theTreeIsThereUntilTheTestsOwnEnd(TftpTree tree) {
            assertThat(tree.root()).exists();
        }

        @AfterAll
        static void everyTreeIsDeleted() {
            assertThat(trees)
                    .hasSize(2)
                    .allSatisfy(tree -> assertThat(tree.root()).doesNotExist());
        }
    }

    @Nested
    class AsField {
        private static final List<TftpTree> trees = new ArrayList<>();

        @RegisterExtension
        final TftpTreeExtension tftp = new TftpTreeExtension();

        @RepeatedTest(2)
        void eachTestHasAFreshTree() {
            assertThat(tftp.tree().snapshot().entries()).containsOnlyKeys("pxelinux.0", "pxelinux.cfg/");
            tftp.tree().image("orbit-2.0.0");
            trees.add(tftp.tree());
        }

        @AfterAll
        static void everyTreeIsDeleted() {
            assertThat(trees)
                    .hasSize(2)
                    .allSatisfy(tree -> assertThat(tree.root()).doesNotExist());
        }
    }

    @Test
    void withoutATestThereIsNoTree() {
        assertThatIllegalStateException().isThrownBy(() -> new TftpTreeExtension().tree());
    }
}
