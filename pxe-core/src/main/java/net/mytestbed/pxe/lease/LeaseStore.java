package net.mytestbed.pxe.lease;

import com.google.common.collect.ImmutableMap;
import java.util.Collection;
import java.util.Set;
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

    /** Records these leases in the place of any earlier ones of the same addresses; they are on disk when it returns. */
    void record(Collection<Lease> leases);

    /** Forgets the leases of these addresses, where there are any. */
    void forget(Set<HexIp> addresses);
}
