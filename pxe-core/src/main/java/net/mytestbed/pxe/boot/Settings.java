package net.mytestbed.pxe.boot;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Map;
import java.util.Optional;

/** The words of a configuration that are about no label and that decide what a node does; the last of each counts. */
final class Settings {
    /** They name a label or a file, and options. */
    static final ImmutableSet<String> COMMANDS = ImmutableSet.of("default", "ui", "ontimeout", "onerror");

    static final ImmutableSet<String> NUMBERS =
            ImmutableSet.of("prompt", "timeout", "totaltimeout", "implicit", "noescape");

    private final ImmutableMap<String, Setting> byKeyword;

    Settings(Map<String, Setting> byKeyword) {
        this.byKeyword = ImmutableMap.copyOf(byKeyword);
    }

    /** What is executed without a word from anyone: UI, wherever it stands, beats DEFAULT. */
    Optional<Setting> startCommand() {
        return userInterface().or(this::defaultCommand);
    }

    Optional<Setting> userInterface() {
        return Optional.ofNullable(byKeyword.get("ui"));
    }

    Optional<Setting> defaultCommand() {
        return Optional.ofNullable(byKeyword.get("default"));
    }

    Optional<Setting> onTimeout() {
        return nonEmpty("ontimeout");
    }

    /** Whether this file itself speaks of a timeout, be it to switch it off. */
    boolean saysTimeout() {
        return byKeyword.containsKey("timeout") || byKeyword.containsKey("totaltimeout");
    }

    Optional<Setting> onError() {
        return nonEmpty("onerror");
    }

    /** Whether PXELINUX asks at {@code boot:} first; NOESCAPE takes the prompt away. */
    boolean prompts() {
        return number("prompt", 0) != 0 && number("noescape", 0) == 0;
    }

    /** Whether a wait for a key ends by itself. */
    boolean hasTimeout() {
        return number("timeout", 0) > 0 || number("totaltimeout", 0) > 0;
    }

    /** Whether a name that is no label may be a file. */
    boolean allowsFiles() {
        return number("implicit", 1) != 0;
    }

    private Optional<Setting> nonEmpty(String keyword) {
        return Optional.ofNullable(byKeyword.get(keyword))
                .filter(setting -> !setting.value().isEmpty());
    }

    private long number(String keyword, long otherwise) {
        Setting setting = byKeyword.get(keyword);
        return setting == null ? otherwise : CNumber.decimal(setting.value()).value();
    }

    /** What follows a word, and where it stands. */
    record Setting(int lineNumber, String value) {
        Command command() {
            return Command.of(value);
        }
    }
}
