package net.mytestbed.pxe.dhcp;

import static com.google.common.base.Preconditions.checkArgument;
import static net.mytestbed.pxe.problem.Quoted.quoted;

import com.google.common.base.CharMatcher;

/**
 * The boot program's file as the TFTP server knows it, for example {@code pxelinux.0}. It needs no escaping between double quotes,
 * neither in dhcpd.conf nor in JSON.
 *
 * @param value the name
 */
public record BootFileName(String value) {
    /** RFC 2131: the field {@code file} has 128 bytes, the last of which is 0. */
    private static final int LONGEST = 127;

    private static final CharMatcher ALLOWED =
            CharMatcher.inRange('!', '~').and(CharMatcher.noneOf("\"\\")).precomputed();

    /** @throws IllegalArgumentException if it is empty, too long, or not of printable ASCII without blanks, quotes and backslashes */
    public BootFileName {
        checkArgument(
                !value.isEmpty() && value.length() <= LONGEST && ALLOWED.matchesAllOf(value),
                "%s is not the name of a boot program: expected 1 to %s printable ASCII characters without blanks, '\"' and '\\',"
                        + " as in pxelinux.0.",
                quoted(value),
                LONGEST);
    }

    /** @throws IllegalArgumentException if it is empty, too long, or not of printable ASCII without blanks, quotes and backslashes */
    public static BootFileName of(String value) {
        return new BootFileName(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
