package net.mytestbed.pxe.cli;

import java.util.Optional;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.PxeException;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The one node that a command is for. */
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

    /** @throws PxeException if the name cannot be read or tells no domain */
    Node node() {
        try {
            return Node.of(NodeId.of(name), domain);
        } catch (IllegalArgumentException e) {
            throw new PxeException(Problem.badRequest(e));
        }
    }
}
