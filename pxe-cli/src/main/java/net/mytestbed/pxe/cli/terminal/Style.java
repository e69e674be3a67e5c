package net.mytestbed.pxe.cli.terminal;

/** How a word stands out on a screen. The numbers are those of ECMA-48, "Select Graphic Rendition". */
public enum Style {
    /** As everything else. */
    PLAIN(0),
    /** A heading. */
    HEADING(1),
    /** Something changed, as was wanted. */
    CHANGED(32),
    /** Something was taken away. */
    REMOVED(33),
    /** Something was refused. */
    REFUSED(31),
    /** Nothing worth a look. */
    FAINT(2);

    static final String END = "\u001B[0m";

    private final int number;

    Style(int number) {
        this.number = number;
    }

    String begin() {
        return "\u001B[" + number + "m";
    }
}
