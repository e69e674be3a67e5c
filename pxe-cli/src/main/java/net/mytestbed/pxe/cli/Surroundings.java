package net.mytestbed.pxe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.google.common.base.Ascii;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableMap;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import net.mytestbed.pxe.cli.terminal.Progress;
import net.mytestbed.pxe.cli.terminal.Terminal;
import net.mytestbed.pxe.lease.Requester;

/**
 * What a command finds around it, so that a test can be it.
 *
 * @param environment the environment variables
 * @param terminal who sits at the streams
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param clock what time it is
 */
record Surroundings(
        ImmutableMap<String, String> environment,
        Terminal terminal,
        BufferedReader in,
        PrintWriter out,
        PrintWriter err,
        InstantSource clock) {
    Surroundings {
        requireNonNull(environment, "environment");
        requireNonNull(terminal, "terminal");
        requireNonNull(in, "in");
        requireNonNull(out, "out");
        requireNonNull(err, "err");
        requireNonNull(clock, "clock");
    }

    /** This process. */
    static Surroundings ofProcess() {
        ImmutableMap<String, String> environment = ImmutableMap.copyOf(System.getenv());
        return new Surroundings(
                environment,
                Terminal.ofProcess(environment),
                new BufferedReader(new InputStreamReader(System.in, UTF_8)),
                new PrintWriter(System.out, true, UTF_8),
                new PrintWriter(System.err, true, UTF_8),
                InstantSource.system());
    }

    /** An environment variable; an empty one is as if not set. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** Who asks, when the command works on the directory itself: the user who logged in, also behind sudo, at this machine. */
    Requester requester() {
        String user = variable("SUDO_USER").orElseGet(() -> System.getProperty("user.name", "unknown"));
        return Requester.sanitized(user + "@" + hostName(), UUID.randomUUID().toString());
    }

    private static String hostName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).trim();
        } catch (IOException notLinux) {
            return "localhost";
        }
    }

    /** One line of what was asked for. */
    void say(String line) {
        out.println(Terminal.printable(line));
    }

    /** One line about something that is wrong. */
    void complain(String sentence) {
        err.println("pxe: " + Terminal.printable(sentence));
    }

    /** Asks whoever sits there; anything but yes is a no. */
    boolean ask(String question) {
        err.print(question + " [y/N] ");
        err.flush();
        try {
            String answer = Strings.nullToEmpty(in.readLine()).trim();
            return Ascii.equalsIgnoreCase(answer, "y") || Ascii.equalsIgnoreCase(answer, "yes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Progress progress() {
        return new Progress(err, terminal);
    }
}
