package net.mytestbed.pxe.cli.probe;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Ascii;
import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.mytestbed.pxe.cli.probe.DiskFile.Kind;
import net.mytestbed.pxe.cli.probe.TftpAnswer.BrokenOff;
import net.mytestbed.pxe.cli.probe.TftpAnswer.Refused;
import net.mytestbed.pxe.cli.probe.TftpAnswer.Sent;
import org.jspecify.annotations.Nullable;

/** Compares what a TFTP server answered with what is on the disk, and says what is wrong. */
final class Comparison {
    /** RFC 1350, section 5. */
    private static final int FILE_NOT_FOUND = 1;

    private static final int ACCESS_VIOLATION = 2;

    /** As far as 16 bits count blocks of 512 bytes; a server that does not begin again at 0 stops there. */
    private static final long WITHOUT_ROLLOVER = 65_535L * 512;

    private final String server;
    private final Optional<ServedTree> tree;
    private final List<ProbeReport.Finding> findings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> otherTree = new ArrayList<>();
    private final List<ProbeReport.Finding> differences = new ArrayList<>();

    Comparison(String server, Optional<ServedTree> tree) {
        this.server = requireNonNull(server, "server");
        this.tree = requireNonNull(tree, "tree");
    }

    /**
     * One file compared.
     *
     * @param disk what the disk has, as {@link ProbeReport.Asked#disk} tells it
     * @param isExplained whether it was said why the node does not get the file
     */
    record Verdict(@Nullable String disk, boolean isExplained) {}

    void add(FindingCode code, @Nullable String file, String sentence) {
        findings.add(new ProbeReport.Finding(code.wireName(), file, sentence));
    }

    void note(String sentence) {
        notes.add(sentence);
    }

    /** All that was found, what is about the server first. */
    ImmutableList<ProbeReport.Finding> findings() {
        ImmutableList.Builder<ProbeReport.Finding> all = ImmutableList.builder();
        if (otherTree.isEmpty()) {
            all.addAll(differences);
        } else {
            differences.forEach(difference -> otherTree.add(difference.file() + " has another content there"));
            all.add(new ProbeReport.Finding(
                    FindingCode.OTHER_TREE.wireName(),
                    null,
                    "The TFTP server at " + server + " seems to serve another directory than "
                            + tree.orElseThrow().root() + ": " + Joiner.on("; ").join(otherTree)
                            + ". Compare the directory that it was started with (tftpd-hpa: TFTP_DIRECTORY in"
                            + " /etc/default/tftpd-hpa) with cfgDir; if it serves one further up, name that by root in the"
                            + " section tftp of the configuration."));
        }
        return all.addAll(findings).build();
    }

    ImmutableList<String> notes() {
        return ImmutableList.copyOf(notes);
    }

    static boolean isDirectory(TftpAnswer answer) {
        return answer instanceof Refused refused && Ascii.equalsIgnoreCase(refused.message(), "is a directory");
    }

    /** @param role for what the file was asked for */
    Verdict look(String name, TftpAnswer answer, Role role) {
        Optional<DiskFile> disk = tree.map(known -> known.find(name));
        if (answer instanceof Sent sent) {
            return sent.bytes() == 0 ? empty(name, disk) : sent(name, sent, disk, role);
        }
        if (answer instanceof Refused refused) {
            return refused(name, refused, disk);
        }
        if (answer instanceof BrokenOff broken) {
            brokenOff(name, broken, disk);
            return new Verdict(word(disk), true);
        }
        return new Verdict(word(disk), false);
    }

    private static @Nullable String word(Optional<DiskFile> disk) {
        return disk.map(file ->
                        file.isFile() ? "there" : Ascii.toLowerCase(file.kind().name()))
                .orElse(null);
    }

    private Verdict empty(String name, Optional<DiskFile> disk) {
        Optional<DiskFile> full = disk.filter(file -> file.isFile() && file.bytes() > 0);
        if (full.isPresent()) {
            otherTree.add(name + " is empty there and has " + full.get().bytes() + " bytes here");
            return new Verdict("differs", true);
        }
        add(
                FindingCode.EMPTY,
                name,
                name + " is empty, which PXELINUX takes for missing without a word. Fill it or remove it.");
        return new Verdict(disk.isPresent() ? "same" : null, true);
    }

    private Verdict sent(String name, Sent sent, Optional<DiskFile> known, Role role) {
        if (known.isEmpty()) {
            return new Verdict(null, false);
        }
        DiskFile disk = known.get();
        if (!disk.isFile()) {
            otherTree.add(name + " is there and not here");
            return new Verdict(word(known), false);
        }
        return switch (disk.likeness(sent)) {
            case SAME -> {
                disk.wayOut()
                        .filter(way -> leadsOut(disk))
                        .ifPresent(way -> note(name + " is served although " + way
                                + " leads out of " + tree.orElseThrow().root()
                                + ": the TFTP server is not confined to it (tftpd-hpa: --secure), and gives away whatever links"
                                + " lead to."));
                yield new Verdict("same", false);
            }
            case BEGINNING -> {
                add(
                        FindingCode.CUT_SHORT,
                        name,
                        name + " ended after " + sent.bytes() + " of the " + disk.bytes() + " bytes of " + disk.path()
                                + ", without an error: the server cut it, or it is being written. Probe again when nobody writes"
                                + " it; then look for a copy that was not finished on the server.");
                yield new Verdict("longer", true);
            }
            case UNREADABLE -> {
                note(disk.path()
                        + " may not be read by you, so that its content was not compared. Run this as a user who may.");
                yield new Verdict("unreadable", false);
            }
            case DIFFERENT -> {
                differs(name, sent, disk, role);
                yield new Verdict("differs", false);
            }
        };
    }

    private void differs(String name, Sent sent, DiskFile disk, Role role) {
        String sizes = sent.bytes() == disk.bytes()
                ? "another content of the same " + sent.bytes() + " bytes"
                : sent.bytes() + " bytes, and " + disk.bytes() + " here";
        if (role == Role.CONFIGURATION) {
            otherTree.add(name + " has " + sizes.replace(", and ", " there and "));
        } else {
            differences.add(new ProbeReport.Finding(
                    FindingCode.DIFFERS.wireName(),
                    name,
                    name + " comes from the TFTP server with " + sizes + " (" + disk.path()
                            + "). If nobody is just replacing it, the server has another directory or an old copy."));
        }
    }

    private Verdict refused(String name, Refused refused, Optional<DiskFile> known) {
        String error = "error " + refused.code() + " (" + refused.message() + ")";
        boolean isDirectory = isDirectory(refused)
                || known.filter(file -> file.kind() == Kind.DIRECTORY).isPresent();
        if (isDirectory) {
            add(
                    FindingCode.DIRECTORY,
                    name,
                    name + " is a directory (" + error + "), on which a node hangs. Remove or rename it.");
        } else if (known.isEmpty()) {
            refusedUnseen(name, refused, error);
        } else {
            refused(name, refused, error, known.get());
        }
        return new Verdict(word(known), isDirectory || refused.code() != FILE_NOT_FOUND || isOnDisk(known));
    }

    private static boolean isOnDisk(Optional<DiskFile> known) {
        return known.filter(file -> file.kind() != Kind.ABSENT).isPresent();
    }

    private void refusedUnseen(String name, Refused refused, String error) {
        if (refused.code() != FILE_NOT_FOUND) {
            add(
                    FindingCode.REFUSED,
                    name,
                    "The TFTP server refuses " + name + " with " + error
                            + ", not as a file that is missing: see there whether all may read it (chmod o+r) and enter its"
                            + " directories (chmod o+x).");
        }
    }

    private void refused(String name, Refused refused, String error, DiskFile disk) {
        String said = "the TFTP server refuses it with " + error;
        if (disk.kind() == Kind.DANGLING) {
            add(
                    FindingCode.DANGLING,
                    name,
                    disk.path() + " is a link to nothing (" + disk.content() + "); " + said
                            + ", and the node goes on without a word. Set the link anew or remove it.");
        } else if (disk.wayOut().isPresent()) {
            add(
                    FindingCode.CHROOT,
                    name,
                    name + " is on the disk, but " + said + ": the link "
                            + disk.wayOut().get()
                            + (leadsOut(disk)
                                    ? " leads out of " + tree.orElseThrow().root()
                                    : " is absolute")
                            + ", which a server in a chroot (tftpd-hpa: --secure) does not follow. Make it a relative link, to a"
                            + " file inside.");
        } else if (disk.remedy().isPresent()) {
            add(
                    FindingCode.NOT_READABLE,
                    name,
                    name + " is on the disk, but " + said + ", for a user without rights may not read it; run: "
                            + disk.remedy().get());
        } else if (disk.isFile() && refused.code() == FILE_NOT_FOUND) {
            otherTree.add(name + " is here and not there (" + error + ")");
        } else if (refused.code() != FILE_NOT_FOUND || disk.kind() == Kind.OTHER) {
            add(
                    refused.code() == ACCESS_VIOLATION ? FindingCode.NOT_READABLE : FindingCode.REFUSED,
                    name,
                    (disk.isFile() ? name + " is on the disk and readable by all, but " : "For " + name + ": ") + said
                            + ". See the server's own log, its rules (tftpd-hpa: --map-file, tcp wrappers), and AppArmor or"
                            + " SELinux.");
        }
    }

    private boolean leadsOut(DiskFile disk) {
        return !disk.content().startsWith(tree.orElseThrow().root());
    }

    private void brokenOff(String name, BrokenOff broken, Optional<DiskFile> disk) {
        String of =
                disk.filter(DiskFile::isFile).map(file -> " of " + file.bytes()).orElse("");
        boolean isRollover = Math.abs(broken.bytes() - WITHOUT_ROLLOVER) <= 512;
        add(
                FindingCode.CUT_SHORT,
                name,
                name + " broke off after " + broken.bytes() + of + " bytes: " + broken.reason() + "."
                        + (isRollover
                                ? " So far 65,535 blocks of 512 bytes reach: the server does not count further. A node asks for"
                                        + " larger blocks, but a file some times larger stops there too; take another server."
                                : " Look at the server's log, and for lost packets or a firewall on the way."));
    }
}
