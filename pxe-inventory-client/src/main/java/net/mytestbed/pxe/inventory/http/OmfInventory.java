package net.mytestbed.pxe.inventory.http;

import static net.mytestbed.pxe.inventory.http.AnswerBuilder.problemOf;
import static net.mytestbed.pxe.problem.Quoted.quoted;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.inventory.InventoryNode;
import net.mytestbed.pxe.inventory.InventoryProblems;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;

/**
 * OMF 5.4's inventory service. A node costs a call for its address ({@code getControlIP}) and, where it is wanted, one for its boot
 * configuration ({@code getPXEImage}); {@value ParallelCalls#AT_ONCE} calls are made at once.
 *
 * <p>OMF answers errors with status 200. An error about an address means that the node is not known, one about a boot configuration
 * that there is none. But an error that speaks of the inventory's database says nothing of the node: it is {@code INVENTORY_DOWN},
 * so that nobody takes a node for unknown that is there, and the caller tries again later.
 */
public final class OmfInventory implements Inventory {
    private final InventoryHttp http;
    private final ParallelCalls calls;

    /**
     * @param url the service, as {@code http://inventory:5054/inventory}
     * @throws IllegalArgumentException if this is not the URL of an HTTP service
     */
    public OmfInventory(URI url, TimeLimits limits) {
        this.http = new InventoryHttp(url, limits);
        this.calls = new ParallelCalls(url, limits.request(), http::isInDoubt);
    }

    @Override
    public InventoryAnswer lookup(ImmutableSet<Node> nodes, Wanted wanted) {
        AnswerBuilder answer = new AnswerBuilder();
        ask(nodes.asList(), wanted, calls.begin(), answer);
        return answer.build();
    }

    @Override
    public InventoryAnswer list(Domain domain, Wanted wanted) {
        ParallelCalls.Request request = calls.begin();
        InventoryCall call = http.call("getListOfResources", ImmutableMap.of("domain", domain.value()));
        XmlElement resources = request.one(() -> http.get(call));
        if (isError(resources, call)) {
            throw new PxeException(InventoryProblems.unknownDomain(domain));
        }
        checkRoot(resources, "RESOURCES", call);
        AnswerBuilder answer = new AnswerBuilder();
        ImmutableList<Node> nodes = resources
                .all("NODE")
                .flatMap(name -> node(name.text(), domain, call, answer).stream())
                .distinct()
                .collect(ImmutableList.toImmutableList());
        ask(nodes, wanted, request, answer);
        return answer.build();
    }

    private static Optional<Node> node(String name, Domain domain, InventoryCall call, AnswerBuilder answer) {
        try {
            return Optional.of(new Node(NodeId.of(name), domain));
        } catch (IllegalArgumentException refusal) {
            call.nonsense(refusal).problems().forEach(answer::add);
            return Optional.empty();
        }
    }

    /** Addresses and boot configurations are asked for at the same time. */
    private void ask(ImmutableList<Node> nodes, Wanted wanted, ParallelCalls.Request request, AnswerBuilder answer) {
        boolean imagesToo = wanted == Wanted.ADDRESS_AND_IMAGE;
        Stream<Callable<Said>> addresses = nodes.stream().map(node -> () -> ask(node, "getControlIP", "CONTROL_IP"));
        Stream<Callable<Said>> images = nodes.stream().map(node -> () -> ask(node, "getPXEImage", "PXE_IMAGE"));
        ImmutableList<Said> said = request.all((imagesToo ? Stream.concat(addresses, images) : addresses).toList());
        for (int i = 0; i < nodes.size(); i++) {
            Said image = imagesToo ? said.get(nodes.size() + i) : new Said.ErrorElement();
            add(nodes.get(i), said.get(i), image, answer);
        }
    }

    private Said ask(Node node, String name, String root) {
        InventoryCall call = http.call(
                name,
                ImmutableMap.of(
                        "hrn", node.id().value(), "domain", node.domain().value()));
        try {
            XmlElement answer = http.get(call);
            if (isError(answer, call)) {
                return new Said.ErrorElement();
            }
            checkRoot(answer, root, call);
            return new Said.Text(call, answer.text());
        } catch (PxeException failure) {
            Problem problem = problemOf(node, failure);
            if (problem.code() == ProblemCode.INVENTORY_NONSENSE) {
                return new Said.Nonsense(problem);
            }
            throw failure;
        }
    }

    private static boolean isError(XmlElement answer, InventoryCall call) {
        Optional<XmlElement> error = answer.find("ERROR");
        if (error.isPresent() && Ascii.toLowerCase(error.get().text()).contains("database")) {
            throw call.withoutDatabase(quoted(error.get().text()));
        }
        return error.isPresent();
    }

    private static void checkRoot(XmlElement answer, String expected, InventoryCall call) {
        if (!answer.name().equals(expected)) {
            throw call.nonsense("its root is " + quoted(answer.name()) + ", expected " + expected);
        }
    }

    private static void add(Node node, Said address, Said image, AnswerBuilder answer) {
        if (address instanceof Said.ErrorElement) {
            answer.add(InventoryProblems.unknownNode(node));
            return;
        }
        if (address instanceof Said.Nonsense nonsense) {
            // The call for the boot configuration will have met with the same, and once is enough to say so.
            answer.refuse(node, nonsense.problem());
            return;
        }
        answer.add(new InventoryNode(
                node,
                answer.checked(node, address, HexIp::ofAddress),
                answer.checked(node, image, BootConfigName::of),
                Optional.empty(),
                Optional.empty()));
    }
}
