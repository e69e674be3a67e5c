package net.mytestbed.pxe.link;

import com.google.common.collect.ImmutableSortedSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.boot.BootFiles;
import net.mytestbed.pxe.node.HexIp;

/**
 * The port to {@code pxelinux.cfg/}: where boot configurations are read and boot links stand. Every method throws
 * {@link net.mytestbed.pxe.problem.PxeException} with a {@code DIRECTORY_*} problem if the directory fails.
 *
 * <p>Implementations are safe for concurrent use.
 */
public interface BootDirectory extends BootFiles {
    /** Makes the directory ready: {@code default} (local boot) where it is missing, and no temporary names of an earlier process. */
    void prepare();

    /** Whether links and the records of them can be made now; the exception says why not. */
    void checkWritable();

    /**
     * Runs the work while no one else, in this process or another one on this machine, changes links or leases of this directory.
     * Within it a nested call runs at once.
     */
    <T> T exclusively(Supplier<T> work);

    /**
     * Turns of one user of this directory, who needs it exclusively: who waits for a turn while one runs shares the next one with all
     * others who wait.
     *
     * @param turn runs the works of a turn; what it throws is told to each of them
     */
    Turns turns(Consumer<Runnable> turn);

    /** What stands under all the nodes' names now. */
    LinkTable links();

    /** What stands under these nodes' names now. */
    LinkTable links(Set<HexIp> addresses);

    /**
     * Carries a plan out. Each name changes from its old to its new link in one step, so that a reader never finds it missing or
     * half-made. If it throws, the links are as they were; where some could not be put back, the exception has the reasons as
     * suppressed ones.
     *
     * @throws IllegalArgumentException if the plan has refusals
     */
    void apply(LinkPlan plan);

    /** Waits until all that this thread has changed is on disk. Threads that wait at the same time share one flush. */
    void settle();

    /** Reads a boot configuration, as the TFTP server would find it. */
    ConfigFile configuration(BootConfigName name);

    /**
     * What a node gets that asks the TFTP server for this file.
     *
     * @param path as in {@link #exists}
     */
    AskedFile asked(String path);

    /** The names of all boot configurations: the regular files that no node's own name hides. */
    ImmutableSortedSet<BootConfigName> configurations();
}
