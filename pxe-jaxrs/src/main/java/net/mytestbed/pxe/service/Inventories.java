package net.mytestbed.pxe.service;

import com.google.common.collect.Maps;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.domains.DomainInventories;
import net.mytestbed.pxe.inventory.domains.NetworkCheck;
import net.mytestbed.pxe.inventory.file.FileInventory;
import net.mytestbed.pxe.inventory.http.HttpInventory;
import net.mytestbed.pxe.service.config.PxeConfig;
import net.mytestbed.pxe.service.metrics.Metrics;

/** Makes the inventories that a configuration names. */
public final class Inventories {
    private Inventories() {}

    /**
     * One inventory that asks for each node the one of its domain, and measures nothing.
     *
     * @throws net.mytestbed.pxe.yaml.YamlException with everything that is wrong with an inventory file
     * @throws IllegalArgumentException if an inventory cannot be spoken to
     */
    public static Inventory of(PxeConfig.Testbeds testbeds) {
        return of(testbeds, new Metrics());
    }

    /**
     * One inventory that asks for each node the one of its domain. Domains whose inventories are the same share theirs, and what it
     * said.
     *
     * @param metrics is told of every call to them
     * @throws net.mytestbed.pxe.yaml.YamlException with everything that is wrong with an inventory file
     */
    static Inventory of(PxeConfig.Testbeds testbeds, Metrics metrics) {
        Map<PxeConfig.InventorySource, Inventory> made = new LinkedHashMap<>();
        return new DomainInventories(
                Maps.transformValues(testbeds.byDomain(), testbed -> inventory(testbed, made, metrics)),
                testbeds.byDefault().map(testbed -> inventory(testbed, made, metrics)));
    }

    private static Inventory inventory(
            PxeConfig.Testbed testbed, Map<PxeConfig.InventorySource, Inventory> made, Metrics metrics) {
        Inventory inventory = made.computeIfAbsent(testbed.inventory(), source -> inventory(source, metrics));
        return testbed.networks().isEmpty() ? inventory : new NetworkCheck(inventory, testbed.networks());
    }

    private static Inventory inventory(PxeConfig.InventorySource source, Metrics metrics) {
        if (source.isFile()) {
            return FileInventory.open(Path.of(source.url()));
        }
        return metrics.cached(new HttpInventory(source.url(), source.dialect(), source.limits()), source.cache());
    }
}
