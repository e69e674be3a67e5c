package net.mytestbed.pxe.cli.doctor;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Ints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.mytestbed.pxe.node.HexIp;

/**
 * The machine that the installation is on: what its files say of accounts, processes and servers.
 *
 * @param root under which {@code /proc}, {@code /etc} and {@code /usr} are looked for
 * @param addresses its own IPv4 addresses
 */
public record Machine(Path root, ImmutableSet<HexIp> addresses) {
    /** No file of those that are read here is larger in earnest. */
    private static final int LARGEST_FILE = 4 << 20;

    public Machine {
        requireNonNull(root, "root");
        requireNonNull(addresses, "addresses");
    }

    /** The machine that this process is on. */
    public static Machine ofThisProcess() {
        try {
            return new Machine(
                    Path.of("/"),
                    NetworkInterface.networkInterfaces()
                            .flatMap(NetworkInterface::inetAddresses)
                            .filter(Inet4Address.class::isInstance)
                            .map(address -> HexIp.ofAddress(address.getHostAddress()))
                            .collect(toImmutableSet()));
        } catch (SocketException e) {
            return new Machine(Path.of("/"), ImmutableSet.of());
        }
    }

    /** A file of it, by its absolute path there. */
    Path file(String absolute) {
        checkArgument(absolute.startsWith("/"), "%s is not absolute", absolute);
        return root.resolve(absolute.substring(1));
    }

    /** The lines of a text file; none where it is not there. */
    ImmutableList<String> lines(String absolute) throws IOException {
        Path file = file(absolute);
        return Files.exists(file) ? ImmutableList.copyOf(text(file).lines().toList()) : ImmutableList.of();
    }

    /** The text of a file, byte by byte, so that any file can be read. */
    static String text(Path file) throws IOException {
        if (Files.size(file) > LARGEST_FILE) {
            throw new IOException(file + " has more than " + LARGEST_FILE + " bytes.");
        }
        return Files.readString(file, ISO_8859_1);
    }

    /** What each process was started with, its name first; processes that end meanwhile are left out. */
    ImmutableList<ImmutableList<String>> processes() {
        Path proc = file("/proc");
        if (!Files.isDirectory(proc)) {
            return ImmutableList.of();
        }
        try (Stream<Path> entries = Files.list(proc)) {
            return entries.filter(entry -> Ints.tryParse(entry.getFileName().toString()) != null)
                    .map(Machine::arguments)
                    .filter(arguments -> !arguments.isEmpty())
                    .collect(toImmutableList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ImmutableList<String> arguments(Path process) {
        try {
            String line = Files.readString(process.resolve("cmdline"), ISO_8859_1);
            return line.isEmpty()
                    ? ImmutableList.of()
                    : ImmutableList.copyOf(Splitter.on('\0')
                            .splitToList(line.endsWith("\0") ? line.substring(0, line.length() - 1) : line));
        } catch (IOException ended) {
            return ImmutableList.of();
        }
    }

    /** An account by its name; nothing where there is none. */
    Optional<Account> account(String name) throws IOException {
        for (String line : lines("/etc/passwd")) {
            List<String> fields = Splitter.on(':').splitToList(line);
            if (fields.size() > 3 && fields.get(0).equals(name)) {
                Integer user = Ints.tryParse(fields.get(2));
                Integer group = Ints.tryParse(fields.get(3));
                if (user != null && group != null) {
                    return Optional.of(new Account(name, user, groups(name, group)));
                }
            }
        }
        return Optional.empty();
    }

    private ImmutableSet<Integer> groups(String account, int primary) throws IOException {
        ImmutableSet.Builder<Integer> groups = ImmutableSet.<Integer>builder().add(primary);
        for (String line : lines("/etc/group")) {
            List<String> fields = Splitter.on(':').splitToList(line);
            Integer number = fields.size() > 3 ? Ints.tryParse(fields.get(2)) : null;
            if (number != null && Splitter.on(',').splitToList(fields.get(3)).contains(account)) {
                groups.add(number);
            }
        }
        return groups.build();
    }
}
