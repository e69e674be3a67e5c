package net.mytestbed.pxe.manager;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import net.mytestbed.pxe.lease.Lease;
import net.mytestbed.pxe.lease.LeaseStore;
import net.mytestbed.pxe.link.BootDirectory;
import net.mytestbed.pxe.link.LinkPlan;
import net.mytestbed.pxe.link.Turns;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;

/**
 * The boot links and their leases as they change together: both or neither, also where a step fails or the process dies between
 * them.
 */
final class LinksAndLeases {
    private final BootDirectory directory;
    private final LeaseStore leases;
    private final Turns turns;

    /** Whether this turn has marked that it changes something. */
    private boolean begun;

    /** Whether a change of this turn stopped halfway and could not be undone. */
    private boolean halfway;

    LinksAndLeases(BootDirectory directory, LeaseStore leases) {
        this.directory = requireNonNull(directory, "directory");
        this.leases = requireNonNull(leases, "leases");
        this.turns = directory.turns(this::turn);
    }

    void prepare() {
        directory.exclusively(() -> {
            leases.prepare();
            directory.prepare();
            mendIfUnfinished();
            return true;
        });
    }

    /**
     * Runs a change while no one else changes links or leases, over links and leases that belong together. Changes of several threads
     * share the lock and the mark.
     */
    <T> T changing(Supplier<T> change) {
        return turns.take(() -> {
            if (halfway) {
                leases.mend(directory.links());
                halfway = false;
            }
            return change.get();
        });
    }

    private void turn(Runnable changes) {
        directory.exclusively(() -> {
            begun = false;
            halfway = false;
            mendIfUnfinished();
            changes.run();
            if (begun && !halfway) {
                leases.end();
            }
            return true;
        });
    }

    /** Another process may have died in the middle of a change; while the directory is ours, what it left can be told apart. */
    private void mendIfUnfinished() {
        if (leases.isUnfinished()) {
            leases.mend(directory.links());
            leases.end();
        }
    }

    private void begin() {
        if (!begun) {
            leases.begin();
            begun = true;
        }
        halfway = true;
    }

    private void end() {
        halfway = false;
    }

    /**
     * The lease first: a link without one would stand for ever if the process ended between the two.
     *
     * @return the addresses whose lease is a new one
     */
    ImmutableSet<HexIp> apply(LinkPlan plan, ImmutableMap<HexIp, Lease> granted) {
        ImmutableMap<HexIp, Lease> before = leases.find(granted.keySet());
        ImmutableList<Lease> news = changed(granted, before);
        ImmutableSet<HexIp> renewed = news.stream().map(Lease::address).collect(toImmutableSet());
        if (news.isEmpty() && !plan.changesAnything()) {
            return renewed;
        }
        begin();
        orEnd(() -> leases.record(news));
        try {
            directory.apply(plan);
        } catch (PxeException failure) {
            afterUndone(failure, () -> {
                leases.revoke();
                end();
            });
            throw failure;
        }
        leases.confirm();
        end();
        return renewed;
    }

    /** Gives links that stand other leases. */
    void renew(ImmutableList<Lease> others) {
        if (others.isEmpty()) {
            return;
        }
        begin();
        orEnd(() -> leases.record(others));
        leases.confirm();
        end();
    }

    /** A first step that failed has left nothing to mend. */
    private void orEnd(Runnable firstStep) {
        try {
            firstStep.run();
        } catch (PxeException failure) {
            afterUndone(failure, this::end);
            throw failure;
        }
    }

    /** If a step could not be undone, or this fails too, the change stays halfway and the next one mends it. */
    private static void afterUndone(PxeException failure, Runnable work) {
        if (failure.getSuppressed().length > 0) {
            return;
        }
        try {
            work.run();
        } catch (PxeException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    /** A link that stands until it is cleared and is asked for once more, likewise, has its lease already. */
    private static ImmutableList<Lease> changed(
            ImmutableMap<HexIp, Lease> granted, ImmutableMap<HexIp, Lease> standing) {
        return granted.values().stream()
                .filter(lease -> !Optional.ofNullable(standing.get(lease.address()))
                        .filter(lease::endsLike)
                        .isPresent())
                .collect(toImmutableList());
    }

    /** The link first: what remains if the process ends between the two is a lease without effect, which is forgotten later. */
    void remove(LinkPlan plan, Set<HexIp> leased) {
        if (leased.isEmpty() && !plan.changesAnything()) {
            return;
        }
        beginIfThereIsRoom();
        orEnd(() -> directory.apply(plan));
        leases.forget(leased);
        end();
    }

    /**
     * Taking away makes room and needs none, so a full disk keeps no node from its own disk. Without the mark, a process that dies
     * here leaves leases without their links, which have no effect.
     */
    private void beginIfThereIsRoom() {
        try {
            begin();
        } catch (PxeException failure) {
            if (failure.problems().get(0).code() != ProblemCode.DIRECTORY_FULL) {
                throw failure;
            }
        }
    }
}
