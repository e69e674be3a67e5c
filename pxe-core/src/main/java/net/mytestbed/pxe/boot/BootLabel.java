package net.mytestbed.pxe.boot;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import net.mytestbed.pxe.boot.BootAction.BootsKernel;
import net.mytestbed.pxe.boot.BootAction.BootsLocalDisk;
import net.mytestbed.pxe.boot.BootAction.ReadsConfig;
import net.mytestbed.pxe.boot.BootAction.RunsProgram;
import net.mytestbed.pxe.boot.BootAction.WaitsForPerson;

/**
 * A label with all that PXELINUX knows of it at the end of the file.
 *
 * @param name its name; case counts
 * @param lineNumber the line of LABEL, counted from 1
 * @param kind which word says what it boots
 * @param image what follows that word (a file's name, LOCALBOOT's type); the label's name where there is no such word
 * @param append the APPEND in effect: the label's own, else the global one; empty where there is none or {@code -} cancels it
 * @param initrd what INITRD adds to the command line, with its {@code initrd=}; empty where there is no INITRD
 * @param sysAppend the bits of SYSAPPEND or IPAPPEND in effect
 */
public record BootLabel(
        String name, int lineNumber, ImageKind kind, String image, String append, String initrd, int sysAppend) {
    static final String INITRD_ARGUMENT = "initrd=";
    private static final Splitter COMMAS = Splitter.on(',');

    public BootLabel {
        requireNonNull(name, "name");
        requireNonNull(kind, "kind");
        requireNonNull(image, "image");
        requireNonNull(append, "append");
        requireNonNull(initrd, "initrd");
    }

    /** What a node does that boots this label. Whether the files are there is not looked at. */
    public BootAction action() {
        return action("");
    }

    /** The same with options given after the label's name, as DEFAULT may. */
    BootAction action(String options) {
        if (kind == ImageKind.MENU) {
            return new WaitsForPerson("It only moves about in the menu.");
        }
        if (kind == ImageKind.COMBOOT) {
            return new WaitsForPerson("Since SYSLINUX 5 no COMBOOT program can be run.");
        }
        if (kind == ImageKind.LOCALBOOT) {
            // LOCALBOOT's type is a 16-bit number to PXELINUX, so that 65535 is -1.
            return new BootsLocalDisk(name, (short) CNumber.anyBase(image).value());
        }
        if (image.isEmpty()) {
            return new WaitsForPerson("It names no file.");
        }
        Command command = Command.of(commandLine(options));
        return action(command.word(), command.arguments());
    }

    private BootAction action(String file, String arguments) {
        ImageKind fileKind = kind == ImageKind.KERNEL || kind == ImageKind.UNSAID ? ImageKind.ofFile(file) : kind;
        return switch (fileKind) {
            case CONFIG -> new ReadsConfig(file);
            case COM32 -> new RunsProgram(name, fileKind, file.endsWith(".c32") ? file : file + ".c32", arguments);
            case BOOT, BSS, PXE -> new RunsProgram(name, fileKind, file, arguments);
            default -> new BootsKernel(name, file, initrds(arguments), arguments, sysAppend);
        };
    }

    /** The whole command line as PXELINUX puts it together, the file's name first, without SYSAPPEND's strings. */
    String commandLine(String options) {
        StringBuilder line = new StringBuilder(image);
        for (String part : ImmutableList.of(append, initrd, options)) {
            if (!part.isEmpty()) {
                line.append(' ').append(part);
            }
        }
        return line.toString();
    }

    private static ImmutableList<String> initrds(String arguments) {
        int start = arguments.indexOf(INITRD_ARGUMENT);
        if (start < 0) {
            return ImmutableList.of();
        }
        start += INITRD_ARGUMENT.length();
        int end = arguments.indexOf(' ', start);
        return ImmutableList.copyOf(COMMAS.split(arguments.substring(start, end < 0 ? arguments.length() : end)));
    }
}
