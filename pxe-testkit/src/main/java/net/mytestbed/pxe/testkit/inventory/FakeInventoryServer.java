package net.mytestbed.pxe.testkit.inventory;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.base.Splitter;
import com.google.common.collect.ConcurrentHashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Multiset;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.node.NodeId;

/**
 * An inventory service over real HTTP on a free port of 127.0.0.1. It says what another inventory knows, in OMF 5.4's or
 * ORBIT's dialect, counts its calls, and can be made to say nonsense and to misbehave while it runs.
 *
 * <pre>{@code
 * try (FakeInventoryServer server = FakeInventoryServer.start(SampleTestbeds.norbit())) {
 *     ... ask server.url() ...
 *     server.fault(Fault.HANG);
 * }
 * }</pre>
 */
public final class FakeInventoryServer implements AutoCloseable {
    private static final String PATH = "/inventory";

    private final RawNodes nodes;
    private final HttpListener listener;
    private final Multiset<String> calls = ConcurrentHashMultiset.create();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final Queue<Fault> nextFaults = new ConcurrentLinkedQueue<>();
    private final Map<String, Fault> faultsOfCalls = new ConcurrentHashMap<>();
    private volatile Dialect dialect;
    private volatile Transfer transfer = Transfer.PLAIN;
    private volatile Optional<Fault> fault = Optional.empty();
    private volatile Duration delay = Duration.ZERO;

    private FakeInventoryServer(RawNodes nodes) {
        this.nodes = requireNonNull(nodes, "nodes");
        this.dialect = new OmfAnswers(nodes);
        this.listener = new HttpListener(this::serve);
    }

    /**
     * Serves all that this inventory knows, at each time: one filled from code, or a file.
     *
     * <pre>{@code
     * FakeInventoryServer.start(FileInventory.open(Path.of("inventory.yaml")))
     * }</pre>
     */
    public static FakeInventoryServer start(Inventory inventory) {
        return new FakeInventoryServer(new RawNodes(inventory));
    }

    /** Where the calls go: {@code http://127.0.0.1:<port>/inventory}. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + listener.port() + PATH);
    }

    /** Speaks ORBIT's dialect from now on, and OMF's no more. */
    public FakeInventoryServer speakOrbit() {
        return speakOrbit(UnaryOperator.identity());
    }

    /**
     * Speaks ORBIT's dialect as a certain site does.
     *
     * @param attributeNames how the site writes the names of attributes, as {@code control_ip}
     */
    public FakeInventoryServer speakOrbit(UnaryOperator<String> attributeNames) {
        dialect = new OrbitAnswers(nodes, attributeNames);
        return this;
    }

    /** Speaks OMF 5.4's dialect again, as it does when it starts. */
    public FakeInventoryServer speakOmf() {
        dialect = new OmfAnswers(nodes);
        return this;
    }

    /** Sends its answers in this way from now on. */
    public FakeInventoryServer transfer(Transfer way) {
        transfer = requireNonNull(way, "way");
        return this;
    }

    /** Says this text for the node's name in lists, whatever it is; the node must be called as the inventory calls it. */
    public FakeInventoryServer sayName(String node, String text) {
        nodes.sayName(NodeId.of(node), text);
        return this;
    }

    /** Says this text for the node's control address, whatever it is; the node must be called as the inventory calls it. */
    public FakeInventoryServer sayAddress(String node, String text) {
        nodes.sayAddress(NodeId.of(node), text);
        return this;
    }

    /** Says this text for the node's boot configuration, whatever it is; the node must be called as the inventory calls it. */
    public FakeInventoryServer sayImage(String node, String text) {
        nodes.sayImage(NodeId.of(node), text);
        return this;
    }

    /** Does this instead of answering, from now on until {@link #heal} or another fault. */
    public FakeInventoryServer fault(Fault instead) {
        fault = Optional.of(instead);
        listener.refuse(instead == Fault.REFUSE);
        return this;
    }

    /** Does this instead of answering calls of one name, as {@code getPXEImage}, until {@link #heal}. */
    public FakeInventoryServer fault(String call, Fault instead) {
        checkArgument(instead != Fault.REFUSE, "a connection is refused before any call is made");
        faultsOfCalls.put(call, instead);
        return this;
    }

    /** Does this instead of answering one of the next requests; several faults come in the order in which they were enqueued. */
    public FakeInventoryServer enqueueFault(Fault instead) {
        nextFaults.add(instead);
        return this;
    }

    /** Waits so long before each answer; zero is the default. */
    public FakeInventoryServer delay(Duration beforeEachAnswer) {
        delay = requireNonNull(beforeEachAnswer, "beforeEachAnswer");
        return this;
    }

    /** Answers again, and at once. Requests that a fault holds stay held. */
    public FakeInventoryServer heal() {
        fault = Optional.empty();
        nextFaults.clear();
        faultsOfCalls.clear();
        delay = Duration.ZERO;
        listener.refuse(false);
        return this;
    }

    /** How many requests arrived. */
    public int calls() {
        return calls.size();
    }

    /** How many requests of this name arrived, as {@code getControlIP}. */
    public int calls(String name) {
        return calls.count(name);
    }

    /** The requests that arrived, in their order, as {@code /inventory/getControlIP?hrn=node1&domain=norbit}. */
    public ImmutableList<String> requests() {
        return ImmutableList.copyOf(requests);
    }

    /** How many connections were made. */
    public int connections() {
        return listener.connections();
    }

    private void serve(HttpConnection connection) throws IOException {
        for (Optional<String> target = connection.nextTarget(); target.isPresent(); target = connection.nextTarget()) {
            URI uri = URI.create(target.get());
            String call = uri.getPath().startsWith(PATH + "/") ? uri.getPath().substring(PATH.length() + 1) : "";
            requests.add(target.get());
            calls.add(call);
            HttpAnswer answer = answer(call, uri);
            if (!delay.isZero() && !connection.clientWaits(delay)) {
                return;
            }
            Optional<Fault> instead = Optional.ofNullable(nextFaults.poll())
                    .or(() -> Optional.ofNullable(faultsOfCalls.get(call)))
                    .or(() -> fault);
            if (instead.isPresent()) {
                new FaultPlayer(connection).play(instead.get(), answer);
            } else {
                connection.write(transfer.onTheWire(answer, target.get()));
            }
        }
    }

    private HttpAnswer answer(String call, URI uri) {
        return dialect.answer(call, parameters(Optional.ofNullable(uri.getRawQuery())))
                .map(HttpAnswer::xml)
                .orElseGet(() -> HttpAnswer.of(404, "text/plain", "No such call"));
    }

    private static ImmutableMap<String, String> parameters(Optional<String> query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : Splitter.on('&').omitEmptyStrings().split(query.orElse(""))) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            parameters.putIfAbsent(decoded(name), decoded(value));
        }
        return ImmutableMap.copyOf(parameters);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Ends every connection and stops listening. */
    @Override
    public void close() {
        listener.close();
    }
}
