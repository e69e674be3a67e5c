package net.mytestbed.pxe.service;

import com.google.common.collect.Maps;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.cache.CachedInventory;
import net.mytestbed.pxe.inventory.domains.DomainInventories;
import net.mytestbed.pxe.inventory.domains.NetworkCheck;
import net.mytestbed.pxe.inventory.file.FileInventory;
import net.mytestbed.pxe.inventory.http.HttpInventory;
import net.mytestbed.pxe.service.config.PxeConfig;

/** Makes the inventories that a configuration names. */
final class Inventories {
    private Inventories() {}

    /**
     * One inventory that asks for each node the one of its domain. Domains whose inventories are the same share theirs, and what it
     * said.
     *
     * @throws net.mytestbed.pxe.yaml.YamlException with everything that is wrong with an inventory file
     */
    static Inventory of(PxeConfig.Testbeds testbeds) {
        Map<PxeConfig.InventorySource, Inventory> made = new LinkedHashMap<>();
        return new DomainInventories(
                Maps.transformValues(testbeds.byDomain(), testbed -> inventory(testbed, made)),
                testbeds.byDefault().map(testbed -> inventory(testbed, made)));
    }

    private static Inventory inventory(PxeConfig.Testbed testbed, Map<PxeConfig.InventorySource, Inventory> made) {
        Inventory inventory = made.computeIfAbsent(testbed.inventory(), Inventories::inventory);
        return testbed.networks().isEmpty() ? inventory : new NetworkCheck(inventory, testbed.networks());
    }

    private static Inventory inventory(PxeConfig.InventorySource source) {
        if (source.isFile()) {
            return FileInventory.open(Path.of(source.url()));
        }
        return new CachedInventory(new HttpInventory(source.url(), source.dialect(), source.limits()), source.cache());
    }
}
