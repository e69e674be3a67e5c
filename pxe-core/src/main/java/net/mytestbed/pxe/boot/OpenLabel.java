package net.mytestbed.pxe.boot;

import org.jspecify.annotations.Nullable;

/** The label that is being read. */
final class OpenLabel {
    final String name;
    private final int lineNumber;

    ImageKind kind = ImageKind.UNSAID;
    String image;

    @Nullable
    String append;

    String initrd = "";
    int sysAppend;
    boolean isMenuDefault;
    boolean isHidden;
    boolean isDisabled;
    boolean onlyMoves;

    OpenLabel(String name, int lineNumber, int sysAppend) {
        this.name = name;
        this.lineNumber = lineNumber;
        this.image = name;
        this.sysAppend = sysAppend;
    }

    /** The label as it is at its end; the global APPEND is the one at that time. */
    BootLabel close(String globalAppend) {
        String inEffect = append == null ? globalAppend : append;
        return new BootLabel(
                name,
                lineNumber,
                onlyMoves ? ImageKind.MENU : kind,
                image,
                inEffect.equals("-") ? "" : inEffect,
                initrd,
                sysAppend);
    }
}
