package net.mytestbed.pxe.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.stream.Collectors.joining;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A block between fences in a page of the documentation.
 *
 * @param indentation of the fences, in blanks
 * @param text what stands between the fences, without their indentation
 */
record PageBlock(int indentation, String text) {
    private static final Pattern BLOCK = Pattern.compile(
            "^(?<indent> *)```[a-z]*\\n(?<text>.*?)^\\k<indent>```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final String PROMPT = "$ ";

    /**
     * A command, and what it printed.
     *
     * @param command as it is typed
     * @param output its lines; {@code ...} stands for anything, also for lines
     */
    record Step(String command, ImmutableList<String> output) {
        private static final Pattern VARYING = Pattern.compile(
                // ids of requests, whole and in tables, the widths of columns, and milliseconds of "pxe probe"
                "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\\b[0-9a-f]{8}\\b|(?<=found|\\)) +[0-9]+(?= )| {2,}");

        /** Whether this is what the page shows, but for what varies. */
        boolean isPrinted(String printed) {
            String expected = Splitter.on("...")
                    .splitToStream(steady(String.join("\n", output)))
                    .map(Pattern::quote)
                    .collect(joining("(?s:.*)"));
            return steady(printed).matches(expected);
        }

        private static String steady(String text) {
            return VARYING.matcher(text).replaceAll("  ");
        }
    }

    static ImmutableList<PageBlock> of(String page) {
        return BLOCK.matcher(page)
                .results()
                .map(block -> new PageBlock(
                        block.group(1).length(),
                        block.group(2).indent(-block.group(1).length())))
                .collect(toImmutableList());
    }

    /** The page with another text in this block. */
    String replacedIn(String page, String other) {
        return page.replace(text.indent(indentation), other.indent(indentation));
    }

    /** By which it is told from the others of its page. */
    String firstLine() {
        return text.lines().findFirst().orElse("");
    }

    boolean isSession() {
        return text.startsWith(PROMPT);
    }

    ImmutableList<Step> steps() {
        ImmutableList.Builder<Step> steps = ImmutableList.builder();
        String command = "";
        List<String> output = new ArrayList<>();
        for (String line : Splitter.on('\n').split(text.stripTrailing() + "\n" + PROMPT)) {
            if (line.startsWith(PROMPT)) {
                if (!command.isEmpty()) {
                    steps.add(new Step(command, ImmutableList.copyOf(output)));
                }
                command = line.substring(PROMPT.length());
                output.clear();
            } else {
                output.add(line);
            }
        }
        return steps.build();
    }
}
