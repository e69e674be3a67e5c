package net.mytestbed.pxe.service;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.Maps;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.domains.DomainInventories;
import net.mytestbed.pxe.inventory.file.FileInventory;
import net.mytestbed.pxe.inventory.http.OmfInventory;
import net.mytestbed.pxe.inventory.http.TimeLimits;
import net.mytestbed.pxe.service.config.PxeConfig;

/** Makes the inventories that a configuration names. */
final class Inventories {
    private Inventories() {}

    /**
     * One inventory that asks for each node the one of its domain. Domains whose entries are the same share theirs.
     *
     * @throws net.mytestbed.pxe.yaml.YamlException with everything that is wrong with an inventory file
     * @throws IllegalArgumentException if an inventory is to be spoken to in a dialect that is not spoken
     */
    static Inventory of(PxeConfig.Testbeds testbeds) {
        Map<PxeConfig.Testbed, Inventory> made = new LinkedHashMap<>();
        return new DomainInventories(
                Maps.transformValues(
                        testbeds.byDomain(), testbed -> made.computeIfAbsent(testbed, Inventories::inventory)),
                testbeds.byDefault().map(testbed -> made.computeIfAbsent(testbed, Inventories::inventory)));
    }

    private static Inventory inventory(PxeConfig.Testbed testbed) {
        if (testbed.isFile()) {
            return FileInventory.open(Path.of(testbed.inventoryUrl()));
        }
        checkArgument(
                testbed.inventoryDialect() != PxeConfig.Dialect.ORBIT,
                "The inventory %s cannot be asked: of the dialects only OMF 5.4's is spoken (inventory_dialect: omf).",
                testbed.inventoryUrl());
        return new OmfInventory(testbed.inventoryUrl(), TimeLimits.DEFAULT);
    }
}
