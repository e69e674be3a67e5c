package net.mytestbed.pxe.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import net.mytestbed.pxe.cli.dhcp.AskedInventory;
import net.mytestbed.pxe.cli.dhcp.InventoryReservations;
import net.mytestbed.pxe.cli.dhcp.KeaConfiguration;
import net.mytestbed.pxe.cli.terminal.Some;
import net.mytestbed.pxe.dhcp.BootFileName;
import net.mytestbed.pxe.dhcp.BootPrograms;
import net.mytestbed.pxe.dhcp.DhcpdFragment;
import net.mytestbed.pxe.dhcp.Reservations;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;
import net.mytestbed.pxe.service.config.PxeConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "dhcp",
        header = "Write what a DHCP server has to know of the nodes in the inventory.",
        description = {
            "",
            "A reservation for each node, by its MAC address, and the boot programs for these nodes, in the order of their"
                    + " addresses: the same inventory gives the same text. Nodes of which no MAC address or no address is"
                    + " known are left out, and named on standard error; so is a node of which the inventory says nonsense,"
                    + " and then the exit status is 1. Where two nodes have one name, MAC address or address, nothing is"
                    + " written.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  pxe dhcp --next-server 10.18.0.1 > /etc/dhcp/pxe-nodes.conf",
            "  pxe dhcp --domain sb8.orbit-lab.org --efi64 syslinux.efi",
            "  pxe dhcp --format kea | jq -s '.[0] * .[1]' site.json - > /etc/kea/kea-dhcp4.conf"
        })
final class DhcpCommand implements Callable<Integer> {
    /** For which server. */
    enum Format {
        /** ISC's dhcpd: a text to include in dhcpd.conf. */
        isc,
        /** ISC's Kea: a JSON object to merge into its configuration. */
        kea
    }

    private final Surroundings surroundings;

    @Option(
            names = {"-d", "--domain"},
            paramLabel = "DOMAIN",
            description = "The testbed whose nodes are wanted. Default: all that the configuration and its inventory"
                    + " files name.")
    private Optional<Domain> domain = Optional.empty();

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            description = "isc (the default): for an include in isc-dhcp-server's dhcpd.conf; kea: JSON to merge into"
                    + " kea-dhcp4.conf.")
    private Format format = Format.isc;

    @Option(
            names = {"-n", "--next-server"},
            paramLabel = "ADDRESS",
            description = "The TFTP server. Default: none is named, which to most firmware means the DHCP server.")
    private Optional<HexIp> nextServer = Optional.empty();

    @Option(
            names = "--bios",
            paramLabel = "FILE",
            description = "The boot program for nodes with a BIOS. Default: pxelinux.0.")
    private BootFileName bios = BootPrograms.PXELINUX;

    @Option(
            names = "--efi64",
            paramLabel = "FILE",
            description =
                    "The boot program for nodes with UEFI on x86-64, as syslinux.efi. Default: they get the same.")
    private Optional<BootFileName> efi64 = Optional.empty();

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The configuration that names the inventories. Default: $$PXE_CONFIG, else "
                    + CommandConfig.DEFAULT + ".")
    private Optional<Path> config = Optional.empty();

    DhcpCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        PxeConfig read = PxeConfig.read(CommandConfig.path(config, surroundings));
        Inventory inventory = CommandConfig.inventory(read);
        InventoryReservations known =
                surroundings.progress().during("Asking the inventories", () -> nodesOf(inventory, domains(inventory)));
        complainOfLeftOut("MAC address", known.withoutMac());
        complainOfLeftOut("address", known.withoutAddress());
        known.problems().forEach(problem -> surroundings.complain(problem.sentence()));
        Reservations reservations = Reservations.of(known.complete());
        if (reservations.all().isEmpty()) {
            surroundings.complain(
                    "No node has both a MAC address and an address: nothing is written, for with it the DHCP"
                            + " server would forget all nodes.");
            return ExitStatus.FAILED.number();
        }
        BootPrograms programs = new BootPrograms(nextServer, bios, efi64);
        surroundings
                .out()
                .print(
                        switch (format) {
                            case isc -> new DhcpdFragment(programs, reservations).text();
                            case kea -> new KeaConfiguration(programs, reservations).text();
                        });
        surroundings.out().flush();
        return ExitStatus.of(known.problems()).number();
    }

    private ImmutableSet<Domain> domains(Inventory inventory) {
        ImmutableSet<Domain> domains = domain.map(ImmutableSet::of).orElseGet(inventory::domains);
        if (domains.isEmpty()) {
            throw new PxeException(
                    Problem.of(
                            ProblemCode.BAD_REQUEST,
                            "No domain is known by name: name one by --domain, or enter it under pxe.testbed in the configuration."));
        }
        return domains;
    }

    /** @throws PxeException with what is wrong with every inventory that does not answer */
    private static InventoryReservations nodesOf(Inventory inventory, ImmutableSet<Domain> domains) {
        AskedInventory asked = AskedInventory.ask(inventory, domains, Inventory.Wanted.ADDRESS);
        if (!asked.failures().isEmpty()) {
            throw new PxeException(asked.failures());
        }
        return InventoryReservations.of(asked.answers());
    }

    private void complainOfLeftOut(String what, ImmutableList<NodeId> nodes) {
        if (nodes.size() == 1) {
            surroundings.complain(
                    "warning: Node " + nodes.get(0) + " is left out: the inventory knows no " + what + " of it.");
        } else if (!nodes.isEmpty()) {
            surroundings.complain("warning: " + nodes.size() + " nodes are left out, of which the inventory knows no "
                    + what + ": " + Some.of(nodes) + ".");
        }
    }
}
