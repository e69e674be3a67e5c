package net.mytestbed.pxe.inventory.http;

import static java.util.Objects.requireNonNull;
import static net.mytestbed.pxe.problem.Quoted.quoted;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import java.util.Optional;
import net.mytestbed.pxe.inventory.Inventory.Wanted;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.inventory.InventoryProblems;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.problem.PxeException;

/**
 * OMF 5.4's inventory service. The address of one node costs a small call ({@code getControlIP}); the addresses of more than one
 * cost a single call for all nodes of all testbeds ({@code getAllNodes}), which tells besides whether two of them share an address.
 * Where that call fails, or does not have a node, the node is asked for by itself. Boot configurations are in no list, so each one
 * that is wanted costs a call ({@code getPXEImage}); {@value ParallelCalls#AT_ONCE} calls are made at once.
 *
 * <p>OMF answers errors with status 200. An error about an address means that the node is not known, one about a boot configuration
 * that there is none; but one that speaks of the inventory's database is {@code INVENTORY_DOWN}, so that nobody takes a node for
 * unknown that is there, and the caller tries again later.
 */
final class OmfDialect implements Dialect {
    private static final String ADDRESS_ROOT = "CONTROL_IP";
    private static final String RESOURCES_ROOT = "RESOURCES";

    private final InventoryHttp http;

    OmfDialect(InventoryHttp http) {
        this.http = requireNonNull(http, "http");
    }

    @Override
    public InventoryAnswer lookup(ImmutableSet<Node> nodes, Wanted wanted, ParallelCalls.Request request) {
        Optional<AllNodes> listed =
                nodes.size() < InventoryHttp.SEVERAL ? Optional.empty() : request.one(this::allNodes);
        AnswerBuilder answer = new AnswerBuilder();
        ask(nodes, wanted, listed, request, answer);
        return answer.build();
    }

    @Override
    public InventoryAnswer list(Domain domain, Wanted wanted, ParallelCalls.Request request) {
        Optional<AllNodes> listed = request.one(this::allNodes).filter(all -> all.has(domain));
        NodeTable table = listed.map(all -> all.of(domain)).orElseGet(() -> request.one(() -> resources(domain)));
        AnswerBuilder answer = new AnswerBuilder();
        table.badNames().forEach(answer::add);
        ask(table.nodes(), wanted, listed, request, answer);
        return answer.build();
    }

    /** An inventory that cannot list all nodes can still be asked for each. */
    private Optional<AllNodes> allNodes() {
        InventoryCall call = http.listCall("getAllNodes", ImmutableMap.of());
        return http.orNothing(() -> http.find(call).map(root -> {
            checkRoot(root, "ALLNODES", call);
            return new AllNodes(call, root);
        }));
    }

    private InventoryCall addressCall(Node node) {
        return call("getControlIP", node);
    }

    private InventoryCall call(String name, Node node) {
        return http.call(
                name,
                ImmutableMap.of(
                        "hrn", node.id().value(), "domain", node.domain().value()));
    }

    private InventoryCall resourcesCall(Domain domain) {
        return http.listCall("getListOfResources", ImmutableMap.of("domain", domain.value()));
    }

    private NodeTable resources(Domain domain) {
        InventoryCall call = resourcesCall(domain);
        XmlElement root = http.find(call).orElseThrow(() -> new PxeException(InventoryProblems.unknownDomain(domain)));
        checkRoot(root, RESOURCES_ROOT, call);
        return new NodeTable(
                call, domain, root.all("NODE").map(name -> new NodeElement(ImmutableMap.of("name", name.text()))));
    }

    /** Asks for the addresses that are not listed and for all images, at the same time. */
    private void ask(
            ImmutableSet<Node> nodes,
            Wanted wanted,
            Optional<AllNodes> listed,
            ParallelCalls.Request request,
            AnswerBuilder answer) {
        NodeQuestions addresses = new NodeQuestions();
        NodeQuestions images = new NodeQuestions();
        for (Node node : nodes) {
            listed.flatMap(all -> all.of(node.domain()).find(node))
                    .ifPresentOrElse(
                            said -> addresses.know(node, said),
                            () -> addresses.ask(node, () -> ask(addressCall(node), ADDRESS_ROOT)));
            if (wanted == Wanted.ADDRESS_AND_IMAGE) {
                images.ask(node, () -> ask(call("getPXEImage", node), "PXE_IMAGE"));
            }
        }
        request.all(ImmutableList.copyOf(Iterables.concat(addresses.pending(), images.pending())));
        nodes.forEach(node -> answer.add(node, addresses.answer(node), images.answer(node)));
    }

    private Said ask(InventoryCall call, String root) {
        Optional<XmlElement> answer = http.find(call);
        answer.ifPresent(found -> checkRoot(found, root, call));
        return answer.<Said>map(found -> new Said.Text(call, found.text())).orElseGet(Said.ErrorElement::new);
    }

    @Override
    public Spoken isSpoken(Node node) {
        return hasRoot(addressCall(node), ADDRESS_ROOT);
    }

    @Override
    public Spoken isSpoken(Domain domain) {
        return hasRoot(resourcesCall(domain), RESOURCES_ROOT);
    }

    /** OMF's errors too stand in the element that was asked for. */
    private Spoken hasRoot(InventoryCall call, String expected) {
        return http.root(call).filter(root -> root.name().equals(expected)).isPresent() ? Spoken.YES : Spoken.NO;
    }

    private static void checkRoot(XmlElement answer, String expected, InventoryCall call) {
        if (!answer.name().equals(expected)) {
            throw call.nonsense("its root is " + quoted(answer.name()) + ", expected " + expected);
        }
    }
}
