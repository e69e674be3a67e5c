package net.mytestbed.pxe.cli.doctor;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import net.mytestbed.pxe.cli.dhcp.AskedInventory;
import net.mytestbed.pxe.cli.dhcp.InventoryReservations;
import net.mytestbed.pxe.cli.terminal.Some;
import net.mytestbed.pxe.dhcp.Reservation;
import net.mytestbed.pxe.node.HexIp;

/**
 * Whether the DHCP server on this machine knows the nodes as the inventory does, and tells them what to boot.
 *
 * @param given its configuration; empty: where Debian has it, if it is there
 * @param served the boot program's directory
 */
record DhcpCheck(Machine machine, Optional<Path> given, Path served, Supplier<AskedInventory> inventory)
        implements Check {
    private static final ImmutableList<String> USUAL =
            ImmutableList.of("/etc/dhcp/dhcpd.conf", "/etc/kea/kea-dhcp4.conf");

    private static final int MOST_DIFFERENCES = 10;

    private static final String MEND =
            "Write the reservations anew with pxe dhcp, then systemctl restart isc-dhcp-server"
                    + " (or kea-dhcp4-server)";

    @Override
    public String part() {
        return "dhcp";
    }

    @Override
    public ImmutableList<Ailment> look() throws IOException {
        ImmutableList<Path> files = given.map(ImmutableList::of)
                .orElseGet(() ->
                        USUAL.stream().map(machine::file).filter(Files::exists).collect(toImmutableList()));
        if (files.isEmpty()) {
            return ImmutableList.of(Ailment.hint(
                    "There is no configuration of a DHCP server on this machine.",
                    String.join(", ", USUAL),
                    "Whether it knows the nodes as the inventory does was not looked at.",
                    "pxe doctor --dhcp FILE, with a copy of it"));
        }
        ImmutableList.Builder<Ailment> ailments = ImmutableList.builder();
        for (Path file : files) {
            ailments.addAll(look(file, DhcpSetup.read(file, machine)));
        }
        return ailments.build();
    }

    private ImmutableList<Ailment> look(Path file, DhcpSetup setup) {
        List<String> missing = new ArrayList<>();
        List<String> different = new ArrayList<>();
        ImmutableSet.Builder<DhcpHost> known = ImmutableSet.builder();
        for (Reservation node :
                InventoryReservations.of(inventory.get().answers()).complete()) {
            ImmutableList<DhcpHost> hosts = setup.hosts().stream()
                    .filter(host -> host.mac().filter(node.mac()::equals).isPresent()
                            || host.addresses().contains(node.address()))
                    .collect(toImmutableList());
            known.addAll(hosts);
            if (hosts.isEmpty()) {
                missing.add(node.name().value());
            }
            hosts.stream()
                    .filter(host -> host.mac().filter(node.mac()::equals).isEmpty()
                            || !host.addresses().contains(node.address()))
                    .map(host -> difference(node, host))
                    .forEach(different::add);
        }
        ImmutableList.Builder<Ailment> ailments = ImmutableList.builder();
        if (!missing.isEmpty()) {
            ailments.add(Ailment.error(
                    "It has no reservation for " + Some.count(missing.size(), "node") + " of the inventory: "
                            + Some.of(missing) + ".",
                    file,
                    "They get another address or none, and ask for another link than the one that is made.",
                    MEND));
        }
        different.stream()
                .limit(MOST_DIFFERENCES)
                .forEach(difference -> ailments.add(Ailment.error(
                        difference, file, "The node asks for another link than the one that is made.", MEND)));
        if (different.size() > MOST_DIFFERENCES) {
            ailments.add(Ailment.error(
                    (different.size() - MOST_DIFFERENCES) + " more reservations differ from the inventory.",
                    file,
                    "These nodes ask for other links, too.",
                    MEND));
        }
        lookAtBoot(file, known.build(), ailments);
        return ailments.build();
    }

    private static String difference(Reservation node, DhcpHost host) {
        // A host's name in place of its address is for the server's resolver.
        return "It keeps "
                + (host.addresses().isEmpty()
                        ? "no plain address"
                        : host.addresses().stream().map(HexIp::address).collect(joining(", ")))
                + " for " + host.mac().map(Object::toString).orElse("no MAC address") + " (" + host.name()
                + "); the inventory has " + node.address().address() + " and " + node.mac() + " for " + node.name()
                + ".";
    }

    private void lookAtBoot(Path file, ImmutableSet<DhcpHost> hosts, ImmutableList.Builder<Ailment> ailments) {
        List<String> nothing = hosts.stream()
                .filter(host -> host.boot().files().isEmpty())
                .map(DhcpHost::name)
                .toList();
        if (!nothing.isEmpty()) {
            ailments.add(Ailment.error(
                    "It gives " + Some.count(nothing.size(), "node") + " no boot program: " + Some.of(nothing) + ".",
                    file,
                    "They do not boot from the network.",
                    "Add filename \"pxelinux.0\"; (Kea: boot-file-name), as pxe dhcp does."));
        }
        hosts.stream()
                .flatMap(host -> host.boot().files().stream())
                .distinct()
                .filter(program -> !program.contains("://") && !Files.exists(program(program)))
                .forEach(program -> ailments.add(Ailment.error(
                        "It names the boot program " + program + ", which is not there.",
                        program(program),
                        "Nodes that are given it boot nothing from the network.",
                        "Copy it there, or name another one in " + file)));
        lookAtServers(file, hosts, ailments);
    }

    private void lookAtServers(Path file, ImmutableSet<DhcpHost> hosts, ImmutableList.Builder<Ailment> ailments) {
        List<String> nowhere = hosts.stream()
                .filter(host -> host.boot().servers().isEmpty())
                .map(DhcpHost::name)
                .toList();
        if (!nowhere.isEmpty()) {
            ailments.add(Ailment.hint(
                    "It names no TFTP server (next-server) to " + Some.count(nowhere.size(), "node") + ": "
                            + Some.of(nowhere) + ".",
                    file,
                    "Most firmware then asks the DHCP server itself.",
                    "pxe dhcp --next-server ADDRESS"));
        }
        if (TftpServerCheck.running(machine).isEmpty()) {
            return;
        }
        ImmutableSet<String> own =
                machine.addresses().stream().map(HexIp::address).collect(toImmutableSet());
        hosts.stream()
                .flatMap(host -> host.boot().servers().stream())
                .distinct()
                .filter(server -> server.matches("[0-9.]+") && !own.contains(server))
                .forEach(server -> ailments.add(Ailment.warning(
                        "It sends nodes to the TFTP server " + server + ", which is not this machine.",
                        file,
                        "They do not see the links that are made here, unless that one serves the same directory.",
                        "pxe dhcp --next-server ADDRESS, with one of "
                                + (own.isEmpty() ? "this machine" : String.join(", ", own)))));
    }

    /** As the server is asked for it; a leading slash is its own root. */
    private Path program(String name) {
        return served.resolve(name.startsWith("/") ? name.substring(1) : name);
    }
}
