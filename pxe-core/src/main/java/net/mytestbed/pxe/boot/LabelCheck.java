package net.mytestbed.pxe.boot;

import static net.mytestbed.pxe.problem.Quoted.quoted;

import net.mytestbed.pxe.boot.BootAction.BootsKernel;
import net.mytestbed.pxe.boot.BootAction.ReadsConfig;
import net.mytestbed.pxe.boot.BootAction.RunsProgram;
import net.mytestbed.pxe.boot.BootAction.WaitsForPerson;
import net.mytestbed.pxe.boot.BootFiles.Hindrance;
import net.mytestbed.pxe.boot.Finding.Kind;

/** Tells what is wrong with a label and with the files that it names. */
final class LabelCheck {
    /** PXELINUX refuses a command line of this length, and Linux on x86 keeps less. */
    private static final int COMMAND_LINE_LIMIT = 2048;

    private static final String BOOT_IMAGE = "BOOT_IMAGE=";
    private static final Hindrance MISSING = new Hindrance(
            "is not in the boot program's directory (the parent of pxelinux.cfg)",
            "Put the file there, or correct its name.");

    private final ServedFiles files;
    private final Findings findings;

    LabelCheck(ServedFiles files, Findings findings) {
        this.files = files;
        this.findings = findings;
    }

    /**
     * Checks one label.
     *
     * @param options what the node puts behind the label's name
     * @param isUnattended whether a node boots it with nobody there
     */
    void label(BootLabel label, String options, boolean isUnattended) {
        BootAction action = label.action(options);
        commandLine(label, options, action);
        if (action instanceof BootsKernel kernel) {
            kernel(label, kernel, isUnattended);
        } else if (action instanceof RunsProgram program) {
            program(label, program, isUnattended);
        } else if (action instanceof ReadsConfig config) {
            namedFile(label.lineNumber(), config.file(), "CONFIG", "stays at its boot: prompt");
        } else if (action instanceof WaitsForPerson waits && isUnattended) {
            findings.add(
                    Kind.NOTHING_TO_BOOT,
                    label.lineNumber(),
                    "The label " + quoted(label.name()) + " is to boot by itself, but there is nothing to boot. "
                            + waits.reason() + " Give it a KERNEL or LOCALBOOT.");
        }
    }

    /** Checks a file that is named in a line of its own. */
    void namedFile(int lineNumber, String name, String keyword, String consequence) {
        if (isCheckable(lineNumber, name) && !files.has(name)) {
            findings.add(
                    Kind.MISSING_FILE,
                    lineNumber,
                    notServed("The file " + quoted(name) + " of " + keyword, name, "PXELINUX " + consequence));
        }
    }

    private void kernel(BootLabel label, BootsKernel kernel, boolean isUnattended) {
        boolean isThere = files.has(kernel.kernel());
        if (label.kind() == ImageKind.UNSAID && isUnattended && !isThere) {
            findings.add(
                    Kind.NOTHING_TO_BOOT,
                    label.lineNumber(),
                    "The label " + quoted(label.name())
                            + " is to boot by itself, but does not say what; PXELINUX looks for a kernel of the label's name, and"
                            + " there is none. Give it a KERNEL or LOCALBOOT.");
        } else {
            file(label, "kernel", kernel.kernel(), isThere, isUnattended ? Kind.MISSING_KERNEL : Kind.MISSING_FILE);
        }
        for (String initrd : kernel.initrds()) {
            Kind kind = isUnattended ? Kind.MISSING_INITRD : Kind.MISSING_FILE;
            file(label, "initial RAM disk", initrd, files.has(initrd), kind);
        }
        int first = kernel.commandLine().indexOf(BootLabel.INITRD_ARGUMENT);
        if (kernel.commandLine().indexOf(" " + BootLabel.INITRD_ARGUMENT, first + 1) > first && first >= 0) {
            findings.add(
                    Kind.SECOND_INITRD,
                    label.lineNumber(),
                    "The command line of label " + quoted(label.name())
                            + " has initrd= more than once (INITRD counts as one); PXELINUX loads the first only. Join the names"
                            + " with commas.");
        }
    }

    private void program(BootLabel label, RunsProgram program, boolean isUnattended) {
        if (program.kind() != ImageKind.COM32 && program.arguments().contains(BootLabel.INITRD_ARGUMENT)) {
            findings.add(
                    Kind.KERNEL_TAKEN_FOR_PROGRAM,
                    label.lineNumber(),
                    "By the ending of its name PXELINUX takes " + quoted(program.program()) + " of label "
                            + quoted(label.name()) + " for a program (" + program.kind()
                            + ") and not for a Linux kernel, but there is an initrd= for it. If it is a kernel, write LINUX in"
                            + " place of KERNEL.");
        }
        boolean isThere = files.missing(program).isEmpty();
        file(label, "program", program.program(), isThere, isUnattended ? Kind.MISSING_KERNEL : Kind.MISSING_FILE);
    }

    private void file(BootLabel label, String what, String name, boolean isThere, Kind kind) {
        if (isCheckable(label.lineNumber(), name) && !isThere) {
            findings.add(
                    kind,
                    label.lineNumber(),
                    notServed(
                            "The " + what + " " + quoted(name) + " of label " + quoted(label.name()),
                            name,
                            "a node that boots the label stays at PXELINUX's boot: prompt, unless ONERROR leads it on"));
        }
    }

    private String notServed(String file, String name, String consequence) {
        Hindrance hindrance = files.hindrance(name).orElse(MISSING);
        return file + " " + hindrance.reason() + "; " + consequence + ". " + hindrance.remedy();
    }

    private boolean isCheckable(int lineNumber, String name) {
        if (name.length() > ServedFiles.LONGEST_NAME) {
            findings.add(
                    Kind.FILE_NAME_TOO_LONG,
                    lineNumber,
                    "The file name " + quoted(name) + " has " + name.length() + " characters; PXELINUX takes "
                            + ServedFiles.LONGEST_NAME + " at most. Shorten it.");
            return false;
        }
        if (ServedFiles.leadsOut(name)) {
            findings.add(
                    Kind.UNCHECKED_FILE,
                    lineNumber,
                    "The file name " + quoted(name)
                            + " leads out of the boot program's directory, so it was not looked for; a TFTP server may refuse it."
                            + " Put the file below that directory.");
            return false;
        }
        return true;
    }

    private void commandLine(BootLabel label, String options, BootAction action) {
        // As PXELINUX measures it: with the type before it where KERNEL does not leave that to the name (readconfig.c).
        boolean isTyped = label.kind() != ImageKind.KERNEL && label.kind() != ImageKind.UNSAID;
        int length = label.commandLine(options).length()
                + (isTyped ? ".".length() + label.kind().keyword().length() + " ".length() : 0);
        if (action instanceof BootsKernel kernel) {
            int received = BOOT_IMAGE.length()
                    + kernel.kernel().length()
                    + 1
                    + kernel.commandLine().length();
            length = Math.max(length, received);
        }
        if (length >= COMMAND_LINE_LIMIT) {
            findings.add(
                    Kind.COMMAND_LINE_TOO_LONG,
                    label.lineNumber(),
                    "The command line of label " + quoted(label.name()) + " has " + length
                            + " characters with what PXELINUX adds (BOOT_IMAGE=, initrd=); PXELINUX refuses it, or the kernel"
                            + " loses its end, from " + COMMAND_LINE_LIMIT + " on. Shorten APPEND.");
        }
    }
}
