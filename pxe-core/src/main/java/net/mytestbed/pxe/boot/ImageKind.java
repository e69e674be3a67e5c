package net.mytestbed.pxe.boot;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;

/** What a label boots, by the word that says so (PXELINUX manual, "LABEL"). */
public enum ImageKind {
    /** A Linux kernel, or what the file name's ending says ({@code .c32}, {@code .0}, {@code .bin} and so on). */
    KERNEL,
    /** A Linux kernel, whatever its name. */
    LINUX,
    /** A boot sector or other bootstrap program. */
    BOOT,
    /** A DOS boot sector. */
    BSS,
    /** A network boot program. */
    PXE,
    /** A floppy disk's image; since SYSLINUX 5 it is loaded as a kernel. */
    FDIMAGE,
    /** A 16-bit program, which SYSLINUX runs no more since version 5. */
    COMBOOT,
    /** A SYSLINUX module: a menu, a chain loader. */
    COM32,
    /** Another configuration file. */
    CONFIG,
    /** The local disk. */
    LOCALBOOT,
    /** Nothing: the label only moves about in the menu (MENU GOTO, MENU EXIT, MENU QUIT). */
    MENU,
    /** The label does not say: PXELINUX then takes the label's name as a KERNEL. */
    UNSAID;

    /** The endings in the order in which PXELINUX tries them for a name that has none. */
    static final ImmutableMap<String, ImageKind> ENDINGS = ImmutableMap.of(
            ".c32", COM32,
            ".img", FDIMAGE,
            ".bss", BSS,
            ".bin", BOOT,
            ".bs", BOOT,
            ".0", PXE);

    private static final ImmutableMap<String, ImageKind> BY_KEYWORD =
            Maps.uniqueIndex(EnumSet.range(KERNEL, LOCALBOOT), ImageKind::keyword);

    /** The word in a configuration, in lower case. */
    String keyword() {
        return Ascii.toLowerCase(name());
    }

    static Optional<ImageKind> ofKeyword(String keyword) {
        return Optional.ofNullable(BY_KEYWORD.get(keyword));
    }

    /** What PXELINUX takes a file for by the ending of its name. */
    static ImageKind ofFile(String file) {
        return ENDINGS.entrySet().stream()
                .filter(ending -> file.endsWith(ending.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(KERNEL);
    }
}
