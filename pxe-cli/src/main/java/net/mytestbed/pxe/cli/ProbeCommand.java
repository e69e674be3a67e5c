package net.mytestbed.pxe.cli;

import com.google.common.base.Ascii;
import com.google.common.net.HostAndPort;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import net.mytestbed.pxe.boot.BootProgram;
import net.mytestbed.pxe.cli.control.BootControl;
import net.mytestbed.pxe.cli.probe.Probe;
import net.mytestbed.pxe.cli.probe.ProbeReport;
import net.mytestbed.pxe.cli.probe.ServedTree;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.service.api.WireExplanation;
import net.mytestbed.pxe.service.config.PxeConfig;
import net.mytestbed.pxe.service.config.TftpConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "probe",
        header = "Ask the TFTP server for all that a node would ask for.",
        description = {
            "",
            "Reads over TFTP what the node's PXELINUX would read: the boot program, each name of a configuration until one is"
                    + " served, then the kernel and the initial RAM disks; compares each with the file on the disk, where that"
                    + " is on this machine; and says what no look at files can show: a server that does not answer, serves"
                    + " another directory, may not read a file, does not follow a link or ends too early. Nothing is"
                    + " changed.",
            "",
            "Exit status 0: nothing is wrong; 1: something is; 4: the TFTP server does not answer.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  pxe probe node1-2.sb8.orbit-lab.org",
            "  pxe probe node1-2 --domain sb8.orbit-lab.org --tftp 10.18.0.1",
            "  pxe probe node1-2.sb8.orbit-lab.org --boot-file bios/lpxelinux.0"
        })
final class ProbeCommand implements Callable<Integer> {
    /** As it is typed. */
    enum Program {
        /** {@link BootProgram#PXELINUX}. */
        pxelinux,
        /** {@link BootProgram#GRUB}. */
        grub,
        /** {@link BootProgram#UBOOT}. */
        uboot;

        private BootProgram program() {
            return BootProgram.valueOf(Ascii.toUpperCase(name()));
        }
    }

    private final Surroundings surroundings;

    @Mixin
    private final OneNodeArgument node = new OneNodeArgument();

    @Option(
            names = {"-t", "--tftp"},
            paramLabel = "HOST[:PORT]",
            description =
                    "The TFTP server. Default: server in the section tftp of the configuration, else 127.0.0.1; with"
                            + " --server the service's host.")
    private Optional<HostAndPort> tftp = Optional.empty();

    @Option(
            names = {"-p", "--program"},
            paramLabel = "PROGRAM",
            description = "The node's boot program: pxelinux (the default), grub or uboot. What the last two do with a"
                    + " configuration is not followed.")
    private Program program = Program.pxelinux;

    @Option(
            names = {"-b", "--boot-file"},
            paramLabel = "FILE",
            description = "The boot program's file as the DHCP server names it; in its directory the program looks for"
                    + " everything else. Default: pxelinux.0 in the parent of cfgDir.")
    private Optional<String> bootFile = Optional.empty();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final PlaceOptions place;

    ProbeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.place = new PlaceOptions(surroundings);
    }

    @Override
    public Integer call() {
        Node wanted = node.node();
        Optional<String> url = place.url();
        return url.isPresent() ? probeBeside(url.get(), wanted) : probeHere(place.local(), wanted);
    }

    private int probeHere(PxeConfig config, Node wanted) {
        return probe(place.control(config), wanted, config.tftp().server(), Optional.of(ServedTree.of(config)));
    }

    /** The service's machine is asked, but its disk is not here. */
    private int probeBeside(String url, Node wanted) {
        BootControl control = place.server(url);
        return probe(control, wanted, TftpConfig.server(URI.create(url).getHost()), Optional.empty());
    }

    private int probe(BootControl control, Node wanted, HostAndPort usual, Optional<ServedTree> tree) {
        WireExplanation explanation =
                surroundings.progress().during("Asking", () -> control.explain(wanted, node.uuid()));
        Probe probe = new Probe(explanation, new Probe.Target(tftp.orElse(usual), tree, program.program(), bootFile));
        ProbeReport probed = surroundings.progress().during(probe::activity, probe::run);
        Report report = output.report(surroundings);
        report.print(probed);
        report.warnOfStale(explanation.staleSince());
        if (probed.isUnreachable()) {
            return ExitStatus.UNREACHABLE.number();
        }
        return (probed.findings().isEmpty() ? ExitStatus.DONE : ExitStatus.FAILED).number();
    }
}
