package net.mytestbed.pxe.manager;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.Node;

/**
 * The nodes of a request by their control addresses, which are all different, in the order of the request.
 *
 * @param nodes the nodes
 * @param images the boot configuration of each of them where the request needs one, else none
 * @param staleSince as in {@link net.mytestbed.pxe.inventory.InventoryAnswer}
 */
record Resolution(
        ImmutableMap<HexIp, Node> nodes, ImmutableMap<HexIp, BootConfigName> images, Optional<Instant> staleSince) {
    ImmutableSet<HexIp> addresses() {
        return nodes.keySet();
    }

    Node node(HexIp address) {
        return get(nodes, address);
    }

    BootConfigName image(HexIp address) {
        return get(images, address);
    }

    private static <T> T get(Map<HexIp, T> map, HexIp address) {
        return Optional.ofNullable(map.get(address)).orElseThrow();
    }
}
