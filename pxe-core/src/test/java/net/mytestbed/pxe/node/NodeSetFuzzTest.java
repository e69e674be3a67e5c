package net.mytestbed.pxe.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;
import java.util.stream.Collectors;
import net.mytestbed.pxe.problem.PxeException;
import org.junit.jupiter.api.Tag;

/** Whatever comes as a node set is read or refused, and what is read is not too large and reads the same when it is written out. */
class NodeSetFuzzTest {
    private static final Domain DOMAIN = Domain.of("sb8.orbit-lab.org");

    @Tag("briefly")
    @FuzzTest(maxDuration = "2s")
    void aFewSeconds(byte[] input) {
        read(input);
    }

    @Tag("long")
    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "3h")
    void aMillionInputs(byte[] input) {
        read(input);
    }

    private static void read(byte[] input) {
        NodeSet set;
        try {
            set = NodeSet.parse(new String(input, UTF_8));
        } catch (PxeException refused) {
            assertThat(refused.problems()).isNotEmpty();
            return;
        }
        assertThat(set.nodes(Optional.of(DOMAIN))).hasSizeLessThanOrEqualTo(NodeSet.MOST_NODES);
        assertThat(NodeSet.parse(text(set))).isEqualTo(set);
    }

    private static String text(NodeSet set) {
        return set.parts().stream().map(NodeSetFuzzTest::text).collect(Collectors.joining(","));
    }

    private static String text(NodeSet.Part part) {
        if (part instanceof NodeSet.Rectangle rectangle) {
            return "[" + rectangle.from().x() + ".." + rectangle.to().x() + ","
                    + rectangle.from().y() + ".." + rectangle.to().y() + "]";
        }
        return ((NodeSet.Named) part).id().value();
    }
}
