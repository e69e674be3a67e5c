package net.mytestbed.pxe.cli.doctor;

import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import net.mytestbed.pxe.cli.doctor.Ailment.Severity;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryCheckTest {
    @AutoClose
    private final Installation installation;

    InventoryCheckTest(@TempDir Path directory) throws IOException {
        installation = new Installation(directory);
    }

    @Test
    void nodesOfWhichTheInventoryKnowsTooLittleAreTold() throws IOException {
        installation.inventory("""
                domains:
                  orbit:
                    nodes:
                      bare: 10.18.1.1
                      lost: {mac: '52:54:00:12:01:09'}
                """);

        installation
                .assertAilments("inventory")
                .extracting(Ailment::severity, Ailment::what)
                .containsExactly(
                        tuple(Severity.WARNING, "The inventory knows no address of 1 node: lost.orbit."),
                        tuple(Severity.HINT, "The inventory knows no MAC address of 1 node: bare.orbit."));
    }

    @Test
    void nodesThatTheInventoryMixesUpAreErrors() throws IOException {
        installation.inventory("""
                domains:
                  orbit:
                    nodes:
                      a: {address: 10.18.1.1, mac: '52:54:00:12:01:01'}
                      b: {address: 10.18.1.2, mac: '52:54:00:12:01:01'}
                """);

        installation.assertOnly("inventory", Severity.ERROR, "One MAC address, 52:54:00:12:01:01,");
    }

    @Test
    void aBootConfigurationThatOnlyTheInventoryKnowsIsToldOnce() throws IOException {
        installation.inventory(
                "domains: {orbit: {image: omf-9, nodes: {a: {address: 10.18.1.1, mac: '52:54:00:12:01:01'},"
                        + " b: {address: 10.18.1.2, mac: '52:54:00:12:01:02'}}}}");

        installation.assertOnly("inventory", Severity.WARNING, "names the boot configuration omf-9 for 2 nodes");
    }

    @Test
    void withoutAnyDomainTheInventoryIsNotAsked() throws IOException {
        installation.inventory("domains: {}");

        installation.assertOnly("inventory", Severity.HINT, "No domain is known by name");
    }
}
