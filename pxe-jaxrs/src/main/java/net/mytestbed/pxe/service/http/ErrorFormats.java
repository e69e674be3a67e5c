package net.mytestbed.pxe.service.http;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** Chooses the format of an error by the path that was asked for. */
public final class ErrorFormats {
    private final ImmutableList<ErrorFormat> special;
    private final ErrorFormat other;

    /**
     * @param special the formats that speak at certain paths
     * @param other the format of all other paths, and of requests so broken that they have none
     */
    public ErrorFormats(List<ErrorFormat> special, ErrorFormat other) {
        this.special = ImmutableList.copyOf(special);
        this.other = requireNonNull(other, "other");
    }

    ErrorFormat at(String path) {
        return special.stream()
                .filter(format -> format.speaksAt(path))
                .findFirst()
                .orElse(other);
    }
}
