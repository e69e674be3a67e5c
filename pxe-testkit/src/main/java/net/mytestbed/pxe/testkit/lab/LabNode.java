package net.mytestbed.pxe.testkit.lab;

import static com.google.common.base.Preconditions.checkState;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import net.mytestbed.pxe.dhcp.Reservation;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.MacAddress;
import net.mytestbed.pxe.node.NodeId;

/**
 * A node of the lab: a PC in QEMU whose firmware boots by the network first. It plays the node's chassis manager, too: switches
 * it on and off and resets it. Its disk holds a boot sector that says so on the serial line. Not for use by several threads.
 */
public final class LabNode {
    private static final int DISK_SIZE = 1 << 20;

    /**
     * What the testbed knows of a node.
     *
     * @param name its full name
     * @param address its control address
     * @param mac the hardware address of its control interface
     */
    record Place(NodeId name, HexIp address, MacAddress mac) {
        /** The name without its domain: {@code node1-2}. */
        String shortName() {
            return name.value().substring(0, name.value().indexOf('.'));
        }

        Reservation reservation() {
            return new Reservation(name, mac, address);
        }
    }

    private record Power(LabProcess qemu, Qmp qmp) {}

    private final Place place;
    private final LabHost server;
    private final Path directory;
    private final TftpLog tftp;
    private Optional<Power> power = Optional.empty();
    private volatile Optional<LabBoot> boot = Optional.empty();

    /** @param directory the lab's, as this process sees it */
    LabNode(Place place, LabHost server, Path directory, TftpLog tftp) {
        this.place = requireNonNull(place, "place");
        this.server = server;
        this.directory = directory;
        this.tftp = tftp;
        writeDisk(directory.resolve(place.shortName() + ".disk"));
        server.run("ip", "tuntap", "add", place.shortName(), "mode", "tap");
        server.run("ip", "link", "set", place.shortName(), "master", "br0", "up");
    }

    private void writeDisk(Path file) {
        try (RandomAccessFile disk = new RandomAccessFile(file.toFile(), "rw")) {
            disk.setLength(DISK_SIZE);
            disk.write(BootSector.printing(diskSays()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its full name: {@code node1-2.sb8.orbit-lab.org}. */
    public NodeId name() {
        return place.name();
    }

    /** Its control address: 10.18.1.2. */
    public HexIp address() {
        return place.address();
    }

    /** The hardware address of its control interface. */
    public MacAddress mac() {
        return place.mac();
    }

    /** Its UUID, as PXELINUX writes it in the name of the first configuration that it asks for. */
    public UUID uuid() {
        return UUID.nameUUIDFromBytes(place.mac().value().getBytes(US_ASCII));
    }

    /** QEMU and SMBIOS swap the bytes of the first three fields. */
    private UUID uuidForQemu() {
        long most = uuid().getMostSignificantBits();
        long first = Integer.reverseBytes((int) (most >>> 32)) & 0xffffffffL;
        long second = Short.reverseBytes((short) (most >>> 16)) & 0xffffL;
        long third = Short.reverseBytes((short) most) & 0xffffL;
        return new UUID(first << 32 | second << 16 | third, uuid().getLeastSignificantBits());
    }

    /** What its disk prints on the serial line when it is booted. */
    String diskSays() {
        return "This is the local disk of " + place.name();
    }

    /**
     * Switches it on.
     *
     * @throws IllegalStateException if it is on
     * @throws AssertionError if QEMU does not start; with what it said
     */
    public LabBoot powerOn() {
        checkState(power.isEmpty(), "%s is on.", this);
        LabBoot started = begin();
        LabProcess qemu = server.start(this::printed, command());
        // The firmware's first word: by now QEMU listens for commands.
        qemu.await("SeaBIOS");
        power = Optional.of(new Power(qemu, Qmp.connect(directory.resolve(place.shortName() + ".qmp"))));
        return started;
    }

    /** Switches it off, as a power cut does; nothing happens if it is off. */
    public void powerOff() {
        power.ifPresent(on -> {
            on.qmp().close();
            on.qemu().kill();
        });
        power = Optional.empty();
        boot.ifPresent(LabBoot::end);
    }

    /**
     * Resets it, as the button does; a node that is off is switched on.
     *
     * @return the boot that begins by this
     */
    public LabBoot reset() {
        if (power.isEmpty()) {
            return powerOn();
        }
        Qmp qmp = power.get().qmp();
        // Stopped, it adds nothing to the boot that ends here.
        qmp.execute("stop");
        qmp.execute("system_reset");
        LabBoot next = begin();
        qmp.execute("cont");
        return next;
    }

    /** The boot that it is in, or was in when it was switched off; empty if it was never on. */
    public Optional<LabBoot> boot() {
        return boot;
    }

    private LabBoot begin() {
        boot.ifPresent(LabBoot::end);
        LabBoot next = new LabBoot(this, tftp);
        boot = Optional.of(next);
        return next;
    }

    private void printed(String piece) {
        boot.ifPresent(current -> current.printed(piece));
    }

    private ImmutableList<String> command() {
        String files = Lab.DIRECTORY + "/" + place.shortName();
        return ImmutableList.<String>builder()
                .add("qemu-system-x86_64", "-nodefaults", "-display", "none")
                // Without graphics the firmware and PXELINUX speak on the serial line. Software only: /dev/kvm may not
                // work.
                .add("-machine", "pc,graphics=off", "-accel", "tcg", "-m", "128", "-boot", "order=n")
                .add("-uuid", uuidForQemu().toString())
                .add("-chardev", "stdio,id=serial,signal=off", "-serial", "chardev:serial")
                .add("-qmp", "unix:" + files + ".qmp,server=on,wait=off")
                .add("-netdev", "tap,id=control,ifname=" + place.shortName() + ",script=no,downscript=no")
                .add("-device", "virtio-net-pci,netdev=control,mac=" + place.mac())
                .add("-drive", "if=ide,format=raw,file=" + files + ".disk")
                .build();
    }

    /** Its full name. */
    @Override
    public String toString() {
        return place.name().toString();
    }
}
