package net.mytestbed.pxe.boot;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;

/**
 * What a node does. Files are named as the configuration names them: relative to the boot program's directory, the parent of
 * {@code pxelinux.cfg/}, or as URLs.
 */
public sealed interface BootAction {
    /**
     * It loads a Linux kernel and starts it.
     *
     * @param label the label, or the name given in place of one
     * @param kernel the kernel's file
     * @param initrds the initial RAM disks, in the order in which they are joined: those of the first {@code initrd=} on the
     *     command line, for PXELINUX looks at no other
     * @param commandLine what the kernel gets after {@code BOOT_IMAGE=} and its own name and before the strings of SYSAPPEND:
     *     the APPEND in effect, {@code initrd=} of INITRD, and what follows the label in DEFAULT
     * @param sysAppend the bits of SYSAPPEND: which facts of the node PXELINUX adds to the command line (1 {@code ip=}, 2
     *     {@code BOOTIF=}, ...)
     */
    record BootsKernel(String label, String kernel, ImmutableList<String> initrds, String commandLine, int sysAppend)
            implements BootAction {
        public BootsKernel {
            requireNonNull(label, "label");
            requireNonNull(kernel, "kernel");
            requireNonNull(initrds, "initrds");
            requireNonNull(commandLine, "commandLine");
        }
    }

    /**
     * It boots from its local disk.
     *
     * @param label the label
     * @param type 0 normal, 4 keep the network driver, 5 keep the PXE stack, -1 tell the BIOS that booting failed
     */
    record BootsLocalDisk(String label, int type) implements BootAction {
        public BootsLocalDisk {
            requireNonNull(label, "label");
        }
    }

    /**
     * It runs a program that is no Linux kernel: a SYSLINUX module ({@code chain.c32 hd0}), a network boot program, a boot
     * sector.
     *
     * @param label the label, or the name given in place of one
     * @param kind COM32, PXE, BOOT or BSS
     * @param program the program's file
     * @param arguments what the program is told
     */
    record RunsProgram(String label, ImageKind kind, String program, String arguments) implements BootAction {
        public RunsProgram {
            requireNonNull(label, "label");
            requireNonNull(kind, "kind");
            requireNonNull(program, "program");
            requireNonNull(arguments, "arguments");
        }
    }

    /**
     * It reads another configuration file, which decides: CONFIG, a menu's own file, or an INCLUDE without which this file
     * cannot be followed.
     *
     * @param file the file
     */
    record ReadsConfig(String file) implements BootAction {
        public ReadsConfig {
            requireNonNull(file, "file");
        }
    }

    /**
     * It shows this configuration as a menu.
     *
     * @param program the menu's module: {@code menu.c32}, {@code vesamenu.c32}
     * @param afterTimeout what it does when TIMEOUT has passed and nobody has pressed a key
     */
    record ShowsMenu(String program, BootAction afterTimeout) implements BootAction {
        public ShowsMenu {
            requireNonNull(program, "program");
            requireNonNull(afterTimeout, "afterTimeout");
        }
    }

    /**
     * It does nothing until a person comes to its keyboard: it stays at PXELINUX's {@code boot:} prompt or in a menu.
     *
     * @param reason why, a sentence
     */
    record WaitsForPerson(String reason) implements BootAction {
        public WaitsForPerson {
            requireNonNull(reason, "reason");
        }
    }
}
