package net.mytestbed.pxe.node;

/**
 * The testbed that nodes belong to, for example {@code sb8.orbit-lab.org} or {@code norbit}.
 *
 * @param value the name, in lower case
 */
public record Domain(String value) implements Comparable<Domain> {
    /** @throws IllegalArgumentException if the value is not a name */
    public Domain {
        value = DottedName.checked("domain", value);
    }

    /** @throws IllegalArgumentException if the value is not a name */
    public static Domain of(String value) {
        return new Domain(value);
    }

    @Override
    public int compareTo(Domain other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
