package net.mytestbed.pxe.testkit.tftp;

import static java.util.Objects.requireNonNull;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test a fresh {@link TftpTree} in a temporary directory and deletes it afterwards. On a class, it gives the tree to
 * tests, and to the methods before and after each test, as a parameter:
 *
 * <pre>
 * &#64;ExtendWith(TftpTreeExtension.class)
 * class MyServiceTest {
 *     &#64;Test
 *     void setsALink(TftpTree tree) { ... }
 * }
 * </pre>
 *
 * In a field of the test, it has the tree itself, too:
 *
 * <pre>
 * &#64;RegisterExtension
 * final TftpTreeExtension tftp = new TftpTreeExtension();
 *
 * &#64;Test
 * void setsALink() {
 *     tftp.tree().image("orbit-2.0.0");
 * }
 * </pre>
 */
public final class TftpTreeExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(TftpTreeExtension.class);

    private Optional<TftpTree> current = Optional.empty();

    /**
     * The tree of the test that runs.
     *
     * @throws IllegalStateException if none runs
     */
    public TftpTree tree() {
        return current.orElseThrow(
                () -> new IllegalStateException("There is a TFTP tree only while a test and its own set-up run."));
    }

    /** Lays the test's tree out. */
    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        TftpTree tree = TftpTree.create(Files.createTempDirectory("tftp-tree-"));
        context.getStore(NAMESPACE).put(TftpTree.class, tree);
        current = Optional.of(tree);
    }

    /** Deletes the test's tree. */
    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        current = Optional.empty();
        TftpTree tree = context.getStore(NAMESPACE).remove(TftpTree.class, TftpTree.class);
        if (tree != null) {
            MoreFiles.deleteRecursively(tree.root(), RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TftpTree.class
                && context.getTestMethod().isPresent();
    }

    @Override
    public TftpTree resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return requireNonNull(context.getStore(NAMESPACE).get(TftpTree.class, TftpTree.class), "tree");
    }
}
