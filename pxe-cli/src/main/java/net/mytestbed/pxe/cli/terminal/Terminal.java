package net.mytestbed.pxe.cli.terminal;

import com.google.common.base.CharMatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a person sits at the process's three streams, and whether that person wants colours.
 *
 * @param input whether standard input comes from a keyboard
 * @param error whether standard error goes to a screen that can take words away again
 * @param colours whether standard output goes to a screen that may be written on in colours
 */
public record Terminal(boolean input, boolean error, boolean colours) {
    private static final CharMatcher PRINTABLE = CharMatcher.inRange(' ', '~');

    /** No one sits there: all streams are files or pipes. */
    public static final Terminal NONE = new Terminal(false, false, false);

    /**
     * The streams of this process.
     *
     * @param environment its environment; {@code NO_COLOR} (no-color.org) and {@code TERM=dumb} switch colours off
     */
    public static Terminal ofProcess(Map<String, String> environment) {
        boolean isDumb = environment.getOrDefault("TERM", "dumb").equals("dumb");
        boolean wantsColours = environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(isTerminal(0), isTerminal(2) && !isDumb, isTerminal(1) && wantsColours && !isDumb);
    }

    /** Java itself tells only whether both input and output are a terminal, and not in every release. */
    private static boolean isTerminal(int descriptor) {
        try {
            String device = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException noProc) {
            return false;
        }
    }

    /** The text as any terminal may be sent it: what is not printable ASCII becomes a question mark. */
    public static String printable(String text) {
        return PRINTABLE.negate().replaceFrom(text, '?');
    }

    /** The text in a style, if the screen may be written on in colours. */
    public String styled(Style style, String text) {
        return colours && style != Style.PLAIN ? style.begin() + text + Style.END : text;
    }
}
