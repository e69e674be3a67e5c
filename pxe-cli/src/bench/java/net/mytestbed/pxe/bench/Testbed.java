package net.mytestbed.pxe.bench;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import net.mytestbed.pxe.boot.BootConfig;
import net.mytestbed.pxe.node.HexIp;

/**
 * A boot directory on one file system, with two boot configurations, and an inventory of nodes {@code n0.bench} and so on. Nothing of
 * it stays when it is closed.
 *
 * @param fileSystem what reports call it
 */
record Testbed(String fileSystem, Path root, int nodes) implements AutoCloseable {
    static final String DOMAIN = "bench";
    private static final String[] IMAGES = {"omf-5.4-a", "omf-5.4-b"};

    static Testbed make(String fileSystem, Path parent, int nodes) throws IOException {
        Files.createDirectories(parent);
        Testbed testbed = new Testbed(fileSystem, Files.createTempDirectory(parent, "pxe-bench"), nodes);
        Files.createDirectories(testbed.cfgDir());
        Files.createDirectories(testbed.stateDir());
        for (String image : IMAGES) {
            Files.write(testbed.cfgDir().resolve(image), BootConfig.localDisk().bytes());
        }
        StringBuilder inventory = new StringBuilder("domains:\n  " + DOMAIN + ":\n    image: " + IMAGES[0] + "\n    nodes:\n");
        for (int i = 0; i < nodes; i++) {
            inventory.append("      ").append(name(i)).append(": ").append(address(i)).append('\n');
        }
        Files.writeString(testbed.root.resolve("inventory.yaml"), inventory, UTF_8);
        return testbed;
    }

    /** @return the configuration file of a service that listens on this port */
    Path configure(int port) throws IOException {
        return Files.writeString(
                root.resolve("pxe.yaml"),
                """
                pxe:
                  cfgDir: %s
                  testbed:
                    default:
                      inventory_url: file:%s/inventory.yaml
                http:
                  address: 127.0.0.1
                  port: %d
                """.formatted(cfgDir(), root, port),
                UTF_8);
    }

    Path cfgDir() {
        return root.resolve("pxelinux.cfg");
    }

    Path stateDir() {
        return root.resolve("pxelinux.leases");
    }

    static String image(long turn) {
        return IMAGES[(int) (turn & 1)];
    }

    static String name(int node) {
        return "n" + node;
    }

    static String address(int node) {
        return "10.%d.%d.%d".formatted(18 + (node >> 16), (node >> 8) & 255, node & 255);
    }

    static String hex(int node) {
        return HexIp.ofAddress(address(node)).hex();
    }

    static ImmutableList<String> hexNames(int count) {
        return IntStream.range(0, count).mapToObj(Testbed::hex).collect(toImmutableList());
    }

    static ImmutableList<String> names(int count) {
        return IntStream.range(0, count).mapToObj(Testbed::name).collect(toImmutableList());
    }

    @Override
    public void close() throws IOException {
        MoreFiles.deleteRecursively(root, RecursiveDeleteOption.ALLOW_INSECURE);
    }
}
