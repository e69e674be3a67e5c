package net.mytestbed.pxe.cli;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.mytestbed.pxe.manager.NodeSelection;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeSet;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.PxeException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which nodes a command is for. */
final class NodeArguments {
    @Parameters(
            paramLabel = "NODE",
            arity = "0..*",
            completionCandidates = Completed.Nodes.class,
            description = {
                "A node's name, as node1-2.sb8.orbit-lab.org, or a node set: 'a,b', '[1,2]', '[1..20,1..20]'"
                        + " (quote the brackets from the shell).",
            })
    private List<String> names = List.of();

    @Option(
            names = {"-d", "--domain"},
            paramLabel = "DOMAIN",
            description = "The testbed of all the nodes. Full names (FQDN, HRN) tell it themselves.")
    private Optional<Domain> domain = Optional.empty();

    @Option(
            names = {"-a", "--all"},
            description = "All nodes of the domain.")
    private boolean isAll;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    /**
     * The nodes that were named.
     *
     * @throws ParameterException if none were, or not clearly
     * @throws PxeException if the names cannot be read
     */
    NodeSelection selection() {
        if (isAll) {
            if (!names.isEmpty()) {
                throw usage("--all means every node of the domain: name the nodes or give --all, not both.");
            }
            return new NodeSelection.WholeDomain(
                    domain.orElseThrow(() -> usage("--all needs --domain: name the testbed whose nodes are meant.")));
        }
        NodeSet set = NodeSet.parse(Joiner.on(',').join(names));
        if (set.isEmpty()) {
            throw usage("No nodes are named: give their names, or --all and --domain for a whole testbed.");
        }
        return new NodeSelection.Nodes(nodes(set));
    }

    /** How many links are meant, as words: {@code 400 boot links}. */
    static String links(NodeSelection selection) {
        return selection instanceof NodeSelection.Nodes named && named.nodes().size() > 1
                ? named.nodes().size() + " boot links"
                : "boot links";
    }

    /** Whether nothing at all was said about nodes. */
    boolean areNone() {
        return !isAll && names.isEmpty() && domain.isEmpty();
    }

    /** As {@link #selection}, but a domain alone is enough: to look at all of it harms no one. */
    NodeSelection selectionOrDomain() {
        return names.isEmpty() && domain.isPresent() ? new NodeSelection.WholeDomain(domain.get()) : selection();
    }

    /** Part by part, to name every one that needs a domain. */
    private ImmutableSet<Node> nodes(NodeSet set) {
        ImmutableSet.Builder<Node> nodes = ImmutableSet.builder();
        Set<Problem> problems = new LinkedHashSet<>();
        for (NodeSet.Part part : set.parts()) {
            try {
                nodes.addAll(new NodeSet(ImmutableList.of(part)).nodes(domain));
            } catch (IllegalArgumentException noDomain) {
                problems.add(Problem.badRequest(noDomain));
            }
        }
        if (!problems.isEmpty()) {
            throw new PxeException(ImmutableList.copyOf(problems));
        }
        return nodes.build();
    }

    private ParameterException usage(String sentence) {
        return new ParameterException(command.commandLine(), sentence);
    }
}
