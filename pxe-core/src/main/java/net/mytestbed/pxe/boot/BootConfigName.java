package net.mytestbed.pxe.boot;

import static net.mytestbed.pxe.problem.Quoted.quoted;

import java.util.regex.Pattern;
import net.mytestbed.pxe.node.HexIp;

/**
 * The name of a boot configuration: a plain file name in {@code pxelinux.cfg/}, "image" on the OMF wire. It may have letters
 * and digits of ASCII and {@code . _ + @ -}: nothing that a path, a URL, a comma list, XML or a shell reads in its own way. It
 * starts with a letter or a digit, so it is never {@code .}, {@code ..}, a hidden or temporary file, or a command's option. It
 * has at most 127 characters, the longest file name of PXELINUX. The names under which PXELINUX looks for one
 * single node's file (address in hex, {@code 01-} and MAC, UUID) are no names of configurations.
 *
 * @param value the file name: {@code orbit-2.0.0}
 */
public record BootConfigName(String value) implements Comparable<BootConfigName> {
    private static final Pattern SHAPE =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+@-]{0," + (ServedFiles.LONGEST_NAME - 1) + "}");
    private static final Pattern MAC_FILE = Pattern.compile("01(-[0-9A-Fa-f]{2}){6}");
    private static final Pattern UUID_FILE = Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");

    /** What every node without a file of its own boots. */
    public static final BootConfigName DEFAULT = new BootConfigName("default");

    /** @throws IllegalArgumentException if it is not the name of a boot configuration */
    public BootConfigName {
        // Not checkArgument, which would quote every good name too.
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(quoted(value)
                    + " is not the name of a boot configuration: expected 1 to " + ServedFiles.LONGEST_NAME
                    + " letters, digits and . _ + @ -, the first a letter or a digit, as in orbit-2.0.0.");
        }
        if (HexIp.isHex(value)
                || MAC_FILE.matcher(value).matches()
                || UUID_FILE.matcher(value).matches()) {
            throw new IllegalArgumentException(quoted(value)
                    + " is not the name of a boot configuration: PXELINUX looks for one node's own file under it."
                    + " Give the configuration another name.");
        }
    }

    /** @throws IllegalArgumentException if it is not the name of a boot configuration */
    public static BootConfigName of(String value) {
        return new BootConfigName(value);
    }

    @Override
    public int compareTo(BootConfigName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
