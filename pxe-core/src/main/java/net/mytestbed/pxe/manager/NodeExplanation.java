package net.mytestbed.pxe.manager;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.Optional;
import net.mytestbed.pxe.boot.BootAction;
import net.mytestbed.pxe.boot.Finding;
import net.mytestbed.pxe.inventory.InventoryNode;
import net.mytestbed.pxe.link.NodeSearch;
import net.mytestbed.pxe.node.HexIp;

/**
 * Why a node boots what it boots.
 *
 * @param known what the inventory knows of the node
 * @param address its control address
 * @param searches how each boot program looks for its configuration, PXELINUX first
 * @param boots what it does with the configuration that PXELINUX finds; empty where PXELINUX finds none
 * @param findings what the check says of that configuration
 * @param staleSince where the inventory failed and what it said earlier had to serve: when that was said
 */
public record NodeExplanation(
        InventoryNode known,
        HexIp address,
        ImmutableList<NodeSearch> searches,
        Optional<BootAction> boots,
        ImmutableList<Finding> findings,
        Optional<Instant> staleSince) {
    public NodeExplanation {
        requireNonNull(known, "known");
        requireNonNull(address, "address");
        requireNonNull(searches, "searches");
        requireNonNull(boots, "boots");
        requireNonNull(findings, "findings");
        requireNonNull(staleSince, "staleSince");
    }
}
