package net.mytestbed.pxe.node;

import static net.mytestbed.pxe.problem.Quoted.quoted;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;

/** Reads one node set; a part that cannot be read is noted and the reading goes on, so that the answer can name all of them. */
final class NodeSetParser {
    private static final Pattern PAIR = Pattern.compile("\\[([^\\[\\],]*),([^\\[\\],]*)]");
    /** Nine digits always fit an int; ten may not, and no testbed needs them. */
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,9})(?:\\.\\.([0-9]{1,9}))?");
    /** A thousand unreadable parts in a megabyte of nonsense are told by the first few. */
    private static final int MOST_PROBLEMS = 100;

    private final String text;
    private final ImmutableList.Builder<NodeSet.Part> parts = ImmutableList.builder();
    private final List<Problem> problems = new ArrayList<>();

    NodeSetParser(String text) {
        this.text = text;
    }

    NodeSet parse() {
        for (String item : topLevelItems(text)) {
            if (problems.size() < MOST_PROBLEMS) {
                readItem(item);
            }
        }
        if (problems.isEmpty()) {
            try {
                return new NodeSet(parts.build());
            } catch (IllegalArgumentException tooMany) {
                problems.add(Problem.badRequest(tooMany));
            }
        }
        throw new PxeException(problems);
    }

    /** Cuts at the commas that stand in no bracket. */
    private static List<String> topLevelItems(String text) {
        List<String> items = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '[') {
                depth++;
            } else if (c == ']') {
                depth--;
            } else if (c == ',' && depth == 0) {
                items.add(text.substring(start, i));
                start = i + 1;
            }
        }
        items.add(text.substring(start));
        return items;
    }

    private void readItem(String item) {
        String trimmed = CharMatcher.whitespace().trimFrom(item);
        if (trimmed.startsWith("[")) {
            readBrackets(CharMatcher.whitespace().removeFrom(trimmed));
        } else if (!trimmed.isEmpty()) {
            readName(trimmed);
        }
    }

    private void readName(String name) {
        try {
            parts.add(new NodeSet.Named(NodeId.of(name)));
        } catch (IllegalArgumentException e) {
            problems.add(Problem.badRequest(e));
        }
    }

    private void readBrackets(String brackets) {
        boolean list = brackets.startsWith("[[") && brackets.endsWith("]]");
        String inner = list ? brackets.substring(1, brackets.length() - 1) : brackets;
        Matcher pair = PAIR.matcher(inner);
        int end = 0;
        while (pair.lookingAt()) {
            readPair(pair.group(1), pair.group(2));
            end = pair.end();
            if (end == inner.length() || inner.charAt(end) != ',') {
                break;
            }
            pair.region(end + 1, inner.length());
        }
        if (end != inner.length()) {
            problem(quoted(brackets)
                    + " cannot be read: expected coordinates as in [1,2], [[1,1],[1,2]] or [1..3,1..20].");
        }
    }

    private void readPair(String x, String y) {
        Matcher columns = RANGE.matcher(x);
        Matcher rows = RANGE.matcher(y);
        if (!columns.matches() || !rows.matches()) {
            problem(
                    quoted("[" + x + "," + y + "]")
                            + " cannot be read: expected whole numbers of at most nine digits or ranges of them, as in [1..3,20].");
            return;
        }
        try {
            parts.add(new NodeSet.Rectangle(
                    new Coordinates(first(columns), first(rows)), new Coordinates(last(columns), last(rows))));
        } catch (IllegalArgumentException e) {
            problems.add(Problem.badRequest(e));
        }
    }

    private static int first(Matcher range) {
        return Integer.parseInt(range.group(1));
    }

    private static int last(Matcher range) {
        return range.group(2) == null ? first(range) : Integer.parseInt(range.group(2));
    }

    private void problem(String sentence) {
        problems.add(Problem.of(ProblemCode.BAD_REQUEST, sentence));
    }
}
