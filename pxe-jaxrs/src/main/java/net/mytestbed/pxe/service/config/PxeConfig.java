package net.mytestbed.pxe.service.config;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.inventory.cache.CachePolicy;
import net.mytestbed.pxe.inventory.http.InventoryDialect;
import net.mytestbed.pxe.inventory.http.TimeLimits;
import net.mytestbed.pxe.lease.Lifetime;
import net.mytestbed.pxe.manager.PreflightMode;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Network;

/**
 * The configuration, in the shape of its file.
 *
 * @param pxe what is managed
 * @param http where the service listens
 * @param audit in which file changes are noted; empty: in none
 * @param tftp the TFTP server that nodes ask
 */
public record PxeConfig(Pxe pxe, Http http, Optional<AuditConfig> audit, TftpConfig tftp) {
    /** Of any time that is configured for an inventory. */
    public static final Duration LONGEST_INVENTORY_TIME = Duration.ofDays(1);

    public PxeConfig {
        requireNonNull(pxe, "pxe");
        requireNonNull(http, "http");
        requireNonNull(audit, "audit");
        requireNonNull(tftp, "tftp");
    }

    /**
     * Reads a configuration file. A relative path in it is relative to the file's own directory.
     *
     * @throws net.mytestbed.pxe.yaml.YamlException with everything that is wrong, each with line, key and nearest known key
     */
    public static PxeConfig read(Path file) {
        return new PxeConfigReader(file).read();
    }

    /**
     * The section {@code pxe}, with the keys of OMF 5.4.
     *
     * @param cfgDir the directory in which PXELINUX looks for configurations
     * @param stateDir where leases are kept, never the same directory
     * @param defImage the boot configuration of nodes for which the inventory has none
     * @param linkLifetime how long links stand
     * @param preflight what the check of a boot configuration does before a link to it is set
     * @param testbed where nodes are looked up
     */
    public record Pxe(
            Path cfgDir,
            Path stateDir,
            Optional<BootConfigName> defImage,
            Lifetime linkLifetime,
            PreflightMode preflight,
            Testbeds testbed) {
        /** @throws IllegalArgumentException if both directories are the same */
        public Pxe {
            requireNonNull(defImage, "defImage");
            requireNonNull(linkLifetime, "linkLifetime");
            requireNonNull(preflight, "preflight");
            requireNonNull(testbed, "testbed");
            checkDifferent(cfgDir, stateDir);
        }

        static void checkDifferent(Path cfgDir, Path stateDir) {
            checkArgument(
                    !cfgDir.toAbsolutePath()
                            .normalize()
                            .equals(stateDir.toAbsolutePath().normalize()),
                    "The state directory is the same as the boot directory (%s): leases would stand in the place of links.",
                    cfgDir);
        }

        /** Where leases are kept if nothing else is said: beside the boot directory, on the same file system. */
        public static Path defaultStateDir(Path cfgDir) {
            return cfgDir.toAbsolutePath().normalize().resolveSibling("pxelinux.leases");
        }
    }

    /**
     * The section {@code testbed}.
     *
     * @param byDefault the inventory of all domains that have none of their own
     * @param byDomain the inventories of single domains
     */
    public record Testbeds(Optional<Testbed> byDefault, ImmutableMap<Domain, Testbed> byDomain) {
        public Testbeds {
            requireNonNull(byDefault, "byDefault");
            requireNonNull(byDomain, "byDomain");
        }
    }

    /**
     * A testbed.
     *
     * @param inventory where its nodes are known
     * @param networks in one of which the address of each of its nodes has to be; none: any address will do
     */
    public record Testbed(InventorySource inventory, ImmutableSet<Network> networks) {
        public Testbed {
            requireNonNull(inventory, "inventory");
            requireNonNull(networks, "networks");
        }
    }

    /**
     * One inventory.
     *
     * @param url an HTTP service ({@code http:}, {@code https:}) or a file ({@code file:})
     * @param dialect what an HTTP service speaks
     * @param limits how long an HTTP service may take
     * @param cache how long what an HTTP service said is used
     */
    public record InventorySource(URI url, InventoryDialect dialect, TimeLimits limits, CachePolicy cache) {
        public InventorySource {
            requireNonNull(url, "url");
            requireNonNull(dialect, "dialect");
            requireNonNull(limits, "limits");
            requireNonNull(cache, "cache");
        }

        /** With the times that serve where nothing is said. */
        public static InventorySource of(URI url, InventoryDialect dialect) {
            return new InventorySource(url, dialect, TimeLimits.DEFAULT, CachePolicy.DEFAULT);
        }

        /** Whether it is a file and not a service. */
        public boolean isFile() {
            return "file".equals(url.getScheme());
        }
    }

    /**
     * The section {@code http}.
     *
     * @param address the address or host name at which the service listens
     * @param port the port, 0 for any that is free
     * @param access who may ask
     * @param tls the certificate and key; empty: it speaks in clear
     */
    public record Http(String address, int port, Access access, Optional<Tls> tls) {
        /** Only this machine's own programs; OMF's port. */
        public static final Http DEFAULT = new Http("127.0.0.1", 5054);

        /** @throws IllegalArgumentException if it is no port, from 0 to 65535 */
        public Http {
            requireNonNull(address, "address");
            requireNonNull(access, "access");
            requireNonNull(tls, "tls");
            checkArgument(port >= 0 && port <= 65_535, "%s is not a port: expected 0 to 65535.", port);
        }

        /** Open to all who reach it. */
        public Http(String address, int port) {
            this(address, port, Access.OPEN, Optional.empty());
        }
    }

    /**
     * The section {@code tls}: a PKCS#12 file with a file for its password, or two PEM files.
     *
     * @param certificate the PKCS#12 file or the PEM file with the certificates
     * @param isPkcs12 which of them
     * @param secret the file with the password, or the PEM file with the key
     */
    public record Tls(Path certificate, boolean isPkcs12, Path secret) {
        public Tls {
            requireNonNull(certificate, "certificate");
            requireNonNull(secret, "secret");
        }
    }

    /**
     * The keys {@code allow}, {@code legacy} and {@code tokens} of the section {@code http}.
     *
     * @param allow from which networks the nodes of each domain may be commanded; {@code default} for all domains without an entry;
     *     empty: from everywhere
     * @param legacy from which networks OMF's calls may change something, and need no token; empty: from everywhere
     * @param tokens the file of tokens; empty: none is needed
     */
    public record Access(
            Optional<ImmutableMap<Domain, ImmutableSet<Network>>> allow,
            Optional<ImmutableSet<Network>> legacy,
            Optional<Path> tokens) {
        static final Access OPEN = new Access(Optional.empty(), Optional.empty(), Optional.empty());

        public Access {
            requireNonNull(allow, "allow");
            requireNonNull(legacy, "legacy");
            requireNonNull(tokens, "tokens");
        }
    }
}
