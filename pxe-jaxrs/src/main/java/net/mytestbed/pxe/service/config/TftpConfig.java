package net.mytestbed.pxe.service.config;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;
import static net.mytestbed.pxe.problem.Quoted.quoted;

import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import com.google.common.net.InternetDomainName;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import net.mytestbed.pxe.yaml.YamlMap;

/**
 * The section {@code tftp}: the TFTP server that nodes ask. The service itself never asks it; {@code pxe probe} does.
 *
 * @param server its host and port
 * @param root the directory that it serves; empty: the parent of {@code cfgDir}
 */
public record TftpConfig(HostAndPort server, Optional<Path> root) {
    private static final int PORT = 69;

    /** On this machine, at TFTP's own port (RFC 1350, section 4). */
    public static final TftpConfig DEFAULT = new TftpConfig(HostAndPort.fromParts("127.0.0.1", PORT), Optional.empty());

    public TftpConfig {
        requireNonNull(server, "server");
        requireNonNull(root, "root");
    }

    /** @param cfgDir the directory of configurations, which a node finds only below the root */
    static Supplier<TftpConfig> read(YamlMap map, Function<String, Path> path, Optional<Path> cfgDir) {
        Optional<HostAndPort> server = map.find("server").flatMap(value -> value.as(TftpConfig::server));
        Optional<Path> root = map.find("root").flatMap(value -> value.as(text -> root(path.apply(text), cfgDir)));
        return () -> new TftpConfig(server.orElse(DEFAULT.server()), root);
    }

    private static Path root(Path root, Optional<Path> cfgDir) {
        cfgDir.ifPresent(directory -> checkArgument(
                directory.startsWith(root) && !directory.equals(root),
                "The boot directory %s is not below %s, so that no node would find it there.",
                directory,
                root));
        return root;
    }

    /**
     * Reads a server as people write it: {@code tftp.orbit-lab.org}, {@code 10.0.0.1:6969}. The port is 69 where none is said.
     *
     * @throws IllegalArgumentException if it is neither the name nor the address of a host, or the port is not from 1 to 65535
     */
    public static HostAndPort server(String text) {
        String refusal = quoted(text) + " is not a TFTP server: expected HOST or HOST:PORT, as in 10.0.0.1:69.";
        try {
            HostAndPort server = HostAndPort.fromString(text).withDefaultPort(PORT);
            checkArgument(
                    server.getPort() > 0
                            && (InetAddresses.isInetAddress(server.getHost())
                                    || InternetDomainName.isValid(server.getHost())),
                    refusal);
            return server;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(refusal, e);
        }
    }
}
