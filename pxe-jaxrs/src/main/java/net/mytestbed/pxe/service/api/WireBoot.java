package net.mytestbed.pxe.service.api;

import static java.util.Objects.requireNonNull;

import java.util.List;
import net.mytestbed.pxe.boot.BootAction;
import net.mytestbed.pxe.boot.BootAction.BootsKernel;
import net.mytestbed.pxe.boot.BootAction.BootsLocalDisk;
import net.mytestbed.pxe.boot.BootAction.ReadsConfig;
import net.mytestbed.pxe.boot.BootAction.RunsProgram;
import net.mytestbed.pxe.boot.BootAction.ShowsMenu;
import net.mytestbed.pxe.boot.BootAction.WaitsForPerson;
import org.jspecify.annotations.Nullable;

/**
 * What a node does, on the wire. Which fields there are depends on {@code does}. Files are relative to the boot program's
 * directory.
 *
 * @param does {@code kernel}, {@code disk}, {@code program}, {@code config} (it reads another file), {@code menu} or {@code wait}
 *     (for a person)
 * @param label the label
 * @param kernel the kernel's file
 * @param initrds the initial RAM disks, in their order
 * @param commandLine what the kernel gets, without the strings of SYSAPPEND
 * @param sysAppend SYSAPPEND's bits
 * @param diskType LOCALBOOT's type
 * @param program the program's file, or the menu's module
 * @param arguments what the program is told
 * @param file the other configuration file
 * @param afterTimeout what it does when nobody has touched the menu
 * @param reason why it waits
 */
public record WireBoot(
        String does,
        @Nullable String label,
        @Nullable String kernel,
        @Nullable List<String> initrds,
        @Nullable String commandLine,
        @Nullable Integer sysAppend,
        @Nullable Integer diskType,
        @Nullable String program,
        @Nullable String arguments,
        @Nullable String file,
        @Nullable WireBoot afterTimeout,
        @Nullable String reason) {
    public WireBoot {
        requireNonNull(does, "does");
    }

    /** The answer that tells this. */
    public static WireBoot of(BootAction action) {
        if (action instanceof BootsKernel kernel) {
            return new WireBoot(
                    "kernel",
                    kernel.label(),
                    kernel.kernel(),
                    kernel.initrds(),
                    kernel.commandLine(),
                    kernel.sysAppend(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }
        if (action instanceof BootsLocalDisk disk) {
            return of("disk", disk.label(), disk.type(), null, null, null, null, null);
        }
        if (action instanceof RunsProgram program) {
            return of("program", program.label(), null, program.program(), program.arguments(), null, null, null);
        }
        if (action instanceof ReadsConfig config) {
            return of("config", null, null, null, null, config.file(), null, null);
        }
        if (action instanceof ShowsMenu menu) {
            return of("menu", null, null, menu.program(), null, null, of(menu.afterTimeout()), null);
        }
        return of("wait", null, null, null, null, null, null, ((WaitsForPerson) action).reason());
    }

    /** Without a kernel. */
    private static WireBoot of(
            String does,
            @Nullable String label,
            @Nullable Integer diskType,
            @Nullable String program,
            @Nullable String arguments,
            @Nullable String file,
            @Nullable WireBoot afterTimeout,
            @Nullable String reason) {
        return new WireBoot(
                does, label, null, null, null, null, diskType, program, arguments, file, afterTimeout, reason);
    }
}
