package net.mytestbed.pxe.service.omf;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.w3c.dom.Element;

/**
 * An experiment controller of OMF 5.4, as far as a service can tell: it knows nothing but where the service is, learns the calls from
 * its description, passes arguments by their position with no character escaped, opens a connection for each request, follows no
 * redirect, takes every 2xx for success and its body for XML, and sends a GET again when the connection ends without an answer.
 *
 * <p>The last one the JDK's old client does by itself, as Ruby's does; {@link OmfExperimentControllerTest} counts that it did.
 */
final class ExperimentController {
    private static final int PATIENCE_MILLIS = 30_000;

    /** A failure, of which a controller keeps the status alone. */
    static final class CallFailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CallFailedException(String statusLine) {
            super(statusLine);
        }
    }

    private final URI service;
    private final ImmutableMap<String, Call> calls;

    /** A call with its arguments in their order. */
    private record Call(String path, ImmutableList<String> arguments) {}

    private ExperimentController(URI service, ImmutableMap<String, Call> calls) {
        this.service = service;
        this.calls = calls;
    }

    /** Reads what groups the service has, and then what calls its group for PXE has. */
    static ExperimentController start(URI service) {
        Element groups = get(service, "/");
        Element group = OmfReply.elements(groups, "serviceGroup").stream()
                .filter(candidate -> candidate.getAttribute("name").equals("pxe"))
                .findFirst()
                .orElseThrow();
        Element described = get(service, "/" + group.getAttribute("path"));
        String prefix = OmfReply.elements(described, "serviceGroup").get(0).getAttribute("prefix");
        return new ExperimentController(
                service,
                OmfReply.elements(described, "service").stream()
                        .collect(ImmutableMap.toImmutableMap(
                                call -> call.getAttribute("name"),
                                call -> new Call(prefix + "/" + call.getAttribute("name"), argumentNames(call)))));
    }

    private static ImmutableList<String> argumentNames(Element call) {
        return OmfReply.elements(call, "arg").stream()
                .map(argument -> argument.getAttribute("name"))
                .collect(ImmutableList.toImmutableList());
    }

    /**
     * Makes a call.
     *
     * @return the nodes in the answer
     * @throws CallFailedException if the answer is no success
     */
    List<String> call(String name, String... values) {
        Call call = calls.get(name);
        Preconditions.checkArgument(call != null, "%s is not described", name);
        String query = IntStream.range(0, values.length)
                .mapToObj(i -> call.arguments().get(i) + "=" + values[i])
                .collect(Collectors.joining("&"));
        return OmfReply.elements(get(service, call.path() + "?" + query), "node").stream()
                .map(node -> node.getAttribute("hrn"))
                .toList();
    }

    private static Element get(URI service, String pathAndQuery) {
        try {
            HttpURLConnection http = (HttpURLConnection)
                    new URL("http", service.getHost(), service.getPort(), pathAndQuery).openConnection();
            http.setInstanceFollowRedirects(false);
            http.setConnectTimeout(PATIENCE_MILLIS);
            http.setReadTimeout(PATIENCE_MILLIS);
            http.setRequestProperty("Accept", "*/*");
            http.setRequestProperty("Accept-Encoding", "gzip;q=1.0,deflate;q=0.6,identity;q=0.3");
            http.setRequestProperty("User-Agent", "Ruby");
            http.setRequestProperty("Connection", "close");
            if (http.getResponseCode() / 100 != 2) {
                throw new CallFailedException(http.getHeaderField(0));
            }
            try (InputStream body = http.getInputStream()) {
                return OmfReply.parse(new String(body.readAllBytes(), UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
