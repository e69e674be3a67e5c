package net.mytestbed.pxe.testkit.tftp;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;

/** How a simulated boot ended. */
public sealed interface BootOutcome {
    /**
     * A kernel was started.
     *
     * @param kernel the kernel
     * @param initrds the initial RAM disks, in the order in which PXELINUX joins them
     * @param commandLine the command line as the configuration gives it: with {@code initrd=}, without {@code BOOT_IMAGE=} and
     *     the strings of SYSAPPEND, which PXELINUX adds
     */
    record KernelStarted(LoadedFile kernel, ImmutableList<LoadedFile> initrds, String commandLine)
            implements BootOutcome {
        public KernelStarted {
            requireNonNull(kernel, "kernel");
            requireNonNull(initrds, "initrds");
            requireNonNull(commandLine, "commandLine");
        }

        @Override
        public String toString() {
            return "loaded the kernel " + kernel
                    + (initrds.isEmpty()
                            ? " without an initrd"
                            : " with the initrd " + Joiner.on(", ").join(initrds))
                    + " and the command line \"" + commandLine + "\"";
        }
    }

    /**
     * The local disk was booted.
     *
     * @param command the words that said so: {@code localboot 0}, {@code chain.c32 hd0}
     */
    record LocalDiskBooted(String command) implements BootOutcome {
        public LocalDiskBooted {
            requireNonNull(command, "command");
        }

        @Override
        public String toString() {
            return "booted the local disk (" + command + ")";
        }
    }

    /**
     * A program that is no kernel was started: a SYSLINUX module, a network boot program, a boot sector.
     *
     * @param program the program's file
     * @param arguments what it was told
     */
    record ProgramStarted(String program, String arguments) implements BootOutcome {
        public ProgramStarted {
            requireNonNull(program, "program");
            requireNonNull(arguments, "arguments");
        }

        @Override
        public String toString() {
            return "started the program " + program + " with the arguments \"" + arguments + "\"";
        }
    }

    /**
     * The node stays at PXELINUX's {@code boot:} prompt, or in a menu, until a person comes.
     *
     * @param reason why, a sentence
     */
    record StayedAtPrompt(String reason) implements BootOutcome {
        public StayedAtPrompt {
            requireNonNull(reason, "reason");
        }

        @Override
        public String toString() {
            return "stayed at the prompt: " + reason;
        }
    }

    /**
     * The node hangs: PXELINUX does so when tftpd-hpa opens a directory for it.
     *
     * @param file the file that it asked for
     */
    record Hung(String file) implements BootOutcome {
        public Hung {
            requireNonNull(file, "file");
        }

        @Override
        public String toString() {
            return "hung on " + file + ", which is a directory";
        }
    }

    /** There was no configuration at all, so that the node reboots after some minutes and asks again. */
    record Rebooted() implements BootOutcome {
        @Override
        public String toString() {
            return "rebooted, for there was no configuration";
        }
    }
}
