package net.mytestbed.pxe.link;

import java.util.function.Supplier;

/** Turns at a boot directory, each shared by the works of many threads. */
public interface Turns {
    /**
     * Returns when the work has been done in a turn and the turn is over. It must not take another turn itself.
     *
     * @throws net.mytestbed.pxe.problem.PxeException with a {@code DIRECTORY_*} problem if no turn could be had in time; then the work
     *     is never done
     */
    <T> T take(Supplier<T> work);
}
