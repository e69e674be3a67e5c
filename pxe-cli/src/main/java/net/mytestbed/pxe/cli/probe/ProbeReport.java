package net.mytestbed.pxe.cli.probe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import net.mytestbed.pxe.service.api.WireBoot;
import org.jspecify.annotations.Nullable;

/**
 * What a node would get from the TFTP server, as an answer tells it.
 *
 * @param mac the hardware address that the inventory has; absent where it has none
 * @param server the TFTP server, host and port
 * @param tree the directory with which it was compared; absent where it is on another machine
 * @param program {@code pxelinux}, {@code grub} or {@code uboot}
 * @param asked every file, in the order in which the node asks
 * @param file the name that decides; absent where there is none
 * @param boots what the node does with the configuration that PXELINUX got; absent where it got none
 * @param findings what is wrong
 * @param notes what was not looked at, or is worth a look, sentences
 */
public record ProbeReport(
        String node,
        String domain,
        String address,
        String hex,
        @Nullable String mac,
        String server,
        @Nullable String tree,
        String program,
        List<Asked> asked,
        @Nullable String file,
        @Nullable WireBoot boots,
        List<Finding> findings,
        List<String> notes) {
    public ProbeReport {
        requireNonNull(node, "node");
        requireNonNull(domain, "domain");
        requireNonNull(address, "address");
        requireNonNull(hex, "hex");
        requireNonNull(server, "server");
        requireNonNull(program, "program");
        requireNonNull(asked, "asked");
        requireNonNull(findings, "findings");
        requireNonNull(notes, "notes");
    }

    /** Whether the TFTP server gave no answer at all. */
    @JsonIgnore
    public boolean isUnreachable() {
        return findings.stream().anyMatch(finding -> finding.code().equals(FindingCode.UNREACHABLE.wireName()));
    }

    /**
     * One file.
     *
     * @param name as it was asked for, relative to the server's directory
     * @param role {@code program}, {@code module}, {@code configuration}, or {@code file} for what a configuration leads to
     * @param outcome {@code found}, {@code empty}, {@code refused}, {@code no-answer}, {@code broken-off}; {@code unknown} where the
     *     name is not known, {@code not-asked} where an earlier one decides
     * @param millis how long it took, in milliseconds
     * @param bytes how many came
     * @param sha256 the SHA-256 of the whole file
     * @param error the TFTP error's code
     * @param reason the TFTP error's words, or why the transfer broke off
     * @param disk what the directory has: the "same", {@code differs}, {@code longer}, {@code unreadable}, {@code there},
     *     {@code absent}, {@code dangling}, {@code directory} or {@code other}; absent where it was not compared
     */
    public record Asked(
            String name,
            String role,
            String outcome,
            @Nullable Long millis,
            @Nullable Long bytes,
            @Nullable String sha256,
            @Nullable Integer error,
            @Nullable String reason,
            @Nullable String disk) {
        public Asked {
            requireNonNull(name, "name");
            requireNonNull(role, "role");
            requireNonNull(outcome, "outcome");
        }

        static Asked notSent(String name, Role role, String outcome) {
            return new Asked(name, role.wireName(), outcome, null, null, null, null, null, null);
        }

        static Asked of(String name, Role role, TftpAnswer answer, long millis, @Nullable String disk) {
            if (answer instanceof TftpAnswer.Sent sent) {
                String outcome = sent.bytes() == 0 ? "empty" : "found";
                return new Asked(name, role.wireName(), outcome, millis, sent.bytes(), sent.sha256(), null, null, disk);
            }
            if (answer instanceof TftpAnswer.Refused refused) {
                return new Asked(
                        name, role.wireName(), "refused", millis, null, null, refused.code(), refused.message(), disk);
            }
            if (answer instanceof TftpAnswer.BrokenOff broken) {
                return new Asked(
                        name, role.wireName(), "broken-off", millis, broken.bytes(), null, null, broken.reason(), disk);
            }
            return new Asked(name, role.wireName(), "no-answer", millis, null, null, null, null, disk);
        }
    }

    /**
     * One thing that is wrong.
     *
     * @param code which kind of thing, as {@code chroot}
     * @param file the file that it is about; absent where it is about the server
     * @param detail what is wrong, why probably, and what to do
     */
    public record Finding(String code, @Nullable String file, String detail) {
        public Finding {
            requireNonNull(code, "code");
            requireNonNull(detail, "detail");
        }
    }
}
