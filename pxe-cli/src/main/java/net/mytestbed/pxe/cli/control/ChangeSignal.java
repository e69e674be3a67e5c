package net.mytestbed.pxe.cli.control;

import java.time.Duration;

/** Tells when the links of some nodes may have changed. */
@FunctionalInterface
public interface ChangeSignal extends AutoCloseable {
    /**
     * Waits until they may have changed since this was last waited for, but no longer than this.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    void await(Duration longest) throws InterruptedException;

    @Override
    default void close() {}
}
