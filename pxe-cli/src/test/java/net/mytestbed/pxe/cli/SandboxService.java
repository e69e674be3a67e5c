package net.mytestbed.pxe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.mytestbed.pxe.testkit.lab.Lab;
import net.mytestbed.pxe.testkit.lab.LabAnswer;
import net.mytestbed.pxe.testkit.lab.LabNode;
import net.mytestbed.pxe.testkit.lab.LabProcess;

/** The packaged service on a lab's server, as an experiment controller of the lab has it. */
final class SandboxService {
    private static final Path PROGRAM = Path.of("target/pxe/bin/pxe").toAbsolutePath();

    private static final String CONFIGURATION = """
            pxe:
              cfgDir: %s/pxelinux.cfg
              testbed:
                default:
                  inventory_url: file:%s/inventory.yaml
            http:
              address: %s
            """;

    private final Lab lab;
    private final LabProcess process;

    private SandboxService(Lab lab, LabProcess process) {
        this.lab = lab;
        this.process = process;
    }

    /** @param image the boot configuration that the inventory names for every node */
    static SandboxService start(Lab lab, String image) {
        StringBuilder inventory =
                new StringBuilder("domains:\n  %s:\n    image: %s\n    nodes:\n".formatted(Lab.DOMAIN, image));
        for (LabNode node : lab.nodes()) {
            inventory.append("      %s: {address: %s, mac: '%s'}\n"
                    .formatted(node.name(), node.address().address(), node.mac()));
        }
        try {
            Files.writeString(lab.directory().resolve("inventory.yaml"), inventory, UTF_8);
            Files.writeString(
                    lab.directory().resolve("pxe.yaml"),
                    CONFIGURATION.formatted(
                            Lab.TFTP_ROOT, Lab.DIRECTORY, lab.server().address().address()),
                    UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        LabProcess process = lab.server()
                .start(
                        "env",
                        // Killed, a JVM would leave its performance data in the machine's /tmp.
                        "PXE_JAVA_OPTS=-XX:TieredStopAtLevel=1 -Xmx256m -XX:-UsePerfData -Djava.io.tmpdir="
                                + Lab.DIRECTORY
                                + "/tmp",
                        PROGRAM.toString(),
                        "serve",
                        "--config",
                        Lab.DIRECTORY + "/pxe.yaml");
        process.await("start uri=");
        return new SandboxService(lab, process);
    }

    /**
     * The experiment controller makes a call.
     *
     * @param path what follows the address: {@code /pxe/getBootImage?node=...}
     */
    LabAnswer get(String path) {
        return lab.controller().get(uri(path));
    }

    /** The experiment controller sends JSON. */
    LabAnswer post(String path, String json) {
        return lab.controller().call("--header", "Content-Type: application/json", "--data", json, uri(path));
    }

    private String uri(String path) {
        return "http://" + lab.server().address().address() + ":5054" + path;
    }

    void kill() {
        process.kill();
    }
}
