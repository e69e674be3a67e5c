package net.mytestbed.pxe.link;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import net.mytestbed.pxe.boot.BootConfig;

/** What a node gets that asks the TFTP server for one file. */
public sealed interface AskedFile {
    /** There is nothing of that name. */
    record Missing() implements AskedFile {}

    /**
     * The file.
     *
     * @param config what is in it
     * @param target the text of the link under the name; empty where a file itself stands there
     */
    record Found(BootConfig config, Optional<String> target) implements AskedFile {
        public Found {
            requireNonNull(config, "config");
            requireNonNull(target, "target");
        }
    }

    /**
     * There is something, but the server would not serve it, or not to any use.
     *
     * @param reason what is wrong with it and what to do; a sentence that begins with its verb ("is empty ...")
     * @param hangs whether PXELINUX hangs on it; else it takes it for missing
     */
    record NotServed(String reason, boolean hangs) implements AskedFile {
        public NotServed {
            requireNonNull(reason, "reason");
        }
    }
}
