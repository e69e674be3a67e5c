package net.mytestbed.pxe.cli;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Arguments whose values only the service or the directory knows. Picocli writes its script with values that it knows beforehand, so
 * each of these has a single one that stands for a question, and in the script the question takes its place.
 */
enum Completed {
    /** Nodes by name. */
    NODES,
    /** Boot configurations by name. */
    IMAGES;

    private static final Pattern DECLARATION = Pattern.compile("\\s*local (\\w+)=\\(\"@(\\w+)@\"\\).*");

    /** Asked while a person waits for the answer to a key: rather no answer than a late one. */
    private static final String QUESTION = """

            # What the service, or else the directory, knows; nothing where it does not answer at once.
            function _pxe_known() {
              timeout 3 pxe complete "$1" "${COMP_LINE}" 2>/dev/null
            }
            """;

    private static final String PREVIOUS = "  local prev_word=${COMP_WORDS[COMP_CWORD-1]}";

    /** Bash takes the sign in {@code --image=orbit} for a word. */
    private static final String PREVIOUS_BUT_EQUALS =
            PREVIOUS + "\n  [[ \"${prev_word}\" == = ]] && prev_word=${COMP_WORDS[COMP_CWORD-2]}";

    /** For {@link #NODES}. */
    static final class Nodes implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return NODES.placeholder();
        }
    }

    /** For {@link #IMAGES}. */
    static final class Images implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return IMAGES.placeholder();
        }
    }

    private Iterator<String> placeholder() {
        return ImmutableList.of("@" + name() + "@").iterator();
    }

    /** The script with the questions in it. */
    static String asked(String script) {
        List<String> lines = new ArrayList<>();
        Optional<Matcher> declared = Optional.empty();
        for (String line : Splitter.on('\n').split(script.replace(PREVIOUS, PREVIOUS_BUT_EQUALS))) {
            Matcher declaration = DECLARATION.matcher(line);
            if (declaration.matches()) {
                declared = Optional.of(declaration);
            } else {
                lines.add(declared.map(found -> line.replace(
                                "\"${" + found.group(1) + "[@]}\"", "$(_pxe_known " + found.group(2) + ")"))
                        .orElse(line));
            }
        }
        return Joiner.on('\n').join(lines).replaceFirst("\n", Matcher.quoteReplacement("\n" + QUESTION));
    }
}
