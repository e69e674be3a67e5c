package net.mytestbed.pxe.cli.doctor;

import static java.util.Objects.requireNonNull;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A TFTP server that runs, as its arguments tell.
 *
 * @param program its name: {@code in.tftpd}, {@code atftpd}, {@code dnsmasq}
 * @param roots what it serves; none where the arguments do not tell
 * @param user as whom it reads files, if told
 * @param isConfined whether it keeps to its root by itself
 */
record TftpServer(String program, ImmutableList<Path> roots, Optional<String> user, boolean isConfined) {
    /** What in.tftpd is told by one word. */
    private record Option(String name, boolean takesValue, String attached) {
        private static final CharMatcher WITH_VALUE = CharMatcher.anyOf("auUtTmrBRP");

        private static final ImmutableSet<String> LONG_WITH_VALUE = ImmutableSet.of(
                "--address",
                "--user",
                "--umask",
                "--timeout",
                "--retransmit",
                "--mapfile",
                "--map-file",
                "--map-steps",
                "--refuse",
                "--blocksize",
                "--port-range",
                "--pidfile",
                "--verbosity");

        /** Short options may stand together; what follows one that takes a value is its value (in.tftpd(8), getopt_long(3)). */
        static Option of(String word) {
            if (word.startsWith("--")) {
                int equals = word.indexOf('=');
                String name = equals < 0 ? word : word.substring(0, equals);
                return new Option(name, LONG_WITH_VALUE.contains(name), equals < 0 ? "" : word.substring(equals + 1));
            }
            int last = WITH_VALUE.indexIn(word);
            return last < 0
                    ? new Option(word, false, "")
                    : new Option(word.substring(0, last + 1), true, word.substring(last + 1));
        }

        boolean isUser() {
            return name.equals("--user") || (isShort() && name.endsWith("u"));
        }

        boolean isSecure() {
            return name.equals("--secure") || (isShort() && name.indexOf('s') > 0);
        }

        private boolean isShort() {
            return !name.startsWith("--");
        }
    }

    TftpServer {
        requireNonNull(program, "program");
        requireNonNull(roots, "roots");
        requireNonNull(user, "user");
    }

    /** @param arguments of a process, its name first; nothing where it is no TFTP server */
    static Optional<TftpServer> of(List<String> arguments) {
        String program = arguments.get(0).substring(arguments.get(0).lastIndexOf('/') + 1);
        return switch (program) {
            case "in.tftpd", "tftpd-hpa" -> Optional.of(tftpdHpa(program, arguments));
            case "atftpd" -> Optional.of(atftpd(arguments));
            case "dnsmasq" -> dnsmasq(arguments);
            default -> Optional.empty();
        };
    }

    private static TftpServer tftpdHpa(String program, List<String> arguments) {
        ImmutableList.Builder<Path> roots = ImmutableList.builder();
        // Without -u it reads as nobody (in.tftpd(8)).
        String user = "nobody";
        boolean isConfined = false;
        Iterator<String> words = Iterables.skip(arguments, 1).iterator();
        while (words.hasNext()) {
            String word = words.next();
            if (!word.startsWith("-")) {
                roots.add(Path.of(word));
                continue;
            }
            Option option = Option.of(word);
            boolean isInNextWord = option.takesValue() && option.attached().isEmpty() && words.hasNext();
            String value = isInNextWord ? words.next() : option.attached();
            user = option.isUser() ? value : user;
            isConfined |= option.isSecure();
        }
        return new TftpServer(program, roots.build(), Optional.of(user), isConfined);
    }

    /** Its directory is the last argument; it never leaves it (atftpd(8)). */
    private static TftpServer atftpd(List<String> arguments) {
        String last = arguments.get(arguments.size() - 1);
        return new TftpServer(
                "atftpd",
                last.startsWith("/") ? ImmutableList.of(Path.of(last)) : ImmutableList.of(),
                valueOf("--user", arguments).map(user -> user.replaceFirst("\\..*", "")),
                true);
    }

    /** Serves TFTP only where told to; what its configuration file tells is not looked at. */
    private static Optional<TftpServer> dnsmasq(List<String> arguments) {
        Optional<String> root = valueOf("--tftp-root", arguments);
        if (root.isEmpty() && !arguments.contains("--enable-tftp")) {
            return Optional.empty();
        }
        return Optional.of(new TftpServer(
                "dnsmasq",
                root.map(Path::of).map(ImmutableList::of).orElse(ImmutableList.of()),
                valueOf("--user", arguments),
                true));
    }

    private static Optional<String> valueOf(String option, List<String> arguments) {
        return arguments.stream()
                .filter(argument -> argument.startsWith(option + "="))
                .map(argument -> argument.substring(option.length() + 1))
                .findFirst()
                .or(() -> {
                    int index = arguments.indexOf(option);
                    return index >= 0 && index + 1 < arguments.size()
                            ? Optional.of(arguments.get(index + 1))
                            : Optional.empty();
                });
    }
}
