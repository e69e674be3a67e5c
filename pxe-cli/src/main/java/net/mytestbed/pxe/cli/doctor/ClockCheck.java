package net.mytestbed.pxe.cli.doctor;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import net.mytestbed.pxe.cli.terminal.Some;
import net.mytestbed.pxe.manager.LinkState;

/**
 * Whether the clock, by which leases end, can be right.
 *
 * @param config a file that was written before now
 * @param links what stands with its leases
 * @param service asks the service for its time
 */
record ClockCheck(
        InstantSource clock,
        Path config,
        Supplier<? extends List<LinkState>> links,
        Optional<Supplier<ServiceAnswer>> service)
        implements Check {
    /** This program is not so old. */
    private static final Instant EARLIEST = Instant.parse("2026-01-01T00:00:00Z");

    /** An answer has the service's time in whole seconds, and was a while on its way. */
    private static final Duration LARGEST_DRIFT = Duration.ofSeconds(10);

    private static final String MEND = "timedatectl set-ntp true; timedatectl";

    @Override
    public String part() {
        return "clock";
    }

    @Override
    public ImmutableList<Ailment> look() throws IOException {
        Instant now = clock.instant();
        String where = now.toString();
        ImmutableList.Builder<Ailment> ailments = ImmutableList.builder();
        Instant written = Files.getLastModifiedTime(config).toInstant();
        if (now.isBefore(EARLIEST)) {
            ailments.add(Ailment.error(
                    "The clock says a time before this program was made.", where, "Leases end at a wrong time.", MEND));
        } else if (now.plus(LARGEST_DRIFT).isBefore(written)) {
            ailments.add(Ailment.warning(
                    "The clock is behind: " + config + " was written at " + written + ".",
                    where,
                    "Leases end too late, or files were given a wrong time.",
                    MEND));
        }
        List<String> future = links.get().stream()
                .flatMap(link -> link.lease().stream())
                .filter(lease -> lease.since().isAfter(now.plus(LARGEST_DRIFT)))
                .map(lease -> lease.node().fullName() + " (" + lease.since() + ")")
                .toList();
        if (!future.isEmpty()) {
            ailments.add(Ailment.warning(
                    "Leases begin in the future: " + Some.of(future) + ".",
                    where,
                    "The clock was put back while the service was down; these end too late.",
                    MEND + "; then pxe clear or pxe set these nodes anew"));
        }
        service.flatMap(asked -> asked.get().date())
                .map(date -> Duration.between(now, date))
                .filter(drift -> drift.abs().compareTo(LARGEST_DRIFT) > 0)
                .ifPresent(drift -> ailments.add(Ailment.warning(
                        "The service's clock differs from this machine's by " + drift.toSeconds() + " s.",
                        where,
                        "Leases end by the service's clock, and what is shown here is by this one.",
                        MEND)));
        return ailments.build();
    }
}
