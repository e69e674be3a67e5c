package net.mytestbed.pxe.service.api;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.stream.Collectors.joining;
import static net.mytestbed.pxe.problem.Quoted.quoted;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.lease.Lifetime;
import net.mytestbed.pxe.lease.Requester;
import net.mytestbed.pxe.manager.NodeSelection;
import net.mytestbed.pxe.manager.SetRequest;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.node.NodeSet;
import net.mytestbed.pxe.problem.PxeException;
import net.mytestbed.pxe.service.http.RequestProblems;

/** Reads the JSON of one {@link PlanRequest}. */
final class PlanRequestReader {
    private final RequestProblems problems = new RequestProblems();

    /** @throws PxeException with a problem for each field that is missing, unknown or cannot be read */
    PlanRequest read(byte[] json) {
        Optional<JsonFields> fields = JsonFields.parse(json, problems);
        problems.throwIfAny();
        return read(fields.orElseThrow());
    }

    /**
     * Reads what one node shall boot; nothing at all is as an empty object.
     *
     * @throws PxeException with a problem for each field that is unknown or cannot be read
     */
    SetRequest readBoot(byte[] json, NodeSelection node, Requester requester) {
        Optional<JsonFields> fields = json.length == 0 ? Optional.empty() : JsonFields.parse(json, problems);
        problems.throwIfAny();
        Optional<BootConfigName> image = fields.flatMap(this::image);
        Optional<Lifetime> lifetime = fields.flatMap(this::lifetime);
        fields.ifPresent(JsonFields::refuseUnknown);
        problems.throwIfAny();
        return new SetRequest(node, image, Optional.empty(), lifetime, requester);
    }

    private Optional<BootConfigName> image(JsonFields fields) {
        return fields.text("image").flatMap(name -> problems.attempt(() -> BootConfigName.of(name)));
    }

    private Optional<Lifetime> lifetime(JsonFields fields) {
        return fields.text("lifetime").flatMap(text -> problems.attempt(() -> lifetime(text)));
    }

    private PlanRequest read(JsonFields fields) {
        Optional<PlanRequest.Action> action = action(fields);
        Optional<Domain> domain = fields.text("domain").flatMap(name -> problems.attempt(() -> Domain.of(name)));
        Optional<NodeSet> set = nodeSet(fields);
        boolean all = fields.flag("all");
        Optional<BootConfigName> image = image(fields);
        Optional<Lifetime> lifetime = lifetime(fields);
        boolean dryRun = fields.flag("dryRun");
        fields.refuseUnknown();
        if (action.equals(Optional.of(PlanRequest.Action.CLEAR))) {
            refuseWithClear(fields);
        }
        checkSelection(fields, all);
        problems.throwIfAny();
        Optional<NodeSelection> nodes = set.isPresent()
                ? problems.attempt(() -> new NodeSelection.Nodes(set.get().nodes(domain)))
                : domain.map(NodeSelection.WholeDomain::new);
        problems.throwIfAny();
        return new PlanRequest(action.orElseThrow(), nodes.orElseThrow(), image, lifetime, dryRun);
    }

    private Optional<PlanRequest.Action> action(JsonFields fields) {
        Optional<String> word = fields.text("action");
        Optional<PlanRequest.Action> action = word.flatMap(name -> Arrays.stream(PlanRequest.Action.values())
                .filter(known -> known.wireName().equals(name))
                .findFirst());
        if (action.isEmpty() && word.isPresent()) {
            problems.add(quoted(word.get()) + " is not an action: expected set or clear.");
        } else if (!fields.has("action")) {
            problems.add("The field action is missing: expected set or clear.");
        }
        return action;
    }

    private Optional<NodeSet> nodeSet(JsonFields fields) {
        Optional<NodeSet> names = fields.texts("nodes").flatMap(this::named);
        Optional<NodeSet> written = fields.text("ns").flatMap(text -> problems.attempt(() -> NodeSet.parse(text)));
        return names.or(() -> written);
    }

    private Optional<NodeSet> named(ImmutableList<String> names) {
        ImmutableSet<NodeId> ids = names.stream()
                .map(name -> problems.attempt(() -> NodeId.of(name)))
                .flatMap(Optional::stream)
                .collect(ImmutableSet.toImmutableSet());
        return problems.attempt(() -> NodeSet.of(ids));
    }

    private void refuseWithClear(JsonFields fields) {
        Stream.of("image", "lifetime")
                .filter(fields::has)
                .forEach(name -> problems.add("The field " + name + " says nothing to a clear: leave it out."));
    }

    /** A whole testbed is never taken because a field was forgotten. */
    private void checkSelection(JsonFields fields, boolean all) {
        ImmutableList<String> given = Stream.concat(
                        Stream.of("nodes", "ns").filter(fields::has), all ? Stream.of("all") : Stream.empty())
                .collect(toImmutableList());
        if (given.isEmpty()) {
            problems.add("No nodes are named: give nodes, or ns, or \"all\": true for the whole domain.");
        } else if (given.size() > 1) {
            problems.add("The fields " + given.stream().collect(joining(" and "))
                    + " exclude each other: give one of them.");
        } else if (all && !fields.has("domain")) {
            problems.add("The field domain is missing: name the testbed that \"all\": true means.");
        }
    }

    private static Lifetime lifetime(String text) {
        try {
            return Lifetime.of(Duration.parse(text));
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    quoted(text) + " is not a lifetime: expected an ISO 8601 duration as in PT10M.", e);
        }
    }
}
