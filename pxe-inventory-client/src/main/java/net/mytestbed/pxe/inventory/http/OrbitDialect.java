package net.mytestbed.pxe.inventory.http;

import static java.util.Objects.requireNonNull;
import static net.mytestbed.pxe.problem.Quoted.quoted;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Multimaps;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import net.mytestbed.pxe.inventory.Inventory.Wanted;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.inventory.InventoryProblems;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.problem.PxeException;

/**
 * ORBIT's inventory service. One node of a domain costs a small call ({@code resource/show}); more than one cost a single call for the
 * domain ({@code resource/list}), which tells besides whether two of its nodes share an address. A node that is not listed there is
 * asked for by itself. Either call brings address and boot configuration at once.
 */
final class OrbitDialect implements Dialect {
    private final InventoryHttp http;

    OrbitDialect(InventoryHttp http) {
        this.http = requireNonNull(http, "http");
    }

    @Override
    public InventoryAnswer lookup(ImmutableSet<Node> nodes, Wanted wanted, ParallelCalls.Request request) {
        Map<Domain, NodeTable> lists = lists(nodes, request);
        NodeQuestions questions = new NodeQuestions();
        for (Node node : nodes) {
            Optional.ofNullable(lists.get(node.domain()))
                    .flatMap(table -> table.find(node))
                    .ifPresentOrElse(
                            listed -> questions.know(node, listed), () -> questions.ask(node, () -> show(node)));
        }
        request.all(questions.pending());
        AnswerBuilder answer = new AnswerBuilder();
        nodes.forEach(node -> add(node, questions.answer(node), answer));
        return answer.build();
    }

    @Override
    public InventoryAnswer list(Domain domain, Wanted wanted, ParallelCalls.Request request) {
        NodeTable table = request.one(() -> tableOf(domain))
                .orElseThrow(() -> new PxeException(InventoryProblems.unknownDomain(domain)));
        AnswerBuilder answer = new AnswerBuilder();
        table.badNames().forEach(answer::add);
        table.nodes().forEach(node -> table.find(node).ifPresent(listed -> add(node, listed, answer)));
        return answer.build();
    }

    private static void add(Node node, Said said, AnswerBuilder answer) {
        answer.add(node, said, said instanceof Said.Listed listed ? listed.text("pxe_image") : new Said.ErrorElement());
    }

    /** The lists of the domains of which several nodes are asked for; one that brings nothing can be done without. */
    private Map<Domain, NodeTable> lists(ImmutableSet<Node> nodes, ParallelCalls.Request request) {
        List<Callable<Optional<NodeTable>>> lists = new ArrayList<>();
        Multimaps.index(nodes, Node::domain).asMap().forEach((domain, members) -> {
            if (members.size() >= InventoryHttp.SEVERAL) {
                lists.add(() -> http.orNothing(() -> tableOf(domain)));
            }
        });
        Map<Domain, NodeTable> tables = new HashMap<>();
        request.all(lists).forEach(list -> list.ifPresent(table -> tables.put(table.domain(), table)));
        return tables;
    }

    /** The list of a domain; nothing if it is not known. */
    private Optional<NodeTable> tableOf(Domain domain) {
        InventoryCall call = listCall(domain);
        return http.find(call).map(root -> {
            if (root.all("NODE").findAny().isEmpty() && !root.children().isEmpty()) {
                throw call.nonsense("its root " + quoted(root.name()) + " has no NODE");
            }
            return table(call, root, domain);
        });
    }

    private InventoryCall showCall(Node node) {
        return http.call("resource/show", ImmutableMap.of("hrn", node.fullName().value()));
    }

    private InventoryCall listCall(Domain domain) {
        return http.listCall("resource/list", ImmutableMap.of("hrn", domain.value()));
    }

    private Said show(Node node) {
        InventoryCall call = showCall(node);
        Optional<XmlElement> root = http.find(call);
        if (root.isEmpty()) {
            return new Said.ErrorElement();
        }
        NodeTable table = table(call, root.get(), node.domain());
        return table.find(node)
                .orElseThrow(() -> call.nonsense(
                        "it has no NODE of the name " + quoted(node.fullName().value())));
    }

    @Override
    public Spoken isSpoken(Node node) {
        return hasNodes(showCall(node));
    }

    @Override
    public Spoken isSpoken(Domain domain) {
        return hasNodes(listCall(domain));
    }

    private Spoken hasNodes(InventoryCall call) {
        Optional<XmlElement> root = http.root(call);
        if (root.flatMap(found -> found.find("NODE")).isPresent()) {
            return Spoken.YES;
        }
        return root.flatMap(found -> found.find("ERROR")).isPresent() ? Spoken.PERHAPS : Spoken.NO;
    }

    private static NodeTable table(InventoryCall call, XmlElement root, Domain domain) {
        return new NodeTable(call, domain, root.all("NODE").map(NodeElement::of));
    }
}
