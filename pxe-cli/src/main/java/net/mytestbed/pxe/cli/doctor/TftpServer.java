package net.mytestbed.pxe.cli.doctor;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.nio.file.Path;
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
    /** Of in.tftpd's options, those that take a value (in.tftpd(8)). */
    private static final String WITH_VALUE = "auUtTmrBRP";

    private static final ImmutableSet<String> LONG_WITH_VALUE = ImmutableSet.of(
            "--address",
            "--user",
            "--umask",
            "--timeout",
            "--retransmit",
            "--mapfile",
            "--map-file",
            "--refuse",
            "--blocksize",
            "--port-range",
            "--pidfile");

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
        for (int i = 1; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("-")) {
                roots.add(Path.of(argument));
                continue;
            }
            isConfined |= argument.equals("--secure") || (!argument.startsWith("--") && argument.indexOf('s') > 0);
            boolean isUser = argument.equals("--user") || (!argument.startsWith("--") && argument.endsWith("u"));
            if (takesNext(argument) && i + 1 < arguments.size()) {
                i++;
                user = isUser ? arguments.get(i) : user;
            }
        }
        return new TftpServer(program, roots.build(), Optional.of(user), isConfined);
    }

    /** Short options may stand together, and then the last of them takes the value. */
    private static boolean takesNext(String option) {
        return option.startsWith("--")
                ? LONG_WITH_VALUE.contains(option)
                : WITH_VALUE.indexOf(option.charAt(option.length() - 1)) >= 0;
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
