package net.mytestbed.pxe.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import net.mytestbed.pxe.cli.doctor.Ailment.Severity;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinksCheckTest {
    @AutoClose
    private final Installation installation;

    LinksCheckTest(@TempDir Path directory) throws IOException {
        installation = new Installation(directory);
    }

    @Test
    void linksOfNoUseAreTold() throws IOException {
        installation.setNode1(InstantSource.system());
        installation.assertAilments("links").isEmpty();

        Files.delete(installation.tree().cfgDir().resolve("orbit-2.0.0"));

        installation.assertOnly("links", Severity.ERROR, "1 of no use: its boot configuration is gone (0A120101)");
    }

    @Test
    void aDirectoryUnderANodesNameIsAnError() throws IOException {
        Files.createDirectory(installation.tree().cfgDir().resolve("0A120101"));

        installation.assertOnly("links", Severity.ERROR, "There is a directory under a node's name");
    }
}
