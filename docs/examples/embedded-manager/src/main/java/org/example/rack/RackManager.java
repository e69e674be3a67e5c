package org.example.rack;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.lease.Lifetime;
import net.mytestbed.pxe.lease.Requester;
import net.mytestbed.pxe.manager.BootPolicy;
import net.mytestbed.pxe.manager.NodeSelection;
import net.mytestbed.pxe.manager.Outcome;
import net.mytestbed.pxe.manager.PreflightMode;
import net.mytestbed.pxe.manager.PxeManager;
import net.mytestbed.pxe.manager.SetRequest;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.tftpboot.LinkLeaseStore;
import net.mytestbed.pxe.tftpboot.TftpBootDirectory;

/** Your own aggregate manager: it decides when a machine is rescued, and pxe-core makes it boot so. */
public final class RackManager {
    private static final Domain RACK = Domain.of("rack7.example.org");
    private static final Requester ME = new Requester("rack-manager", "example");

    private final PxeManager pxe;

    /**
     * @param tftpboot the directory that the TFTP server serves; it has {@code pxelinux.cfg/rescue} and the kernel named there
     */
    public RackManager(Path tftpboot) {
        Path leases = tftpboot.resolve("pxelinux.leases");
        pxe = new PxeManager(
                new RackInventory(),
                new TftpBootDirectory(tftpboot.resolve("pxelinux.cfg"), leases),
                new LinkLeaseStore(leases),
                InstantSource.system(),
                new BootPolicy(
                        Optional.of(BootConfigName.of("rescue")),
                        Lifetime.of(Duration.ofMinutes(10)),
                        PreflightMode.ENFORCE));
        pxe.prepare();
    }

    /** The machine in this slot boots its rescue system next time; throws a PxeException that says why, if it cannot. */
    public Outcome rescue(int slot) {
        return pxe.set(
                new SetRequest(machine(slot), Optional.empty(), Optional.empty(), Optional.empty(), ME));
    }

    /** The machine in this slot boots its disk again. */
    public Outcome release(int slot) {
        return pxe.clear(machine(slot), ME);
    }

    /** To be called about each second: links whose ten minutes are over go. */
    public void tick() {
        pxe.expire();
    }

    private static NodeSelection machine(int slot) {
        return NodeSelection.of(new Node(NodeId.of("slot" + slot), RACK));
    }
}
