package net.mytestbed.pxe.service.omf;

import static com.google.common.collect.MoreCollectors.onlyElement;
import static java.util.stream.Collectors.joining;
import static net.mytestbed.pxe.service.omf.OmfParameter.ADDRESS;
import static net.mytestbed.pxe.service.omf.OmfParameter.DOMAIN;
import static net.mytestbed.pxe.service.omf.OmfParameter.FRESH;
import static net.mytestbed.pxe.service.omf.OmfParameter.IMAGE;
import static net.mytestbed.pxe.service.omf.OmfParameter.NODE;
import static net.mytestbed.pxe.service.omf.OmfParameter.NODE_SET;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import java.util.Optional;
import java.util.function.Function;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.manager.NodeSelection;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.node.NodeSet;
import net.mytestbed.pxe.problem.PxeException;
import net.mytestbed.pxe.problem.Quoted;
import net.mytestbed.pxe.service.http.FreshParameter;
import net.mytestbed.pxe.service.http.RequestProblems;

/** Reads one call's parameters. What is wrong with one is noted and the reading goes on, so that the answer names all of them. */
final class OmfRequestReader {
    private final OmfCall call;
    private final OmfParameters parameters;
    private final RequestProblems problems = new RequestProblems();

    OmfRequestReader(OmfCall call, OmfParameters parameters) {
        this.call = call;
        this.parameters = parameters;
    }

    /** @throws PxeException with a problem for each parameter that is missing or cannot be read */
    OmfRequest read() {
        refuseMisplaced();
        Optional<Domain> domain = readOne(DOMAIN, Domain::of);
        Optional<BootConfigName> image = readOne(IMAGE, BootConfigName::of);
        Optional<HexIp> address = readOne(ADDRESS, HexIp::ofAddress);
        Optional<Boolean> fresh = readAny(FRESH, FreshParameter::isTrue);
        Optional<NodeSelection> nodes = readNodes(domain);
        problems.throwIfAny();
        return new OmfRequest(nodes.orElseThrow(), image, address, fresh.orElse(false));
    }

    /** Who gives a node to a call for a whole testbed means that node. Any other parameter too many says nothing, as in OMF 5.4. */
    private void refuseMisplaced() {
        for (OmfParameter parameter : OmfParameter.values()) {
            if (parameter.choosesNodes() && !call.takes(parameter)) {
                parameters
                        .namesGiven(parameter)
                        .forEach(name -> problems.add(call.wireName() + " takes no parameter " + name + ": expected "
                                + call.arguments().stream()
                                        .map(OmfArgument::name)
                                        .collect(joining(", ")) + "."));
            }
        }
    }

    private Optional<NodeSelection> readNodes(Optional<Domain> domain) {
        if (call.takes(NODE)) {
            return readNode(domain);
        }
        return call.takes(NODE_SET) ? readNodeSet(domain) : readWholeDomain(domain);
    }

    private Optional<NodeSelection> readNode(Optional<Domain> domain) {
        Optional<NodeId> id = readOne(NODE, NodeId::of);
        if (parameters.values(NODE).isEmpty()) {
            missing(NODE);
        }
        return isUnreadable(domain)
                ? Optional.empty()
                : id.flatMap(name -> problems.attempt(() -> NodeSelection.of(Node.of(name, domain))));
    }

    private Optional<NodeSelection> readNodeSet(Optional<Domain> domain) {
        Optional<String> text = parameters.joined(NODE_SET);
        if (text.isEmpty()) {
            missing(NODE_SET);
            return Optional.empty();
        }
        Optional<NodeSet> set = problems.attempt(() -> NodeSet.parse(text.get()));
        if (isUnreadable(domain)) {
            return Optional.empty();
        }
        if (set.filter(NodeSet::isEmpty).isPresent() && domain.isEmpty()) {
            missing(DOMAIN);
        }
        return set.flatMap(nodes -> problems.attempt(() -> new NodeSelection.Nodes(nodes.nodes(domain))));
    }

    private Optional<NodeSelection> readWholeDomain(Optional<Domain> domain) {
        if (parameters.values(DOMAIN).isEmpty()) {
            missing(DOMAIN);
        }
        return domain.map(NodeSelection.WholeDomain::new);
    }

    /** The one value of a parameter; empty if it is not given, and, with a problem noted, if it cannot be read. */
    private <T> Optional<T> readOne(OmfParameter parameter, Function<String, T> reading) {
        return call.takes(parameter) ? readAny(parameter, reading) : Optional.empty();
    }

    /** The same for a parameter that every call takes without describing it. */
    private <T> Optional<T> readAny(OmfParameter parameter, Function<String, T> reading) {
        ImmutableSet<String> values = parameters.values(parameter);
        if (values.size() > 1) {
            problems.add("The parameter " + String.join(" or ", parameter.names()) + " is given more than once: "
                    + values.stream().limit(3).map(Quoted::quoted).collect(joining(", ")) + "; expected one value.");
            return Optional.empty();
        }
        return values.isEmpty()
                ? Optional.empty()
                : problems.attempt(() -> reading.apply(Iterables.getOnlyElement(values)));
    }

    /** Given, but nonsense: then nothing can be said about names that need one. */
    private boolean isUnreadable(Optional<Domain> domain) {
        return domain.isEmpty() && !parameters.values(DOMAIN).isEmpty();
    }

    private void missing(OmfParameter parameter) {
        String name = call.arguments().stream()
                .filter(argument -> argument.parameter() == parameter)
                .map(OmfArgument::name)
                .collect(onlyElement());
        problems.add("The parameter " + name + " is missing: expected " + parameter.info() + ".");
    }
}
