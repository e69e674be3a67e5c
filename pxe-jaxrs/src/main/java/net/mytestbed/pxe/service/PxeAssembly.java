package net.mytestbed.pxe.service;

import static java.util.Objects.requireNonNull;

import java.time.InstantSource;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.link.BootDirectory;
import net.mytestbed.pxe.manager.BootPolicy;
import net.mytestbed.pxe.manager.PxeManager;
import net.mytestbed.pxe.service.config.PxeConfig;
import net.mytestbed.pxe.tftpboot.LinkLeaseStore;
import net.mytestbed.pxe.tftpboot.TftpBootDirectory;

/**
 * An aggregate manager put together, with nothing that listens and nothing that runs by itself: what a command needs that works on
 * the directory, and what the service is started over.
 *
 * @param manager the manager; {@link PxeManager#prepare} has not been called
 * @param directory the boot directory that it works on
 */
public record PxeAssembly(PxeManager manager, BootDirectory directory) {
    public PxeAssembly {
        requireNonNull(manager, "manager");
        requireNonNull(directory, "directory");
    }

    /**
     * With the inventories of the configuration.
     *
     * @throws net.mytestbed.pxe.yaml.YamlException with everything that is wrong with an inventory file
     */
    public static PxeAssembly of(PxeConfig.Pxe pxe, InstantSource clock) {
        return of(pxe, Inventories.of(pxe.testbed()), clock);
    }

    /**
     * With an inventory of the caller's own.
     *
     * @param pxe directories, default boot configuration and lifetime; its testbeds are not asked
     */
    public static PxeAssembly of(PxeConfig.Pxe pxe, Inventory inventory, InstantSource clock) {
        TftpBootDirectory directory = new TftpBootDirectory(pxe.cfgDir(), pxe.stateDir());
        PxeManager manager = new PxeManager(
                inventory,
                directory,
                new LinkLeaseStore(pxe.stateDir()),
                clock,
                new BootPolicy(pxe.defImage(), pxe.linkLifetime(), pxe.preflight()));
        return new PxeAssembly(manager, directory);
    }
}
