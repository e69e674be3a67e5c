package net.mytestbed.pxe.service;

import static java.util.Objects.requireNonNull;

import java.time.InstantSource;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.link.BootDirectory;
import net.mytestbed.pxe.manager.BootPolicy;
import net.mytestbed.pxe.manager.PxeManager;
import net.mytestbed.pxe.service.access.GuardedInventory;
import net.mytestbed.pxe.service.config.PxeConfig;
import net.mytestbed.pxe.service.metrics.Metrics;
import net.mytestbed.pxe.tftpboot.LinkLeaseStore;
import net.mytestbed.pxe.tftpboot.TftpBootDirectory;

/**
 * An aggregate manager put together, with nothing that listens and nothing that runs by itself: what a command needs that works on
 * the directory, and what the service is started over.
 *
 * @param manager the manager; {@link PxeManager#prepare} has not been called
 * @param directory the boot directory that it works on
 * @param metrics what is measured of it
 */
public record PxeAssembly(PxeManager manager, BootDirectory directory, Metrics metrics) {
    public PxeAssembly {
        requireNonNull(manager, "manager");
        requireNonNull(directory, "directory");
        requireNonNull(metrics, "metrics");
    }

    /** With measurements of its own. */
    public PxeAssembly(PxeManager manager, BootDirectory directory) {
        this(manager, directory, new Metrics());
        metrics.countLinks(manager);
    }

    /**
     * With the inventories of the configuration.
     *
     * @throws net.mytestbed.pxe.yaml.YamlException with everything that is wrong with an inventory file
     */
    public static PxeAssembly of(PxeConfig.Pxe pxe, InstantSource clock) {
        Metrics metrics = new Metrics();
        return of(pxe, Inventories.of(pxe.testbed(), metrics), clock, metrics);
    }

    /**
     * With an inventory of the caller's own.
     *
     * @param pxe directories, default boot configuration and lifetime; its testbeds are not asked
     */
    public static PxeAssembly of(PxeConfig.Pxe pxe, Inventory inventory, InstantSource clock) {
        return of(pxe, inventory, clock, new Metrics());
    }

    private static PxeAssembly of(PxeConfig.Pxe pxe, Inventory inventory, InstantSource clock, Metrics metrics) {
        TftpBootDirectory directory = new TftpBootDirectory(pxe.cfgDir(), pxe.stateDir(), metrics.flushesOf("links"));
        PxeManager manager = new PxeManager(
                new GuardedInventory(inventory),
                directory,
                new LinkLeaseStore(pxe.stateDir(), metrics.flushesOf("leases")),
                clock,
                new BootPolicy(pxe.defImage(), pxe.linkLifetime(), pxe.preflight()),
                metrics);
        metrics.countLinks(manager);
        return new PxeAssembly(manager, directory, metrics);
    }
}
