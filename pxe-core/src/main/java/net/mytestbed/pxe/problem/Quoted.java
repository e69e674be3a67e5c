package net.mytestbed.pxe.problem;

/** Values from outside, as messages and logs may show them. */
public final class Quoted {
    private static final int SHOWN = 64;

    private Quoted() {}

    /**
     * The value in double quotes, its first {@value #SHOWN} characters at most, with everything but printable ASCII escaped: a
     * value from outside must not be able to forge a second log line or turn a terminal's text around.
     */
    public static String quoted(String value) {
        StringBuilder shown = new StringBuilder("\"");
        value.chars().limit(SHOWN).forEach(c -> {
            if (c == '"' || c == '\\') {
                shown.append('\\').append((char) c);
            } else if (c >= ' ' && c <= '~') {
                shown.append((char) c);
            } else {
                shown.append(String.format("\\u%04x", c));
            }
        });
        return shown.append(value.length() > SHOWN ? "\"..." : "\"").toString();
    }
}
