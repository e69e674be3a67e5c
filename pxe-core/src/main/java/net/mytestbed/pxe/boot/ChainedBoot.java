package net.mytestbed.pxe.boot;

import com.google.common.io.Files;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.mytestbed.pxe.boot.BootAction.ReadsConfig;
import net.mytestbed.pxe.boot.BootAction.ShowsMenu;
import net.mytestbed.pxe.boot.BootAction.WaitsForPerson;

/** What a node does in the end with nobody there, where one configuration leads to another by CONFIG, a menu or INCLUDE. */
public final class ChainedBoot {
    /** PXELINUX manual, "INCLUDE": the documented depth. */
    private static final int DEEPEST_NESTING = 16;

    private static final Pattern INCLUDE = Pattern.compile(
            "^[ \\t]*(?:menu[ \\t]+)?include[ \\t]+(\\S+).*$", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private ChainedBoot() {}

    /**
     * Follows a configuration to its end.
     *
     * @param first the configuration that the node found
     * @param files which files the node could load
     * @param configs reads another configuration, by a path as in {@link BootFiles#exists}; empty where it is not served
     * @return what the node does; never {@link ShowsMenu}, and {@link ReadsConfig} only for a file that is not served
     */
    public static BootAction follow(BootConfig first, BootFiles files, Function<String, Optional<BootConfig>> configs) {
        BootConfig config = first;
        for (int depth = 0; depth <= DEEPEST_NESTING; depth++) {
            BootAction action = config.bootsByDefault(files);
            if (action instanceof ShowsMenu menu) {
                action = menu.afterTimeout();
            }
            if (!(action instanceof ReadsConfig next)) {
                return action;
            }
            Optional<BootConfig> read = configs.apply(Files.simplifyPath("./" + next.file()));
            if (read.isEmpty()) {
                return action;
            }
            Optional<BootConfig> together =
                    config.includes().contains(next.file()) ? including(config, next.file(), read.get()) : read;
            if (together.isEmpty()) {
                return new WaitsForPerson("With what it includes, the configuration has more than "
                        + BootConfig.MAXIMUM_SIZE + " bytes.");
            }
            config = together.get();
        }
        return new WaitsForPerson("Configurations lead to others more than " + DEEPEST_NESTING + " deep.");
    }

    /** An included file counts as if it stood where it is included; empty if that becomes too large. */
    private static Optional<BootConfig> including(BootConfig config, String file, BootConfig included) {
        long places = INCLUDE.matcher(config.text())
                .results()
                .filter(line -> line.group(1).equals(file))
                .count();
        if (config.text().length() + places * included.text().length() > BootConfig.MAXIMUM_SIZE) {
            return Optional.empty();
        }
        return Optional.of(BootConfig.parse(INCLUDE.matcher(config.text())
                .replaceAll(line ->
                        Matcher.quoteReplacement(line.group(1).equals(file) ? included.text() : line.group()))));
    }
}
