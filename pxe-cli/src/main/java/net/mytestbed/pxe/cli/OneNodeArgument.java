package net.mytestbed.pxe.cli;

import java.util.Optional;
import java.util.UUID;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.PxeException;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The one node whose search for a configuration a command is about. */
final class OneNodeArgument {
    @Parameters(
            paramLabel = "NODE",
            arity = "1",
            completionCandidates = Completed.Nodes.class,
            description = "The node's name, as node1-2.sb8.orbit-lab.org.")
    private String name = "";

    @Option(
            names = {"-d", "--domain"},
            paramLabel = "DOMAIN",
            description = "The node's testbed. A full name (FQDN, HRN) tells it itself.")
    private Optional<Domain> domain = Optional.empty();

    @Option(
            names = {"-u", "--uuid"},
            paramLabel = "UUID",
            description =
                    "The UUID that its firmware tells, as its boot program writes it; some swap bytes of the first"
                            + " three groups.")
    private Optional<UUID> uuid = Optional.empty();

    /** @throws PxeException if the name cannot be read or tells no domain */
    Node node() {
        try {
            return Node.of(NodeId.of(name), domain);
        } catch (IllegalArgumentException e) {
            throw new PxeException(Problem.badRequest(e));
        }
    }

    /** The UUID by which its boot program asks, if it was given. */
    Optional<UUID> uuid() {
        return uuid;
    }
}
