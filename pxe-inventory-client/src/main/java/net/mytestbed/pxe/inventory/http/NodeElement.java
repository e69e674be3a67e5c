package net.mytestbed.pxe.inventory.http;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.util.Objects.requireNonNull;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import net.mytestbed.pxe.node.Coordinates;
import net.mytestbed.pxe.node.MacAddress;

/**
 * A {@code <NODE>} with what is known of the node as attributes. OMF writes {@code control_ip} and ORBIT as well; newer data of
 * ORBIT has {@code INF_control_ip}, some sites {@code INF_CONTROL_IP}, and what was gathered from the node itself begins with
 * {@code INV_}. So names are compared without case and prefix; where a name comes twice, what was gathered gives way.
 *
 * @param attributes by their names in lower case and without prefix
 */
record NodeElement(ImmutableMap<String, String> attributes) {
    /** The attribute of the control address. */
    static final String ADDRESS = "control_ip";

    private static final String ENTERED = "inf_";
    private static final String GATHERED = "inv_";

    NodeElement {
        requireNonNull(attributes, "attributes");
    }

    static NodeElement of(XmlElement element) {
        return new NodeElement(element.attributes().entrySet().stream()
                .sorted(Comparator.comparing(NodeElement::isGathered))
                .collect(toImmutableMap(NodeElement::plainName, Map.Entry::getValue, (first, second) -> first)));
    }

    private static boolean isGathered(Map.Entry<String, String> attribute) {
        return Ascii.toLowerCase(attribute.getKey()).startsWith(GATHERED);
    }

    private static String plainName(Map.Entry<String, String> attribute) {
        String name = Ascii.toLowerCase(attribute.getKey());
        return name.startsWith(ENTERED) || name.startsWith(GATHERED) ? name.substring(ENTERED.length()) : name;
    }

    /** The text of an attribute; empty where there is none. */
    String text(String name) {
        return attributes.getOrDefault(name, "");
    }

    /** What it is called by others: in OMF's data the HRN. */
    String name() {
        return attributes.getOrDefault("hrn", text("name"));
    }

    /** The control address, as it is written. */
    String address() {
        return text(ADDRESS);
    }

    /** The hardware address; nothing is decided by it, so a text that is none is passed over. */
    Optional<MacAddress> mac() {
        try {
            return Optional.of(MacAddress.of(text("control_mac")));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** The place in the grid; nothing is decided by it, so texts that are no numbers are passed over. */
    Optional<Coordinates> position() {
        Optional<Integer> x = number("x").or(() -> number("x_coor"));
        Optional<Integer> y = number("y").or(() -> number("y_coor"));
        return x.flatMap(column -> y.map(row -> new Coordinates(column, row)));
    }

    private Optional<Integer> number(String attribute) {
        return Optional.ofNullable(Ints.tryParse(text(attribute))).filter(number -> number >= 0);
    }
}
