package net.mytestbed.pxe.cli.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import com.google.common.io.Files;
import com.google.common.net.HostAndPort;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.mytestbed.pxe.boot.BootAction;
import net.mytestbed.pxe.boot.BootAction.BootsKernel;
import net.mytestbed.pxe.boot.BootAction.ReadsConfig;
import net.mytestbed.pxe.boot.BootAction.WaitsForPerson;
import net.mytestbed.pxe.boot.BootConfig;
import net.mytestbed.pxe.boot.BootProgram;
import net.mytestbed.pxe.boot.ChainedBoot;
import net.mytestbed.pxe.cli.probe.TftpAnswer.Sent;
import net.mytestbed.pxe.cli.probe.TftpAnswer.Silent;
import net.mytestbed.pxe.service.api.WireBoot;
import net.mytestbed.pxe.service.api.WireExplanation;

/** One node's boot as far as the TFTP server is concerned, asked for real. To be run once. */
public final class Probe {
    private static final String PXELINUX = "pxelinux.0";

    /** Enough of a boot program to find its version. */
    private static final int PROGRAM_HEAD = 1 << 20;

    /**
     * What to probe.
     *
     * @param server the TFTP server
     * @param tree the directory that it is meant to serve, where that is on this machine
     * @param program the boot program that the node runs
     * @param bootFile the boot program's file, relative to the server's directory; empty: {@code pxelinux.0} for PXELINUX, none for
     *     others
     */
    public record Target(
            HostAndPort server, Optional<ServedTree> tree, BootProgram program, Optional<String> bootFile) {
        public Target {
            requireNonNull(server, "server");
            requireNonNull(tree, "tree");
            requireNonNull(program, "program");
            requireNonNull(bootFile, "bootFile");
        }

        /** In which directory of the server the boot program looks: empty or ending in a slash. */
        String directory() {
            return bootFile.map(file -> file.substring(0, file.lastIndexOf('/') + 1))
                    .or(() -> tree.map(ServedTree::bootDirectory))
                    .orElse("");
        }
    }

    private final WireExplanation node;
    private final Target target;
    private final TftpReader reader;
    private final Comparison comparison;
    private final List<ProbeReport.Asked> asked = new ArrayList<>();
    private final Map<String, TftpAnswer> answers = new HashMap<>();
    private boolean isSilent;

    /**
     * @param node the node, and the names that its boot program asks for
     * @param target what to probe
     */
    public Probe(WireExplanation node, Target target) {
        this(node, target, TftpReader.Limits.DEFAULT);
    }

    Probe(WireExplanation node, Target target, TftpReader.Limits limits) {
        this.node = requireNonNull(node, "node");
        this.target = requireNonNull(target, "target");
        this.reader = new TftpReader(
                new InetSocketAddress(target.server().getHost(), target.server().getPort()), limits);
        this.comparison = new Comparison(target.server().toString(), target.tree());
    }

    /** What is being read now, for a person who waits; may be asked by any thread. */
    public String activity() {
        return reader.activity();
    }

    /** Asks for everything that the node would ask for, for ten minutes at most. */
    public ProbeReport run() {
        if (!reader.isServerKnown()) {
            comparison.add(
                    FindingCode.UNREACHABLE,
                    null,
                    "There is no host " + target.server().getHost()
                            + ". Name the TFTP server by --tftp, or by server in the section tftp of the configuration.");
            return report(Optional.empty(), Optional.empty());
        }
        bootProgram();
        Optional<Winner> winner = search();
        Optional<BootAction> boots =
                winner.filter(found -> target.program() == BootProgram.PXELINUX).flatMap(this::follow);
        return report(winner.map(Winner::name), boots);
    }

    private record Winner(String name, ByteArrayOutputStream content) {}

    private ProbeReport report(Optional<String> winner, Optional<BootAction> boots) {
        return new ProbeReport(
                node.node(),
                node.domain(),
                node.address(),
                node.hex(),
                node.mac(),
                target.server().toString(),
                target.tree().map(tree -> tree.root().toString()).orElse(null),
                target.program().wireName(),
                List.copyOf(asked),
                winner.orElse(null),
                boots.map(WireBoot::of).orElse(null),
                comparison.findings(),
                comparison.notes());
    }

    /** One answer and what the comparison with the disk made of it. */
    private record Got(TftpAnswer answer, boolean isExplained) {
        boolean isFile() {
            return Probe.isFile(answer);
        }
    }

    private static boolean isFile(TftpAnswer answer) {
        return answer instanceof Sent sent && sent.bytes() > 0;
    }

    /** Nothing is asked of a server that has fallen silent: each question would take its whole patience again. */
    private Got ask(String name, ByteArrayOutputStream content, int wanted, Role role) {
        if (isSilent) {
            asked.add(ProbeReport.Asked.notSent(name, role, "not-asked"));
            answers.put(name, new Silent());
            return new Got(new Silent(), true);
        }
        long start = System.nanoTime();
        TftpAnswer answer = reader.read(name, content, wanted);
        long millis = (System.nanoTime() - start) / 1_000_000;
        answers.put(name, answer);
        Comparison.Verdict verdict = comparison.look(name, answer, role);
        asked.add(ProbeReport.Asked.of(name, role, answer, millis, verdict.disk()));
        if (answer instanceof Silent) {
            silent(name);
        }
        return new Got(answer, verdict.isExplained() || isSilent);
    }

    private void silent(String name) {
        boolean isFirst = answers.size() == 1;
        isSilent = true;
        String waited = " within " + reader.waited().toSeconds() + " s";
        if (isFirst) {
            comparison.add(
                    FindingCode.UNREACHABLE,
                    null,
                    "The TFTP server at " + target.server() + " does not answer" + waited
                            + ". See whether it runs there (ss -lun), listens at that address and not at another one, and whether"
                            + " a firewall lets UDP to its port and the answers, which come from any port, pass. Another server"
                            + " is named by --tftp, or by server in the section tftp of the configuration.");
        } else {
            comparison.add(
                    FindingCode.FELL_SILENT,
                    name,
                    "The TFTP server at " + target.server() + " answered at first, but gave no answer to " + name
                            + waited + ". See its log, and whether it limits how many may ask.");
        }
    }

    private void bootProgram() {
        boolean isPxelinux = target.program() == BootProgram.PXELINUX;
        Optional<String> file = target.bootFile()
                .or(() -> Optional.of(target.directory() + PXELINUX).filter(name -> isPxelinux));
        if (file.isEmpty()) {
            comparison.note("The boot program itself was not asked for; name its file by --boot-file.");
            return;
        }
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        Got program = ask(file.get(), head, PROGRAM_HEAD, Role.PROGRAM);
        if (!program.isFile() && !program.isExplained()) {
            comparison.add(
                    FindingCode.MISSING,
                    file.get(),
                    "The boot program " + file.get() + " is not there. If the DHCP server names another one to nodes"
                            + " (filename), name that by --boot-file; else put it there.");
        }
        if (isPxelinux && program.isFile()) {
            module(file.get(), head.toString(ISO_8859_1));
        }
    }

    private void module(String program, String head) {
        String name = target.directory() + (program.endsWith(".efi") ? "ldlinux.e64" : "ldlinux.c32");
        Optional<PxelinuxVersion> version = PxelinuxVersion.of(head);
        if (version.isPresent() && !version.get().needsLibrary()) {
            return;
        }
        Got module = ask(name, new ByteArrayOutputStream(), 0, Role.MODULE);
        if (module.isFile() || module.isExplained()) {
            return;
        }
        if (version.isPresent()) {
            comparison.add(
                    FindingCode.MISSING,
                    name,
                    program + " is PXELINUX " + version.get().major() + ", which needs " + name
                            + " beside it, and that is not there: the node stops before it looks for a configuration. Take it"
                            + " from the same version of SYSLINUX.");
        } else {
            comparison.note(name + " is not there, which PXELINUX needs from version 5 on; which version " + program
                    + " has cannot be told.");
        }
    }

    /** Asks for the names of a configuration as far as the one that decides. */
    private Optional<Winner> search() {
        Optional<Winner> winner = Optional.empty();
        boolean isOver = false;
        for (WireExplanation.Name known : names()) {
            String name = target.directory() + known.name();
            if (known.outcome().equals("unknown")) {
                asked.add(ProbeReport.Asked.notSent(name, Role.CONFIGURATION, "unknown"));
            } else if (isOver) {
                asked.add(ProbeReport.Asked.notSent(name, Role.CONFIGURATION, "not-asked"));
            } else {
                ByteArrayOutputStream content = new ByteArrayOutputStream();
                Got got = ask(name, content, BootConfig.MAXIMUM_SIZE, Role.CONFIGURATION);
                isOver = got.isFile() || Comparison.isDirectory(got.answer());
                winner = got.isFile() ? Optional.of(new Winner(name, content)) : winner;
            }
        }
        if (!isOver && !isSilent) {
            comparison.add(
                    FindingCode.NO_CONFIGURATION,
                    null,
                    "None of the names is served: the node gets no configuration at all"
                            + (target.program() == BootProgram.PXELINUX ? ", and boots anew every few minutes" : "")
                            + ". Put a file default there.");
        }
        return winner;
    }

    private List<WireExplanation.Name> names() {
        return node.programs().stream()
                .filter(program -> program.program().equals(target.program().wireName()))
                .findFirst()
                .map(WireExplanation.Program::names)
                .orElse(List.of());
    }

    /** What the node does with its configuration; asks for the files that it loads on the way. */
    private Optional<BootAction> follow(Winner winner) {
        Optional<BootConfig> config = config(winner.name(), winner.content().toByteArray());
        if (config.isEmpty()) {
            return Optional.empty();
        }
        BootAction action = ChainedBoot.follow(config.get(), this::loads, this::otherConfig);
        if (action instanceof WaitsForPerson waits) {
            comparison.add(
                    FindingCode.WAITS,
                    winner.name(),
                    "With " + winner.name() + " as it comes the node waits for a person: " + waits.reason());
        } else if (action instanceof ReadsConfig unread) {
            comparison.add(
                    FindingCode.MISSING,
                    winner.name(),
                    winner.name() + " leads to the configuration " + unread.file() + ", which does not come.");
        } else {
            elsewhere(action)
                    .forEach(file -> comparison.note(
                            file + " is on another server or leads out of the boot program's directory, and was not"
                                    + " asked for."));
        }
        return Optional.of(action);
    }

    private Optional<BootConfig> config(String name, byte[] content) {
        long bytes = answers.get(name) instanceof Sent sent ? sent.bytes() : content.length;
        if (bytes > BootConfig.MAXIMUM_SIZE) {
            comparison.add(
                    FindingCode.TOO_LARGE,
                    name,
                    name + " has " + bytes + " bytes, which no configuration has. Is it a kernel or an image?");
            return Optional.empty();
        }
        return Optional.of(BootConfig.parse(content));
    }

    private Optional<BootConfig> otherConfig(String file) {
        String name = target.directory() + file;
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        Got got = ask(name, content, BootConfig.MAXIMUM_SIZE, Role.CONFIGURATION);
        return got.isFile() ? config(name, content.toByteArray()) : Optional.empty();
    }

    /** Each file once, however often the configuration comes back to it. */
    private boolean loads(String file) {
        String name = target.directory() + file;
        if (!answers.containsKey(name)) {
            ask(name, new ByteArrayOutputStream(), 0, Role.FILE);
        }
        return isFile(requireNonNull(answers.get(name)));
    }

    /** The files that it takes without having asked this server. */
    private Stream<String> elsewhere(BootAction action) {
        return action instanceof BootsKernel kernel
                ? Stream.concat(Stream.of(kernel.kernel()), kernel.initrds().stream())
                        .filter(file -> !answers.containsKey(target.directory() + Files.simplifyPath("./" + file)))
                : Stream.empty();
    }
}
