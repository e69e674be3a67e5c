package net.mytestbed.pxe.cli;

import java.nio.file.Path;
import java.util.Optional;

/** Which configuration file a command reads. */
final class ConfigFile {
    /** Where OMF 5.4 has it on Debian and Ubuntu. */
    static final String DEFAULT = "/etc/omf-aggmgr-pxe/pxe.yaml";

    private static final String VARIABLE = "PXE_CONFIG";

    private ConfigFile() {}

    /** The file that was given, else the environment's, else the default one. */
    static Path path(Optional<Path> given, Surroundings surroundings) {
        return given.or(() -> surroundings.variable(VARIABLE).map(Path::of)).orElse(Path.of(DEFAULT));
    }
}
