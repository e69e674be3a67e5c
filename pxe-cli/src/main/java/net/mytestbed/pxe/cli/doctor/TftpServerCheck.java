package net.mytestbed.pxe.cli.doctor;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether a TFTP server runs on this machine, and serves what nodes ask for. */
record TftpServerCheck(Machine machine, Path cfgDir) implements Check {
    private static final String SETTINGS = "/etc/default/tftpd-hpa";
    private static final String DIRECTORY = "TFTP_DIRECTORY=";

    @Override
    public String part() {
        return "tftp-server";
    }

    /** The TFTP servers that run. */
    static ImmutableList<TftpServer> running(Machine machine) {
        return machine.processes().stream()
                .flatMap(arguments -> TftpServer.of(arguments).stream())
                .distinct()
                .collect(toImmutableList());
    }

    @Override
    public ImmutableList<Ailment> look() throws IOException {
        Path wanted = cfgDir.toAbsolutePath().normalize().resolveSibling("");
        ImmutableList<TftpServer> servers = running(machine);
        ImmutableList.Builder<Ailment> ailments = ImmutableList.builder();
        if (servers.isEmpty()) {
            ailments.add(Ailment.error(
                    "No TFTP server runs on this machine.",
                    "/proc",
                    "Nodes cannot load their boot program or any configuration.",
                    "systemctl start tftpd-hpa; systemctl status tftpd-hpa"));
        }
        for (TftpServer server : servers) {
            ailments.addAll(look(server, wanted));
        }
        Optional<Path> configured = configured();
        if (configured.isPresent() && !serves(configured.get(), wanted)) {
            ailments.add(Ailment.warning(
                    "TFTP_DIRECTORY is " + configured.get() + ", and configurations are in " + cfgDir + ".",
                    machine.file(SETTINGS),
                    "When tftpd-hpa starts the next time, nodes will not find them.",
                    "sed -i 's|^TFTP_DIRECTORY=.*|TFTP_DIRECTORY=\"" + wanted + "\"|' " + SETTINGS
                            + " && systemctl restart tftpd-hpa"));
        }
        return ailments.build();
    }

    private ImmutableList<Ailment> look(TftpServer server, Path wanted) throws IOException {
        ImmutableList.Builder<Ailment> ailments = ImmutableList.builder();
        boolean isServed = false;
        for (Path root : server.roots()) {
            isServed |= serves(root, wanted);
        }
        if (!server.roots().isEmpty() && !isServed) {
            ailments.add(Ailment.error(
                    server.program() + " serves " + server.roots().get(0) + ", and configurations are in " + cfgDir
                            + ".",
                    server.program(),
                    "Nodes ask it for pxelinux.cfg/ beside their boot program, and do not see any link that is made.",
                    "Set TFTP_DIRECTORY=\"" + wanted + "\" in " + SETTINGS
                            + " and systemctl restart tftpd-hpa, or correct pxe.cfgDir."));
        }
        if (server.roots().isEmpty()) {
            ailments.add(Ailment.hint(
                    "Its arguments do not tell what " + server.program() + " serves.",
                    server.program(),
                    "Whether nodes find the configurations in " + cfgDir + " was not looked at.",
                    "pxe explain NODE tells what a node asks for; compare with the server's configuration."));
        }
        if (!server.isConfined()) {
            ailments.add(Ailment.warning(
                    server.program() + " runs without --secure.",
                    server.program(),
                    "It follows links out of its directory, so that any file that all may read can be fetched; and it"
                            + " refuses names that do not begin with a slash.",
                    "Set TFTP_OPTIONS=\"--secure\" in " + SETTINGS + " and systemctl restart tftpd-hpa."));
        }
        return ailments.build();
    }

    private Optional<Path> configured() throws IOException {
        return machine.lines(SETTINGS).stream()
                .filter(line -> line.startsWith(DIRECTORY))
                .map(line -> Path.of(line.substring(DIRECTORY.length())
                        .replace("\"", "")
                        .replace("'", "")
                        .trim()))
                .reduce((first, last) -> last);
    }

    /** The boot program may be in a directory below what is served. */
    private static boolean serves(Path root, Path wanted) throws IOException {
        return Files.isDirectory(root)
                && Files.isDirectory(wanted)
                && wanted.toRealPath().startsWith(root.toRealPath());
    }
}
