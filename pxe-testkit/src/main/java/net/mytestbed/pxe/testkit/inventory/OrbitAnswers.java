package net.mytestbed.pxe.testkit.inventory;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.common.xml.XmlEscapers;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;

/** Says in ORBIT's dialect what an inventory knows: nodes by their full names, with what is known of them as attributes. */
final class OrbitAnswers implements Dialect {
    private final RawNodes nodes;
    private final UnaryOperator<String> attributeNames;

    OrbitAnswers(RawNodes nodes, UnaryOperator<String> attributeNames) {
        this.nodes = requireNonNull(nodes, "nodes");
        this.attributeNames = requireNonNull(attributeNames, "attributeNames");
    }

    @Override
    public Optional<String> answer(String call, Map<String, String> parameters) {
        String hrn = parameters.getOrDefault("hrn", "");
        return switch (call) {
            case "resource/show" -> Optional.of(resources(hrn, () -> show(hrn)));
            case "resource/list" -> Optional.of(resources(hrn, () -> nodes.list(Domain.of(hrn))));
            default -> Optional.empty();
        };
    }

    /** The name alone says which node is meant, in whichever domain it is. */
    private Optional<ImmutableList<RawNode>> show(String hrn) {
        NodeId wanted = NodeId.of(hrn);
        return nodes.all().stream()
                .filter(node -> new Node(node.id(), node.domain()).fullName().equals(wanted))
                .findFirst()
                .map(ImmutableList::of);
    }

    private String resources(String hrn, Supplier<Optional<ImmutableList<RawNode>>> found) {
        return Dialect.guarded(
                "RESOURCES",
                () -> found.get()
                        .map(list -> list.stream().map(this::node).collect(joining()))
                        .orElseGet(() -> Xml.error("Unknown resource " + hrn)));
    }

    private String node(RawNode node) {
        // The name in the other style of quotes, as some sites mix them.
        String name = attributeNames.apply("name") + "=\""
                + XmlEscapers.xmlAttributeEscaper().escape(node.name()) + "\"";
        return "<NODE" + attribute("type", "node") + " " + name
                + node.image().map(image -> attribute("pxe_image", image)).orElse("")
                + node.address()
                        .map(address -> attribute("control_ip", address))
                        .orElse("")
                + node.mac().map(mac -> attribute("control_mac", mac)).orElse("")
                + node.position()
                        .map(at -> attribute("x_coor", at.x() + "") + attribute("y_coor", at.y() + ""))
                        .orElse("")
                + attribute("default_disk", "/dev/sda") + attribute("cm_port", "80") + "/>";
    }

    private String attribute(String name, String raw) {
        return Xml.attribute(attributeNames.apply(name), raw);
    }
}
