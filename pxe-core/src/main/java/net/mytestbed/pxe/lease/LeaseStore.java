package net.mytestbed.pxe.lease;

import com.google.common.collect.ImmutableMap;
import java.util.Collection;
import java.util.Set;
import net.mytestbed.pxe.link.LinkTable;
import net.mytestbed.pxe.node.HexIp;

/**
 * The port to where leases are kept. Every method throws {@link net.mytestbed.pxe.problem.PxeException} with a
 * {@code DIRECTORY_*} problem if the store fails. A record that cannot be read is reported in the log and left alone.
 *
 * <p>Implementations are safe for concurrent use; who reads and then writes does it within
 * {@link net.mytestbed.pxe.link.BootDirectory#exclusively}.
 */
public interface LeaseStore {
    /** Makes the store ready, and removes temporary names of an earlier process. */
    void prepare();

    /** All leases, by address. */
    ImmutableMap<HexIp, Lease> all();

    /** The leases of these addresses, of those that have one. */
    ImmutableMap<HexIp, Lease> find(Set<HexIp> addresses);

    /**
     * Records these leases between {@link #begin} and {@link #end}; they count instead of any earlier ones of the same addresses, which are
     * kept until {@link #confirm}. If it throws, the records are as they were; where some could not be taken back, the exception has
     * the reasons as suppressed ones.
     */
    void record(Collection<Lease> leases);

    /** The links of the recorded leases have been made: forgets the earlier ones. */
    void confirm();

    /** The links of the recorded leases could not be made: takes back what was recorded and not confirmed, so that the earlier ones count again. */
    void revoke();

    /** Forgets the leases of these addresses, where there are any. */
    void forget(Set<HexIp> addresses);

    /** Marks that links and leases are about to change together, so that {@link #isUnfinished} tells if no one ends it. */
    void begin();

    /** Marks that they have changed together. */
    void end();

    /** Whether a change was begun and not ended: its process died in the middle of it. */
    boolean isUnfinished();

    /**
     * Mends the leases after an unfinished change, so that each covers the link that stands: where a link was not made any more the
     * lease of the link before counts again, if that was ours, and none otherwise.
     */
    void mend(LinkTable table);

    /** Waits until all that this thread has changed is on disk. Threads that wait at the same time share one flush. */
    void settle();
}
