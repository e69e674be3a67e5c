package net.mytestbed.pxe.service.http;

import static java.util.Objects.requireNonNull;

import com.google.common.base.CharMatcher;
import java.util.Optional;
import net.mytestbed.pxe.problem.Problem;

/**
 * One thing that is wrong, as an answer tells it.
 *
 * @param code the kind of thing, by its name on the wire
 * @param node the node it is about, empty where it is about no single node
 * @param sentence what is wrong and what to do, in one line
 */
public record Fault(String code, Optional<String> node, String sentence) {
    public Fault {
        requireNonNull(code, "code");
        requireNonNull(node, "node");
        // No control character can stand in XML, and a sentence may quote the operating system.
        sentence = CharMatcher.javaIsoControl().replaceFrom(sentence, ' ');
    }

    static Fault of(Problem problem) {
        return new Fault(problem.code().wireName(), problem.node(), problem.sentence());
    }
}
