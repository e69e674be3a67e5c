package net.mytestbed.pxe.link;

import static java.util.Objects.requireNonNull;

import net.mytestbed.pxe.boot.BootConfig;
import net.mytestbed.pxe.boot.BootConfigName;

/** A boot configuration as the TFTP server would find it. */
public sealed interface ConfigFile {
    /** The configuration's name. */
    BootConfigName name();

    /** It would be served. */
    record Served(BootConfigName name, BootConfig config) implements ConfigFile {
        public Served {
            requireNonNull(name, "name");
            requireNonNull(config, "config");
        }
    }

    /**
     * It would not be served, or not to any use: PXELINUX would fall through to {@code default} without a word, or hang.
     *
     * @param reason what is wrong with the file and what to do, a sentence
     */
    record Unusable(BootConfigName name, String reason) implements ConfigFile {
        public Unusable {
            requireNonNull(name, "name");
            requireNonNull(reason, "reason");
        }
    }
}
