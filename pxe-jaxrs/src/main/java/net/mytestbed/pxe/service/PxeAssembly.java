package net.mytestbed.pxe.service;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.time.InstantSource;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.link.BootDirectory;
import net.mytestbed.pxe.manager.BootPolicy;
import net.mytestbed.pxe.manager.Changes;
import net.mytestbed.pxe.manager.PxeManager;
import net.mytestbed.pxe.service.access.GuardedInventory;
import net.mytestbed.pxe.service.api.ChangeFeed;
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
 * @param events its changes, for those who listen; closed with the service that is started over it
 */
public record PxeAssembly(PxeManager manager, BootDirectory directory, Metrics metrics, ChangeFeed events) {
    public PxeAssembly {
        requireNonNull(manager, "manager");
        requireNonNull(directory, "directory");
        requireNonNull(metrics, "metrics");
        requireNonNull(events, "events");
    }

    /** With measurements of its own, and with a feed that hears of no changes unless the manager is told to. */
    public PxeAssembly(PxeManager manager, BootDirectory directory) {
        this(manager, directory, new Metrics(), new ChangeFeed(InstantSource.system()));
        measure();
    }

    private PxeAssembly measure() {
        metrics.countLinks(manager);
        metrics.countListeners(events::listeners);
        return this;
    }

    /**
     * With the inventories of the configuration.
     *
     * @throws net.mytestbed.pxe.yaml.YamlException with everything that is wrong with an inventory file
     */
    public static PxeAssembly of(PxeConfig.Pxe pxe, InstantSource clock) {
        Metrics metrics = new Metrics();
        return of(pxe, Inventories.of(pxe.testbed(), metrics), clock, metrics, new ChangeFeed(clock));
    }

    /**
     * With an inventory of the caller's own.
     *
     * @param pxe directories, default boot configuration and lifetime; its testbeds are not asked
     */
    public static PxeAssembly of(PxeConfig.Pxe pxe, Inventory inventory, InstantSource clock) {
        return of(pxe, inventory, clock, new ChangeFeed(clock));
    }

    static PxeAssembly of(PxeConfig.Pxe pxe, Inventory inventory, InstantSource clock, ChangeFeed events) {
        return of(pxe, inventory, clock, new Metrics(), events);
    }

    private static PxeAssembly of(
            PxeConfig.Pxe pxe, Inventory inventory, InstantSource clock, Metrics metrics, ChangeFeed events) {
        TftpBootDirectory directory = new TftpBootDirectory(pxe.cfgDir(), pxe.stateDir(), metrics.flushesOf("links"));
        PxeManager manager = new PxeManager(
                new GuardedInventory(inventory),
                directory,
                new LinkLeaseStore(pxe.stateDir(), metrics.flushesOf("leases")),
                clock,
                new BootPolicy(pxe.defImage(), pxe.linkLifetime(), pxe.preflight()),
                Changes.all(ImmutableList.of(metrics, events)));
        return new PxeAssembly(manager, directory, metrics, events).measure();
    }
}
