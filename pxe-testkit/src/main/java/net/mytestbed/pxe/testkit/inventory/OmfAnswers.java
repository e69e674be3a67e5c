package net.mytestbed.pxe.testkit.inventory;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import com.google.common.xml.XmlEscapers;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.problem.PxeException;

/** Says in OMF 5.4's dialect what an inventory knows. */
final class OmfAnswers {
    private final RawNodes nodes;

    OmfAnswers(RawNodes nodes) {
        this.nodes = requireNonNull(nodes, "nodes");
    }

    /** The answer to a call; empty if this dialect has no such call. */
    Optional<String> answer(String call, Map<String, String> parameters) {
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
        return guarded(
                element,
                () -> nodes.find(name, domain(parameters))
                        .flatMap(value)
                        .map(OmfAnswers::text)
                        .orElseGet(() -> error("No " + element + " found for " + name)));
    }

    private String resources(Map<String, String> parameters) {
        return guarded(
                "RESOURCES",
                () -> domain(parameters)
                        .flatMap(nodes::list)
                        .filter(list -> !list.isEmpty())
                        .map(list -> list.stream()
                                .map(node -> "<NODE>" + text(node.name()) + "</NODE>")
                                .collect(joining()))
                        .orElseGet(() -> error("No resources found")));
    }

    private String allNodes() {
        return guarded(
                "ALLNODES", () -> nodes.all().stream().map(OmfAnswers::node).collect(joining()));
    }

    private static String node(RawNode node) {
        return "<NODE" + attribute("name", node.name()) + attribute("hrn", node.name())
                + node.mac().map(mac -> attribute("control_mac", mac)).orElse("")
                + node.address()
                        .map(address -> attribute("control_ip", address))
                        .orElse("")
                + node.position()
                        .map(at -> attribute("x", at.x() + "") + attribute("y", at.y() + "") + attribute("z", "0"))
                        .orElse("")
                + attribute("disk", "/dev/sda")
                + attribute("testbed", node.domain().value()) + "/>";
    }

    private static Optional<Domain> domain(Map<String, String> parameters) {
        return Optional.ofNullable(parameters.get("domain"))
                .filter(domain -> !domain.isEmpty())
                .map(Domain::of);
    }

    /** The content of an element, or OMF's error for what cannot be found out. */
    private static String guarded(String element, Supplier<String> content) {
        String text;
        try {
            text = content.get();
        } catch (IllegalArgumentException noName) {
            text = error("No " + element + " found: " + noName.getMessage());
        } catch (PxeException inventoryFailed) {
            text = error("Error when accessing the Inventory Database");
        }
        return "<" + element + ">" + text + "</" + element + ">";
    }

    private static String error(String sentence) {
        return "<ERROR>" + text(sentence) + "</ERROR>";
    }

    private static String text(String raw) {
        return XmlEscapers.xmlContentEscaper().escape(raw);
    }

    private static String attribute(String name, String raw) {
        return " " + name + "='" + XmlEscapers.xmlAttributeEscaper().escape(raw) + "'";
    }
}
