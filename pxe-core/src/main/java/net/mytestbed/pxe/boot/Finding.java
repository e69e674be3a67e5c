package net.mytestbed.pxe.boot;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;
import static net.mytestbed.pxe.boot.Finding.Severity.ERROR;
import static net.mytestbed.pxe.boot.Finding.Severity.WARNING;

import java.util.OptionalInt;

/**
 * One thing that the check of a boot configuration found.
 *
 * @param kind what kind of thing
 * @param lineNumber the line in the file, counted from 1; empty where it is about the file as a whole
 * @param sentence what is wrong, what PXELINUX will do, and what to do, for an operator
 */
public record Finding(Kind kind, OptionalInt lineNumber, String sentence) {
    public Finding {
        requireNonNull(kind, "kind");
        requireNonNull(lineNumber, "lineNumber");
        requireNonNull(sentence, "sentence");
        checkArgument(lineNumber.isEmpty() || lineNumber.getAsInt() > 0, "lines are counted from 1");
    }

    /** How bad it is: always the same for one kind. */
    public Severity severity() {
        return kind.severity();
    }

    /** Whether a node can be sent to the configuration at all. */
    public enum Severity {
        /** A node would not do what the file's author meant. */
        ERROR,
        /** Perhaps a mistake, or something that only the site can judge. */
        WARNING
    }

    /** What can be found. */
    public enum Kind {
        /** Nothing but blanks and comments. */
        EMPTY_CONFIG(ERROR),
        /** Neither DEFAULT nor UI, or an empty one. */
        NO_DEFAULT(ERROR),
        /** DEFAULT or UI names neither a label nor a file. */
        UNKNOWN_DEFAULT(ERROR),
        /** The label that boots by itself says nothing that could be booted. */
        NOTHING_TO_BOOT(ERROR),
        /** A line over PXELINUX's limit, which is cut. */
        LINE_TOO_LONG(ERROR),
        /** A command line over PXELINUX's or the kernel's limit. */
        COMMAND_LINE_TOO_LONG(ERROR),
        /** A file name over PXELINUX's limit. */
        FILE_NAME_TOO_LONG(ERROR),
        /** A NUL byte, at which PXELINUX ends the line. */
        NUL_BYTE(ERROR),
        /** The kernel or program of a label that boots by itself is not there. */
        MISSING_KERNEL(WARNING),
        /** An initial RAM disk of a label that boots by itself is not there. */
        MISSING_INITRD(WARNING),
        /** Another file that the configuration names is not there. */
        MISSING_FILE(WARNING),
        /** A file name that leads out of the boot program's directory, so that it cannot be looked for. */
        UNCHECKED_FILE(WARNING),
        /** The ending of a kernel's name, a version number's for example, makes PXELINUX take it for another program. */
        KERNEL_TAKEN_FOR_PROGRAM(WARNING),
        /** DEFAULT names a kernel's file and no label. */
        IMPLICIT_KERNEL(WARNING),
        /** What DEFAULT means depends on an included file, which was not read. */
        UNSEEN_INCLUDE(WARNING),
        /** KERNEL, INITRD, LOCALBOOT and the like outside a label, where PXELINUX ignores them. */
        OUTSIDE_LABEL(WARNING),
        /** A word that PXELINUX does not know. */
        UNKNOWN_KEYWORD(WARNING),
        /** Two labels of one name. */
        DUPLICATE_LABEL(WARNING),
        /** ONERROR, ONTIMEOUT or a menu's DEFAULT names neither a label nor a file. */
        UNKNOWN_LABEL(WARNING),
        /** The node waits for a person at its keyboard. */
        WAITS_FOR_PERSON(WARNING),
        /** A number was expected. */
        NOT_A_NUMBER(WARNING),
        /** Said twice, so that only the last counts. */
        REPEATED_KEYWORD(WARNING),
        /** A second {@code initrd=} on a command line. */
        SECOND_INITRD(WARNING),
        /** TEXT without ENDTEXT. */
        UNENDED_TEXT(WARNING);

        private final Severity severity;

        Kind(Severity severity) {
            this.severity = severity;
        }

        /** How bad it is. */
        public Severity severity() {
            return severity;
        }
    }
}
