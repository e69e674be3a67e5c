package net.mytestbed.pxe.testkit.inventory;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import net.mytestbed.pxe.node.Domain;

/** Says in OMF 5.4's dialect what an inventory knows. */
final class OmfAnswers implements Dialect {
    private final RawNodes nodes;

    OmfAnswers(RawNodes nodes) {
        this.nodes = requireNonNull(nodes, "nodes");
    }

    @Override
    public Optional<String> answer(String call, Map<String, String> parameters) {
        return Optional.ofNullable(
                switch (call) {
                    case "getControlIP" -> ofNode("CONTROL_IP", "hrn", parameters, RawNode::address);
                    case "getPXEImage" -> ofNode("PXE_IMAGE", "hrn", parameters, RawNode::image);
                    case "getHRN" -> ofNode("HRN", "hostname", parameters, node -> Optional.of(node.name()));
                    case "getListOfResources" -> resources(parameters);
                    case "getAllNodes" -> allNodes();
                    default -> null;
                });
    }

    private String ofNode(
            String element,
            String nameParameter,
            Map<String, String> parameters,
            Function<RawNode, Optional<String>> value) {
        String name = parameters.getOrDefault(nameParameter, "");
        return Dialect.guarded(
                element,
                () -> nodes.find(name, domain(parameters))
                        .flatMap(value)
                        .map(Xml::text)
                        .orElseGet(() -> Xml.error("No " + element + " found for " + name)));
    }

    private String resources(Map<String, String> parameters) {
        return Dialect.guarded(
                "RESOURCES",
                () -> domain(parameters)
                        .flatMap(nodes::list)
                        .filter(list -> !list.isEmpty())
                        .map(list -> list.stream()
                                .map(node -> "<NODE>" + Xml.text(node.name()) + "</NODE>")
                                .collect(joining()))
                        .orElseGet(() -> Xml.error("No resources found")));
    }

    private String allNodes() {
        return Dialect.guarded(
                "ALLNODES", () -> nodes.all().stream().map(OmfAnswers::node).collect(joining()));
    }

    private static String node(RawNode node) {
        return "<NODE" + Xml.attribute("name", node.name()) + Xml.attribute("hrn", node.name())
                + node.mac().map(mac -> Xml.attribute("control_mac", mac)).orElse("")
                + node.address()
                        .map(address -> Xml.attribute("control_ip", address))
                        .orElse("")
                + node.position()
                        .map(at -> Xml.attribute("x", at.x() + "")
                                + Xml.attribute("y", at.y() + "")
                                + Xml.attribute("z", "0"))
                        .orElse("")
                + Xml.attribute("disk", "/dev/sda")
                + Xml.attribute("testbed", node.domain().value()) + "/>";
    }

    private static Optional<Domain> domain(Map<String, String> parameters) {
        return Optional.ofNullable(parameters.get("domain"))
                .filter(domain -> !domain.isEmpty())
                .map(Domain::of);
    }
}
