package net.mytestbed.pxe.service.config;

import static com.google.common.base.Preconditions.checkArgument;
import static net.mytestbed.pxe.problem.Quoted.quoted;

import java.time.Duration;
import java.util.Optional;
import net.mytestbed.pxe.inventory.cache.CachePolicy;
import net.mytestbed.pxe.inventory.http.TimeLimits;
import net.mytestbed.pxe.yaml.YamlMap;
import net.mytestbed.pxe.yaml.YamlValue;

/** The times that a section of the file says about inventories. Those of a testbed go before those of all testbeds. */
record InventoryTimes(
        Optional<Duration> ttl,
        Optional<Duration> stale,
        Optional<Duration> connect,
        Optional<Duration> answer,
        Optional<Duration> request) {

    static InventoryTimes read(YamlMap section) {
        return new InventoryTimes(
                time(section.find("inventory_ttl"), Duration.ZERO),
                time(section.find("inventory_stale"), Duration.ZERO),
                time(section.find("inventory_connect_timeout"), Duration.ofMillis(1)),
                time(section.find("inventory_answer_timeout"), Duration.ofMillis(1)),
                time(section.find("inventory_request_timeout"), Duration.ofMillis(1)));
    }

    private static Optional<Duration> time(Optional<YamlValue> value, Duration shortest) {
        return value.flatMap(written -> written.as(text -> time(text, shortest)));
    }

    private static Duration time(String text, Duration shortest) {
        Duration time = DurationText.parse(text);
        checkArgument(
                time.compareTo(shortest) >= 0 && time.compareTo(PxeConfig.LONGEST_INVENTORY_TIME) <= 0,
                "%s is out of range: expected %s ms to %s d.",
                quoted(text),
                shortest.toMillis(),
                PxeConfig.LONGEST_INVENTORY_TIME.toDays());
        return time;
    }

    /** These, and where they say nothing, those. */
    InventoryTimes or(InventoryTimes others) {
        return new InventoryTimes(
                ttl.or(others::ttl),
                stale.or(others::stale),
                connect.or(others::connect),
                answer.or(others::answer),
                request.or(others::request));
    }

    CachePolicy cachePolicy() {
        return new CachePolicy(ttl.orElse(CachePolicy.DEFAULT.fresh()), stale.orElse(CachePolicy.DEFAULT.stale()));
    }

    TimeLimits timeLimits() {
        return new TimeLimits(
                connect.orElse(TimeLimits.DEFAULT.connect()),
                answer.orElse(TimeLimits.DEFAULT.answer()),
                request.orElse(TimeLimits.DEFAULT.request()),
                TimeLimits.DEFAULT.pause());
    }
}
