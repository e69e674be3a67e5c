package net.mytestbed.pxe.cli.doctor;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static net.mytestbed.pxe.cli.doctor.DhcpSetup.parsed;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import net.mytestbed.pxe.cli.doctor.DhcpHost.Boot;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.MacAddress;
import net.mytestbed.pxe.node.Network;

/** Reads dhcpd.conf, and what it includes, for what it says of hosts. Conditions are not evaluated: whatever may be given counts. */
final class DhcpdFile {
    /** Statements whose blocks belong to the place they stand in. */
    private static final ImmutableSet<String> CONDITIONS =
            ImmutableSet.of("if", "elsif", "else", "switch", "case", "default", "on");

    private final DhcpFiles files;
    private final DhcpSetup.Builder setup = new DhcpSetup.Builder();

    DhcpdFile(Machine machine) {
        this.files = new DhcpFiles(machine);
    }

    /** @throws IOException if it or what it includes cannot be read */
    DhcpSetup read(Path file) throws IOException {
        walk(statements(file), Boot.NONE);
        return setup.build();
    }

    private ImmutableList<DhcpdStatement> statements(Path file) throws IOException {
        String text = files.text(file);
        ImmutableList<DhcpdStatement> statements;
        try {
            statements = DhcpdSyntax.parse(text);
        } catch (IOException e) {
            throw new IOException(file + " cannot be read: " + e.getMessage(), e);
        }
        return included(statements, file);
    }

    /** The statements with those of included files in place. */
    private ImmutableList<DhcpdStatement> included(ImmutableList<DhcpdStatement> statements, Path file)
            throws IOException {
        ImmutableList.Builder<DhcpdStatement> all = ImmutableList.builder();
        for (DhcpdStatement statement : statements) {
            if (statement.is("include")) {
                all.addAll(statements(files.included(statement.word(1), file)));
            } else {
                all.add(new DhcpdStatement(statement.words(), included(statement.block(), file)));
            }
        }
        return all.build();
    }

    private void walk(ImmutableList<DhcpdStatement> block, Boot around) {
        Boot here = around.and(boot(block));
        for (DhcpdStatement statement : block) {
            if (statement.is("host")) {
                addHost(statement, here);
            } else if (statement.is("class") || statement.is("subclass")) {
                setup.addClass(boot(statement.block()));
            } else {
                network(statement).ifPresent(network -> setup.addNetwork(network, here.and(boot(statement.block()))));
                walk(statement.block(), here);
            }
        }
    }

    private void addHost(DhcpdStatement host, Boot around) {
        setup.addHost(new DhcpHost(
                host.word(1),
                // hardware ethernet 52:54:00:12:01:02
                values(host.block(), "hardware")
                        .flatMap(words -> parsed(words.word(2), MacAddress::of).stream())
                        .findFirst(),
                values(host.block(), "fixed-address")
                        .flatMap(words -> words.words().stream().skip(1))
                        .flatMap(word -> parsed(word, HexIp::ofAddress).stream())
                        .collect(toImmutableSet()),
                around.and(boot(host.block()))));
    }

    private static Boot boot(ImmutableList<DhcpdStatement> block) {
        return new Boot(
                values(block, "filename").map(words -> words.word(1)).collect(toImmutableSet()),
                values(block, "next-server").map(words -> words.word(1)).collect(toImmutableSet()));
    }

    /** The statements of this keyword that belong to a block, under whatever condition. */
    private static Stream<DhcpdStatement> values(ImmutableList<DhcpdStatement> block, String keyword) {
        return block.stream()
                .flatMap(statement -> statement.is(keyword)
                        ? Stream.of(statement)
                        : CONDITIONS.contains(statement.word(0)) ? values(statement.block(), keyword) : Stream.of());
    }

    /** {@code subnet 10.18.0.0 netmask 255.255.0.0}. */
    private static Optional<Network> network(DhcpdStatement statement) {
        return statement.is("subnet")
                ? parsed(statement.word(1), HexIp::ofAddress)
                        .flatMap(base -> parsed(statement.word(3), HexIp::ofAddress)
                                .flatMap(mask ->
                                        parsed(base, first -> new Network(first, Integer.bitCount(mask.bits())))))
                : Optional.empty();
    }
}
