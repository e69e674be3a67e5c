package net.mytestbed.pxe.service.api;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import java.util.List;
import net.mytestbed.pxe.service.http.ErrorFormat;
import net.mytestbed.pxe.service.http.Failure;
import net.mytestbed.pxe.service.http.Fault;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** Errors as RFC 9457 writes them, with one entry of its own for each thing that is wrong. */
public final class ApiErrors implements ErrorFormat {
    private static final ImmutableList<String> PREFIXES = ImmutableList.of("/api/", "/health/", "/openapi.json");

    /** A request of thousands of nodes names them all in {@code errors}; the line for people names a few. */
    private static final int SHOWN = 3;

    /**
     * A refusal or a failure (RFC 9457).
     *
     * @param type always {@code about:blank}: the status says what kind it is
     * @param title the status in words
     * @param status the status
     * @param detail what is wrong, for people: the first things of {@code errors}
     * @param errors one entry for each thing that is wrong
     */
    record ProblemDetails(String type, String title, int status, String detail, List<Entry> errors) {}

    /**
     * One thing that is wrong.
     *
     * @param code what kind of thing, for programs
     * @param node the node that it is about; absent where it is about none
     * @param detail what is wrong and what to do, a sentence
     */
    record Entry(String code, @Nullable String node, String detail) {}

    @Override
    public boolean speaksAt(String path) {
        return PREFIXES.stream().anyMatch(path::startsWith);
    }

    @Override
    public String mediaType() {
        return "application/problem+json";
    }

    @Override
    public byte[] write(Failure failure, String path) {
        return ApiJson.write(new ProblemDetails(
                "about:blank",
                HttpStatus.getMessage(failure.status()),
                failure.status(),
                detail(failure),
                failure.faults().stream().map(ApiErrors::entry).toList()));
    }

    private static String detail(Failure failure) {
        String first =
                failure.faults().stream().limit(SHOWN).map(Fault::sentence).collect(joining(" "));
        int more = failure.faults().size() - SHOWN;
        return more > 0 ? first + " And " + more + " more." : first;
    }

    private static Entry entry(Fault fault) {
        return new Entry(fault.code(), fault.node().orElse(null), fault.sentence());
    }
}
