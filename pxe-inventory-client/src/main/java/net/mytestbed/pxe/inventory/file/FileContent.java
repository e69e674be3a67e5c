package net.mytestbed.pxe.inventory.file;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;
import static net.mytestbed.pxe.problem.Quoted.quoted;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.inventory.InventoryNode;
import net.mytestbed.pxe.inventory.InventorySnapshot;
import net.mytestbed.pxe.node.Coordinates;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.MacAddress;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.yaml.YamlMap;
import net.mytestbed.pxe.yaml.YamlValue;

/** The shape of the inventory file. */
final class FileContent {
    private FileContent() {}

    static Supplier<InventorySnapshot> read(YamlMap root) {
        ImmutableMap.Builder<Domain, ImmutableMap<Node, InventoryNode>> testbeds = ImmutableMap.builder();
        root.require("domains")
                .flatMap(YamlValue::asMap)
                .ifPresent(domains -> domains.entries(Domain::of)
                        .forEach((domain, value) -> value.asMap()
                                .ifPresent(testbed -> testbeds.put(domain, new Testbed(domain).read(testbed)))));
        return () -> new InventorySnapshot(testbeds.buildOrThrow());
    }

    /** One domain while it is read. */
    private static final class Testbed {
        private final Domain domain;
        private final Map<HexIp, Node> owners = new HashMap<>();

        Testbed(Domain domain) {
            this.domain = requireNonNull(domain, "domain");
        }

        ImmutableMap<Node, InventoryNode> read(YamlMap testbed) {
            Optional<BootConfigName> image = testbed.find("image").flatMap(value -> value.as(BootConfigName::of));
            ImmutableMap.Builder<Node, InventoryNode> nodes = ImmutableMap.builder();
            testbed.require("nodes")
                    .flatMap(YamlValue::asMap)
                    .ifPresent(names -> names.entries(name -> new Node(NodeId.of(name), domain))
                            .forEach((node, value) -> nodes.put(node, node(node, value, image))));
            return nodes.buildOrThrow();
        }

        private InventoryNode node(Node node, YamlValue value, Optional<BootConfigName> testbedImage) {
            if (!value.isMap()) {
                return new InventoryNode(node, address(node, value), testbedImage, Optional.empty(), Optional.empty());
            }
            YamlMap members = value.asMap().orElseThrow();
            return new InventoryNode(
                    node,
                    members.find("address").flatMap(address -> address(node, address)),
                    members.find("image")
                            .flatMap(image -> image.as(BootConfigName::of))
                            .or(() -> testbedImage),
                    members.find("mac").flatMap(mac -> mac.as(MacAddress::of)),
                    position(value, members));
        }

        private Optional<HexIp> address(Node node, YamlValue value) {
            Optional<HexIp> address = value.as(HexIp::ofAddress);
            address.map(own -> owners.putIfAbsent(own, node))
                    .ifPresent(other ->
                            value.complain("The address " + address.get().address() + " of node " + node
                                    + " is also node " + other + "'s; each node needs its own."));
            return address;
        }

        private static Optional<Coordinates> position(YamlValue node, YamlMap members) {
            Optional<YamlValue> x = members.find("x");
            Optional<YamlValue> y = members.find("y");
            if (x.isPresent() != y.isPresent()) {
                node.complain("Only one of x and y is given; give both or neither.");
                return Optional.empty();
            }
            Optional<Integer> column = x.flatMap(value -> value.as(FileContent::wholeNumber));
            Optional<Integer> row = y.flatMap(value -> value.as(FileContent::wholeNumber));
            return column.isPresent() && row.isPresent()
                    ? Optional.of(new Coordinates(column.get(), row.get()))
                    : Optional.empty();
        }
    }

    private static int wholeNumber(String text) {
        Integer number = Ints.tryParse(text);
        checkArgument(number != null && number >= 0, "%s is not a whole number, 0 or more.", quoted(text));
        return number;
    }
}
