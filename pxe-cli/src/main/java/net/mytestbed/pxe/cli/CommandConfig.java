package net.mytestbed.pxe.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;
import net.mytestbed.pxe.service.Inventories;
import net.mytestbed.pxe.service.PxeAssembly;
import net.mytestbed.pxe.service.config.PxeConfig;
import net.mytestbed.pxe.yaml.YamlException;

/** The configuration that a command works by. */
final class CommandConfig {
    /** Where OMF 5.4 has it on Debian and Ubuntu. */
    static final String DEFAULT = "/etc/omf-aggmgr-pxe/pxe.yaml";

    private static final String VARIABLE = "PXE_CONFIG";

    private CommandConfig() {}

    /**
     * What a configuration describes, put together.
     *
     * @throws net.mytestbed.pxe.yaml.YamlException with everything that is wrong with an inventory file
     * @throws PxeException if an inventory cannot be spoken to
     */
    static PxeAssembly assembly(PxeConfig config, Surroundings surroundings) {
        return made(() -> PxeAssembly.of(config.pxe(), surroundings.clock()));
    }

    /**
     * The inventories that a configuration names, as one.
     *
     * @throws net.mytestbed.pxe.yaml.YamlException with everything that is wrong with an inventory file
     * @throws PxeException if an inventory cannot be spoken to
     */
    static Inventory inventory(PxeConfig config) {
        return made(() -> Inventories.of(config.pxe().testbed()));
    }

    private static <T> T made(Supplier<T> parts) {
        try {
            return parts.get();
        } catch (YamlException unusable) {
            throw unusable;
        } catch (IllegalArgumentException refused) {
            throw new PxeException(Problem.badRequest(refused));
        }
    }

    /**
     * The file that was given, else the environment's, else the default one.
     *
     * @throws PxeException if none was given and the default one does not exist
     */
    static Path path(Optional<Path> given, Surroundings surroundings) {
        return path(given, surroundings, "");
    }

    /** @param otherwise what else the command could do where there is none, the end of a sentence */
    static Path path(Optional<Path> given, Surroundings surroundings, String otherwise) {
        Optional<Path> named = given.or(() -> surroundings.variable(VARIABLE).map(Path::of));
        Path byDefault = Path.of(DEFAULT);
        if (named.isEmpty() && !Files.exists(byDefault)) {
            throw new PxeException(Problem.of(
                    ProblemCode.BAD_REQUEST,
                    "There is no configuration " + DEFAULT + ": name yours with --config or in " + VARIABLE + otherwise
                            + "."));
        }
        return named.orElse(byDefault);
    }
}
