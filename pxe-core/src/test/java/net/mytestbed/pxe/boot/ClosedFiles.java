package net.mytestbed.pxe.boot;

import java.util.Optional;

/** Every file is there, and none is served. */
final class ClosedFiles implements BootFiles {
    @Override
    public boolean exists(String path) {
        return false;
    }

    @Override
    public Optional<Hindrance> hindrance(String path) {
        return Optional.of(new Hindrance("is not readable by all", "Run chmod o+r on it."));
    }
}
