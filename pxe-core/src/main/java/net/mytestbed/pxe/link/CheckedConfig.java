package net.mytestbed.pxe.link;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import net.mytestbed.pxe.boot.BootAction;
import net.mytestbed.pxe.boot.BootConfigCheck;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.boot.Finding;

/**
 * A boot configuration as the TFTP server would find it, what a node does with it, and what is wrong with it.
 *
 * @param file the file
 * @param boots what a node does with it by itself; empty where the file would not be served
 * @param findings what the check says of it; none where the file would not be served
 */
public record CheckedConfig(ConfigFile file, Optional<BootAction> boots, ImmutableList<Finding> findings) {
    public CheckedConfig {
        requireNonNull(file, "file");
        requireNonNull(boots, "boots");
        requireNonNull(findings, "findings");
    }

    /**
     * Reads and checks one.
     *
     * @throws net.mytestbed.pxe.problem.PxeException with a {@code DIRECTORY_*} problem if the directory fails
     */
    public static CheckedConfig of(BootConfigName name, BootDirectory directory) {
        ConfigFile file = directory.configuration(name);
        return file instanceof ConfigFile.Served served
                ? new CheckedConfig(
                        file,
                        Optional.of(served.config().bootsByDefault(directory)),
                        BootConfigCheck.check(served.config(), directory))
                : new CheckedConfig(file, Optional.empty(), ImmutableList.of());
    }

    /**
     * Reads and checks all that there are, by name.
     *
     * @throws net.mytestbed.pxe.problem.PxeException with a {@code DIRECTORY_*} problem if the directory fails
     */
    public static ImmutableList<CheckedConfig> all(BootDirectory directory) {
        return directory.configurations().stream()
                .map(name -> of(name, directory))
                .collect(toImmutableList());
    }
}
