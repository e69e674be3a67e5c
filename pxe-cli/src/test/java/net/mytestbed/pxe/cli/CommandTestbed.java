package net.mytestbed.pxe.cli;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import net.mytestbed.pxe.cli.terminal.Terminal;
import net.mytestbed.pxe.service.PxeAssembly;
import net.mytestbed.pxe.service.PxeService;
import net.mytestbed.pxe.service.config.PxeConfig;
import net.mytestbed.pxe.testkit.inventory.FakeInventoryServer;
import net.mytestbed.pxe.testkit.inventory.SampleTestbeds;
import net.mytestbed.pxe.testkit.tftp.TftpTree;

/** A directory, an inventory over HTTP, a configuration for both, and, for one of the ways, a service on it; a clock that stands. */
final class CommandTestbed implements AutoCloseable {
    static final Instant NOW = Instant.parse("2016-01-24T23:37:18Z");

    private static final InstantSource CLOCK = () -> NOW;

    private final TftpTree tree;
    private final FakeInventoryServer inventory = FakeInventoryServer.start(SampleTestbeds.all());
    private final Path config;
    private final Optional<PxeService> service;

    CommandTestbed(Path directory, Way way) {
        this.tree = TftpTree.create(directory.resolve("tftpboot"))
                .image("orbit-2.0.0")
                .image("orbit-3.1")
                .image("omf-5.4");
        this.config = writeConfig(directory.resolve("pxe.yaml"));
        this.service = way == Way.SERVER ? Optional.of(serve(config)) : Optional.empty();
    }

    private Path writeConfig(Path file) {
        try {
            return Files.writeString(file, """
                    pxe:
                      cfgDir: %s
                      linkLifetime: 600
                      testbed:
                        default:
                          inventory_url: %s
                    http:
                      port: 0
                    """.formatted(tree.cfgDir(), inventory.url()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PxeService serve(Path config) {
        try {
            PxeConfig read = PxeConfig.read(config);
            return PxeService.start(PxeAssembly.of(read.pxe(), CLOCK), read.http());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TftpTree tree() {
        return tree;
    }

    FakeInventoryServer inventory() {
        return inventory;
    }

    Path config() {
        return config;
    }

    /** Where its service listens. */
    URI uri() {
        return service.orElseThrow().uri();
    }

    /** A shell in which commands find this testbed, in the way that it was made for. */
    Shell shell() {
        Shell shell = new Shell(ImmutableMap.of(), Terminal.NONE, "", CLOCK);
        return service.map(running -> shell.with("PXE_SERVER", running.uri().toString()))
                .orElseGet(() -> shell.with("PXE_CONFIG", config.toString()));
    }

    @Override
    public void close() {
        service.ifPresent(PxeService::close);
        inventory.close();
    }
}
