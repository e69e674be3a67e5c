package net.mytestbed.pxe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.mytestbed.pxe.cli.terminal.Terminal;
import net.mytestbed.pxe.service.PxeAssembly;
import net.mytestbed.pxe.service.PxeService;
import net.mytestbed.pxe.service.config.PxeConfig;
import net.mytestbed.pxe.testkit.tftp.EmbeddedTftpServer;
import net.mytestbed.pxe.testkit.tftp.TftpTree;

/**
 * The testbed of the documentation, below a directory in place of /: the inventory and the configuration are those that the
 * installation guide shows, on a TFTP server and a service of its own; the clock stands. Understands the few commands that pages
 * show.
 */
final class PageTestbed implements AutoCloseable {
    private static final Pattern OWN_PATH = Pattern.compile("(?<![\\w./])/(tftpboot|etc|var)\\b");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|([^\\s'\"]+)");
    private static final Pattern SERVICE = Pattern.compile("http://(127\\.0\\.0\\.1|10\\.18\\.0\\.1):5054");

    private final Path root;
    private final EmbeddedTftpServer tftp;
    private final PxeService service;
    private final Path config;
    private int status;

    PageTestbed(Path root, String installing) throws IOException {
        this.root = root;
        TftpTree tree = TftpTree.create(root.resolve("tftpboot"));
        // Whatever the umask is.
        Files.setPosixFilePermissions(
                Files.createDirectories(tree.root().resolve("orbit")), PosixFilePermissions.fromString("rwxr-xr-x"));
        tree.file("pxelinux.0", "\nPXELINUX 6.04 PXE 20200816 \n")
                .file("ldlinux.c32", "a module\n")
                .file("orbit/vmlinuz", "a kernel\n")
                .file("orbit/initrd.img", "a RAM image\n")
                .config("orbit-2.0.0", block(installing, "DEFAULT orbit"));
        this.tftp = EmbeddedTftpServer.start(tree.root());
        Path etc = Files.createDirectories(root.resolve("etc/omf-aggmgr-pxe"));
        Files.createDirectories(root.resolve("etc/dhcp"));
        Files.createDirectories(root.resolve("var/log/omf-aggmgr-pxe"));
        Files.writeString(etc.resolve("inventory.yaml"), block(installing, "domains:"));
        this.config = Files.writeString(
                etc.resolve("pxe.yaml"),
                here(block(installing, "pxe:"))
                                .replace("address: 10.18.0.1", "address: 127.0.0.1")
                                .replace("port: 5054", "port: 0")
                        + "tftp: {server: '127.0.0.1:" + tftp.port() + "'}\n");
        PxeConfig read = PxeConfig.read(config);
        this.service = PxeService.start(PxeAssembly.of(read.pxe(), () -> CommandTestbed.NOW), read.http());
    }

    private static String block(String page, String firstLine) {
        return PageBlock.of(page).stream()
                .filter(block -> block.firstLine().equals(firstLine))
                .findFirst()
                .orElseThrow()
                .text();
    }

    /** A text of the documentation, with the paths and the service of this testbed. */
    private String here(String text) {
        return OWN_PATH.matcher(text).replaceAll(Matcher.quoteReplacement(root.toString()) + "/$1");
    }

    /** What was printed, with the paths, the ports and the host of the documentation. */
    private String there(String text) throws IOException {
        return text.replace(root.toString(), "")
                .replace("127.0.0.1:" + tftp.port(), "127.0.0.1:69")
                .replace("127.0.0.1:" + service.uri().getPort(), "127.0.0.1:5054")
                .replace(
                        "@"
                                + Files.readString(Path.of("/proc/sys/kernel/hostname"))
                                        .strip(),
                        "@am")
                .stripTrailing();
    }

    /** A link as OMF 5.4 makes it. */
    PageTestbed withLinkOfOmf() throws IOException {
        Files.createSymbolicLink(root.resolve("tftpboot/pxelinux.cfg/0A120101"), Path.of("./orbit-2.0.0"));
        return this;
    }

    /** What a command prints on both streams, without empty lines at the end. */
    String run(String line) throws IOException, InterruptedException {
        String command = here(SERVICE.matcher(line)
                .replaceAll("http://127.0.0.1:" + service.uri().getPort()));
        if (command.equals("echo $?")) {
            return Integer.toString(status);
        }
        if (command.startsWith("pxe ")) {
            return there(pxe(command));
        }
        if (command.startsWith("curl ")) {
            String answer = curl(words(command.replaceFirst(" \\| jq \\.$", "")));
            return there(command.endsWith(" | jq .") ? pretty(answer) : answer);
        }
        Process process = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        status = process.waitFor();
        return there(output);
    }

    /** As jq prints it. */
    private static String pretty(String json) throws IOException {
        Separators separators = Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withArrayEmptySeparator("");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
        printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
        JsonMapper mapper = JsonMapper.builder().build();
        return mapper.writer(printer).writeValueAsString(mapper.readTree(json));
    }

    private String pxe(String command) throws IOException {
        String[] parts = command.split(" > ", 2);
        ImmutableList<String> words = words(parts[0]);
        Shell shell = new Shell(
                ImmutableMap.of("PXE_CONFIG", config.toString(), "SUDO_USER", "operator"),
                Terminal.NONE,
                "",
                () -> CommandTestbed.NOW);
        Shell.Result result = shell.pxe(words.subList(1, words.size()).toArray(String[]::new));
        status = result.status();
        if (parts.length == 1) {
            return result.out() + result.err();
        }
        Files.writeString(Path.of(parts[1]), result.out());
        return result.err();
    }

    /** As a shell takes them apart. */
    private static ImmutableList<String> words(String command) {
        return WORD.matcher(command)
                .results()
                .map(word -> word.group().replaceAll("^['\"]|['\"]$", ""))
                .collect(ImmutableList.toImmutableList());
    }

    private String curl(ImmutableList<String> words) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder();
        String method = "GET";
        String body = "";
        boolean isShownWhole = false;
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-g", "-s" -> {}
                case "-i" -> isShownWhole = true;
                case "-X" -> method = words.get(++i);
                case "-H" -> {
                    String[] header = words.get(++i).split(": ", 2);
                    request.header(header[0], header[1]);
                }
                case "-d" -> {
                    method = method.equals("GET") ? "POST" : method;
                    body = words.get(++i);
                }
                default ->
                    request.uri(URI.create(words.get(i).replace("[", "%5B").replace("]", "%5D")));
            }
        }
        var response = HttpClient.newHttpClient()
                .send(request.method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
        status = 0;
        return isShownWhole ? "HTTP/1.1 " + response.statusCode() + "\n" + response.body() : response.body();
    }

    @Override
    public void close() {
        service.close();
        tftp.close();
    }
}
