package net.mytestbed.pxe.inventory.http;

import static net.mytestbed.pxe.inventory.http.AnswerBuilder.problemOf;
import static net.mytestbed.pxe.problem.Quoted.quoted;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.inventory.InventoryProblems;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * OMF 5.4's inventory service. The address of one node costs a small call ({@code getControlIP}); the addresses of more than one
 * cost a single call for all nodes of all testbeds ({@code getAllNodes}), which tells besides whether two of them share an address.
 * Where that call fails, or does not have a node, the node is asked for by itself. Boot configurations are in no list, so each one
 * that is wanted costs a call ({@code getPXEImage}); {@value ParallelCalls#AT_ONCE} calls are made at once.
 *
 * <p>OMF answers errors with status 200. An error about an address means that the node is not known, one about a boot configuration
 * that there is none. But an error that speaks of the inventory's database says nothing of the node: it is {@code INVENTORY_DOWN},
 * so that nobody takes a node for unknown that is there, and the caller tries again later.
 */
public final class OmfInventory implements Inventory {
    /** From so many nodes on, the call for all of them is the cheaper one. */
    private static final int SEVERAL = 2;

    private static final Logger log = LoggerFactory.getLogger(OmfInventory.class);

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
        ParallelCalls.Request request = calls.begin();
        Optional<AllNodes> listed = nodes.size() < SEVERAL ? Optional.empty() : allNodes(request);
        AnswerBuilder answer = new AnswerBuilder();
        ask(nodes.asList(), wanted, listed, request, answer);
        return answer.build();
    }

    @Override
    public InventoryAnswer list(Domain domain, Wanted wanted) {
        ParallelCalls.Request request = calls.begin();
        Optional<AllNodes> listed = allNodes(request).filter(all -> all.has(domain));
        NodeTable table = listed.map(all -> all.of(domain)).orElseGet(() -> resources(domain, request));
        AnswerBuilder answer = new AnswerBuilder();
        table.badNames().forEach(answer::add);
        ask(table.nodes().asList(), wanted, listed, request, answer);
        return answer.build();
    }

    /** An inventory that has no such call, or makes nonsense of it, can be asked for each node. */
    private Optional<AllNodes> allNodes(ParallelCalls.Request request) {
        InventoryCall call = http.listCall("getAllNodes", ImmutableMap.of());
        try {
            XmlElement root = request.one(() -> http.get(call));
            if (isError(root, call)) {
                return Optional.empty();
            }
            checkRoot(root, "ALLNODES", call);
            return Optional.of(new AllNodes(call, root));
        } catch (PxeException e) {
            if (e.problems().get(0).code() != ProblemCode.INVENTORY_NONSENSE) {
                throw e;
            }
            log.info("inventory-lists-no-nodes {}", e.getMessage());
            return Optional.empty();
        }
    }

    private NodeTable resources(Domain domain, ParallelCalls.Request request) {
        InventoryCall call = http.listCall("getListOfResources", ImmutableMap.of("domain", domain.value()));
        XmlElement root = request.one(() -> http.get(call));
        if (isError(root, call)) {
            throw new PxeException(InventoryProblems.unknownDomain(domain));
        }
        checkRoot(root, "RESOURCES", call);
        return new NodeTable(
                call, domain, root.all("NODE").map(name -> new NodeElement(ImmutableMap.of("name", name.text()))));
    }

    /** Asks for the addresses that are not listed and for all images, at the same time. */
    private void ask(
            ImmutableList<Node> nodes,
            Wanted wanted,
            Optional<AllNodes> listed,
            ParallelCalls.Request request,
            AnswerBuilder answer) {
        Map<Node, Said> addresses = new ConcurrentHashMap<>();
        Map<Node, Said> images = new ConcurrentHashMap<>();
        List<Callable<Node>> questions = new ArrayList<>();
        for (Node node : nodes) {
            if (listed.flatMap(all -> all.of(node.domain()).find(node)).isEmpty()) {
                questions.add(question(node, "getControlIP", "CONTROL_IP", addresses));
            }
            if (wanted == Wanted.ADDRESS_AND_IMAGE) {
                questions.add(question(node, "getPXEImage", "PXE_IMAGE", images));
            }
        }
        request.all(questions);
        for (Node node : nodes) {
            Said image = images.getOrDefault(node, new Said.ErrorElement());
            Said address = addresses.get(node);
            if (address != null) {
                answer.add(node, address, image);
            } else {
                listed.ifPresent(all -> answer.add(node, all.of(node.domain()), image));
            }
        }
    }

    private Callable<Node> question(Node node, String call, String root, Map<Node, Said> answers) {
        return () -> {
            answers.put(node, ask(node, call, root));
            return node;
        };
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
}
