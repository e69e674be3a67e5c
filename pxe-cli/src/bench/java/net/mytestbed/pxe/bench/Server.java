package net.mytestbed.pxe.bench;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own: the packaged service, or the bare handler beside it. */
final class Server implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(2);
    private static final Path TREE = Path.of("target/pxe").toAbsolutePath();

    private final Process process;
    private final int port;
    private final Path log;
    private final long nanosToFirstAnswer;

    private Server(List<String> command, List<String> javaOptions, int port, Path log) throws IOException {
        this.port = port;
        this.log = log;
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PXE_"));
        builder.environment().put("PXE_JAVA_OPTS", String.join(" ", javaOptions));
        long start = System.nanoTime();
        this.process = builder.start();
        // Nothing of it stays, also where the bench is interrupted.
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill, "kill"));
        try {
            awaitFirstAnswer(start);
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
        this.nanosToFirstAnswer = System.nanoTime() - start;
    }

    /** The packaged service, as {@code bin/pxe} starts it. */
    static Server service(Testbed testbed, Durability durability, List<String> javaOptions) throws IOException {
        int port = freePort();
        return service(testbed, durability.prefix(), testbed.configure(port), javaOptions, port);
    }

    /** The packaged service under another program, with links that stand until they are cleared. */
    static Server serviceUntilCleared(Testbed testbed, List<String> prefix) throws IOException {
        int port = freePort();
        Path config = testbed.configure(port);
        Files.writeString(config, Files.readString(config).replace("  testbed:", "  linkLifetime: 0\n  testbed:"));
        return service(testbed, prefix, config, ImmutableList.of(), port);
    }

    private static Server service(
            Testbed testbed, List<String> prefix, Path config, List<String> javaOptions, int port) throws IOException {
        return new Server(
                ImmutableList.<String>builder()
                        .addAll(prefix)
                        .add(TREE + "/bin/pxe", "serve", "--config", config.toString())
                        .build(),
                javaOptions,
                port,
                testbed.root().resolve("service.log"));
    }

    /** Runs a command that ends by itself. */
    static void runPxe(Map<String, String> environment, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(ImmutableList.<String>builder()
                        .add(TREE + "/bin/pxe")
                        .add(arguments)
                        .build())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(LONGEST_START.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("bin/pxe " + String.join(" ", arguments) + " does not end.");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The bare handler, with the service's libraries and Java options. */
    static Server bare(Testbed testbed, Durability durability, List<String> javaOptions) throws IOException {
        int port = freePort();
        return new Server(
                ImmutableList.<String>builder()
                        .add(System.getProperty("java.home") + "/bin/java")
                        .addAll(serviceOptions())
                        .addAll(javaOptions)
                        .add("-cp", BareJar.PATH + ":" + TREE + "/lib/*", BareJetty.class.getName())
                        .add(Integer.toString(port), testbed.cfgDir().toString(), testbed.stateDir().toString())
                        .add(Boolean.toString(durability == Durability.ON))
                        .build(),
                ImmutableList.of(),
                port,
                testbed.root().resolve("bare.log"));
    }

    /** What {@code bin/pxe} gives Java for the service. */
    private static List<String> serviceOptions() throws IOException {
        return Files.readAllLines(TREE.resolve("bin/pxe")).stream()
                .filter(line -> line.startsWith("service='"))
                .map(line -> Splitter.on(' ').splitToList(line.substring("service='".length(), line.length() - 1)))
                .findFirst()
                .orElseThrow(() -> new IOException("no options for the service in bin/pxe"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitFirstAnswer(long start) throws IOException {
        while (!answers()) {
            if (System.nanoTime() - start > LONGEST_START.toNanos()) {
                throw new IOException("The server does not answer: " + Files.readString(log));
            }
            letRun(BETWEEN_TRIES);
        }
    }

    private boolean answers() {
        try (HttpCalls calls = new HttpCalls(port, false)) {
            calls.call(HttpCalls.get("/", false));
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Lets it run for so long. */
    void letRun(Duration time) throws IOException {
        try {
            if (process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("The server has ended: " + Files.readString(log));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    int port() {
        return port;
    }

    double millisToFirstAnswer() {
        return nanosToFirstAnswer / 1e6;
    }

    /** Of the Java process; where something else was started before it, of its child. */
    private long pid() {
        return process.children().findFirst().map(ProcessHandle::pid).orElse(process.pid());
    }

    /** What it holds in memory now, in megabytes (proc(5), VmRSS). */
    double residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> CharMatcher.inRange('0', '9').retainFrom(line))
                .mapToDouble(kilobytes -> Double.parseDouble(kilobytes) / 1024)
                .findFirst()
                .orElseThrow(() -> new IOException("no VmRSS of process " + pid()));
    }

    @Override
    public void close() throws IOException {
        process.children().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                process.waitFor();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
