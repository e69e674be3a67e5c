package net.mytestbed.pxe.service;

import com.google.common.collect.Maps;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.domains.DomainInventories;
import net.mytestbed.pxe.inventory.file.FileInventory;
import net.mytestbed.pxe.inventory.http.HttpInventory;
import net.mytestbed.pxe.inventory.http.TimeLimits;
import net.mytestbed.pxe.service.config.PxeConfig;

/** Makes the inventories that a configuration names. */
final class Inventories {
    private Inventories() {}

    /**
     * One inventory that asks for each node the one of its domain. Domains whose entries are the same share theirs.
     *
     * @throws net.mytestbed.pxe.yaml.YamlException with everything that is wrong with an inventory file
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
        return new HttpInventory(testbed.inventoryUrl(), testbed.inventoryDialect(), TimeLimits.DEFAULT);
    }
}
