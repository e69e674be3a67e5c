package net.mytestbed.pxe.inventory.cache;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;

/**
 * How long what an inventory said is used.
 *
 * @param fresh for how long it is taken for what the inventory would say now; zero: each request asks
 * @param stale for how long it may serve where the inventory fails; zero: not at all
 */
public record CachePolicy(Duration fresh, Duration stale) {
    /**
     * 30 seconds and 10 minutes: an experiment sets, resets and clears its nodes within the one, and an inventory is restarted
     * within the other.
     */
    public static final CachePolicy DEFAULT = new CachePolicy(Duration.ofSeconds(30), Duration.ofMinutes(10));

    /** @throws IllegalArgumentException if one of them is negative */
    public CachePolicy {
        checkNotNegative("fresh", fresh);
        checkNotNegative("stale", stale);
    }

    private static void checkNotNegative(String name, Duration time) {
        checkArgument(!time.isNegative(), "The time \"%s\" is %s: expected none or a positive one.", name, time);
    }
}
