package net.mytestbed.pxe.service.omf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static net.mytestbed.pxe.problem.Quoted.quoted;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Streams;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.mytestbed.pxe.node.NodeSet;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;

/** The parameters of one request, those of its query and those of its form together, still as text. */
final class OmfParameters {
    /** Room for the largest node set with a parameter for each node. */
    private static final int MOST = NodeSet.MOST_NODES;

    /** A megabyte of nonsense is told by the first few. */
    private static final int MOST_PROBLEMS = 100;

    private static final Splitter PAIRS = Splitter.on('&').omitEmptyStrings();
    private static final Splitter NAME_AND_VALUE = Splitter.on('=').limit(2);
    /** Not line ends: they are no blanks that anyone writes beside a name. */
    private static final CharMatcher BLANK = CharMatcher.anyOf(" \t");

    private final ImmutableListMultimap<String, String> values;

    private OmfParameters(ImmutableListMultimap<String, String> values) {
        this.values = values;
    }

    /**
     * Reads {@code application/x-www-form-urlencoded} texts.
     *
     * @throws PxeException with a problem for each parameter that is not encoded as it must be
     */
    static OmfParameters read(String query, String form) {
        ImmutableListMultimap.Builder<String, String> values = ImmutableListMultimap.builder();
        List<Problem> problems = new ArrayList<>();
        List<String> pairs = Streams.concat(PAIRS.splitToStream(query), PAIRS.splitToStream(form))
                .limit(MOST + 1)
                .toList();
        if (pairs.size() > MOST) {
            throw new PxeException(Problem.of(
                    ProblemCode.BAD_REQUEST,
                    "The request has more than " + MOST + " parameters: give many nodes in one ns, joined by commas."));
        }
        for (String pair : pairs) {
            if (problems.size() == MOST_PROBLEMS) {
                break;
            }
            List<String> parts = NAME_AND_VALUE.splitToList(pair);
            try {
                values.put(decode(parts.get(0)), parts.size() < 2 ? "" : decode(parts.get(1)));
            } catch (IllegalArgumentException notEncoded) {
                problems.add(Problem.of(
                        ProblemCode.BAD_REQUEST,
                        "The parameter " + quoted(pair)
                                + " cannot be decoded: expected % with two hexadecimal digits."));
            }
        }
        if (!problems.isEmpty()) {
            throw new PxeException(problems);
        }
        return new OmfParameters(values.build());
    }

    private static String decode(String encoded) {
        return URLDecoder.decode(encoded, UTF_8);
    }

    /** The names under which this parameter was given, with or without a value. */
    ImmutableList<String> namesGiven(OmfParameter parameter) {
        return parameter.names().stream().filter(values::containsKey).collect(ImmutableList.toImmutableList());
    }

    /** The different values given for this parameter; an empty one is as if not given. */
    ImmutableSet<String> values(OmfParameter parameter) {
        return parameter.names().stream()
                .flatMap(name -> values.get(name).stream())
                .map(BLANK::trimFrom)
                .filter(value -> !value.isEmpty())
                .collect(ImmutableSet.toImmutableSet());
    }

    /** All values of this parameter joined by commas, empty if it was not given at all. */
    Optional<String> joined(OmfParameter parameter) {
        return namesGiven(parameter).isEmpty()
                ? Optional.empty()
                : Optional.of(parameter.names().stream()
                        .flatMap(name -> values.get(name).stream())
                        .collect(joining(",")));
    }
}
