package net.mytestbed.pxe.service;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import net.mytestbed.pxe.service.config.PxeConfig;
import net.mytestbed.pxe.testkit.tftp.TftpTree;

/** Configurations as OMF 5.4's service has them, but for the port. */
public final class ConfigurationFile {
    private ConfigurationFile() {}

    /**
     * Writes one beside the directory that TFTP serves, and reads it.
     *
     * @param inventories the URL of each domain's inventory, and under {@code default} that of all others
     */
    public static PxeConfig of(TftpTree tree, ImmutableMap<String, URI> inventories) {
        String testbeds = inventories.entrySet().stream()
                .map(entry -> "    %s:\n      inventory_url: '%s'\n".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining());
        Path file = tree.root().resolve("pxe.yaml");
        try {
            Files.writeString(file, """
                    pxe:
                      cfgDir: %s
                      defImage: orbit-2.0.0
                      linkLifetime: 600
                      testbed:
                    %shttp:
                      port: 0
                    """.formatted(tree.cfgDir(), testbeds));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return PxeConfig.read(file);
    }
}
