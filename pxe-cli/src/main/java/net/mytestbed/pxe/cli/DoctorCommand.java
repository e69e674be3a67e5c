package net.mytestbed.pxe.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import net.mytestbed.pxe.cli.doctor.Ailment;
import net.mytestbed.pxe.cli.doctor.Doctor;
import net.mytestbed.pxe.cli.doctor.Examination;
import net.mytestbed.pxe.cli.doctor.Machine;
import net.mytestbed.pxe.node.Domain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        header = "Say what is wrong with the installation, and how to mend it.",
        description = {
            "",
            "Looks at the configuration, the boot directory as the TFTP server may read it, PXELINUX's files, the boot"
                    + " configurations, the TFTP server, the inventories, the DHCP server's reservations, the service, the"
                    + " clock, the disk and the links. Nothing is changed. As root it can look at everything.",
            "",
            "Exit status: 0 where nothing is wrong, or only warnings and hints are given; 1 where there are errors, and with"
                    + " --strict also where there are warnings.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  pxe doctor",
            "  pxe doctor --domain sb8.orbit-lab.org --dhcp /etc/kea/kea-dhcp4.conf",
            "  pxe doctor --strict -o json"
        })
final class DoctorCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final Machine machine;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description =
                    "The configuration of the installation. Default: $$PXE_CONFIG, else " + CommandConfig.DEFAULT + ".")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = {"-d", "--domain"},
            paramLabel = "DOMAIN",
            description = "The testbed whose nodes are looked at. Default: all that the configuration and its inventory"
                    + " files name.")
    private Optional<Domain> domain = Optional.empty();

    @Option(
            names = "--dhcp",
            paramLabel = "FILE",
            description = "The DHCP server's configuration: dhcpd.conf, or Kea's (*.json, *kea*). Default:"
                    + " /etc/dhcp/dhcpd.conf and /etc/kea/kea-dhcp4.conf, those that are there.")
    private Optional<Path> dhcp = Optional.empty();

    @Option(
            names = "--tftp-user",
            paramLabel = "USER",
            description =
                    "As whom the TFTP server reads files. Default: as the running one does, else tftp, else nobody.")
    private Optional<String> tftpUser = Optional.empty();

    @Option(names = "--strict", description = "Warnings count as errors.")
    private boolean isStrict;

    @Mixin
    private final OutputOption output = new OutputOption();

    DoctorCommand(Surroundings surroundings, Machine machine) {
        this.surroundings = surroundings;
        this.machine = machine;
    }

    @Override
    public Integer call() {
        Path file = CommandConfig.path(config, surroundings);
        Doctor doctor = new Doctor(machine, surroundings.clock(), domain, dhcp, tftpUser);
        Examination examination = surroundings.progress().during("Looking", () -> doctor.examine(file));
        output.report(surroundings).print(examination);
        Ailment.Severity least = isStrict ? Ailment.Severity.WARNING : Ailment.Severity.ERROR;
        return (examination.hasAny(least) ? ExitStatus.FAILED : ExitStatus.DONE).number();
    }
}
