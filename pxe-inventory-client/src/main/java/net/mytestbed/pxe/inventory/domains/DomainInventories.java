package net.mytestbed.pxe.inventory.domains;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.inventory.InventoryNode;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;

/**
 * Asks for each node the inventory of its domain. The inventories of one request are asked at the same time: it takes as long as the
 * slowest of those it needs, and no other request waits for it.
 */
public final class DomainInventories implements Inventory {
    private final ImmutableMap<Domain, Inventory> inventories;
    private final Optional<Inventory> others;

    /** One thread for each inventory that is being asked beside another; those end by themselves when idle. */
    private final ExecutorService threads;

    /** How each inventory is asked. Only when it is asked, so that domains which share an inventory share its call. */
    private final UnaryOperator<Inventory> view;

    /** What one inventory said of its share of a request. */
    private record Share(InventoryAnswer answer, ImmutableList<Problem> failure) {}

    /**
     * @param inventories the inventories of single domains
     * @param others the inventory of all other domains (OMF's {@code default}); without one they are unknown
     */
    public DomainInventories(Map<Domain, ? extends Inventory> inventories, Optional<Inventory> others) {
        this(
                ImmutableMap.copyOf(inventories),
                others,
                Executors.newCachedThreadPool(new ThreadFactoryBuilder()
                        .setNameFormat("inventories-%d")
                        .setDaemon(true)
                        .build()),
                UnaryOperator.identity());
    }

    private DomainInventories(
            ImmutableMap<Domain, Inventory> inventories,
            Optional<Inventory> others,
            ExecutorService threads,
            UnaryOperator<Inventory> view) {
        this.inventories = requireNonNull(inventories, "inventories");
        this.others = requireNonNull(others, "others");
        this.threads = requireNonNull(threads, "threads");
        this.view = requireNonNull(view, "view");
    }

    @Override
    public InventoryAnswer lookup(ImmutableSet<Node> nodes, Wanted wanted) {
        SetMultimap<Inventory, Node> shares = LinkedHashMultimap.create();
        Set<Domain> unknown = new LinkedHashSet<>();
        nodes.forEach(node -> inventoryOf(node.domain())
                .ifPresentOrElse(inventory -> shares.put(inventory, node), () -> unknown.add(node.domain())));
        if (shares.keySet().size() == 1 && unknown.isEmpty()) {
            return view.apply(shares.keySet().iterator().next()).lookup(nodes, wanted);
        }
        List<CompletableFuture<Share>> asked = new ArrayList<>();
        shares.asMap()
                .forEach((inventory, share) -> asked.add(CompletableFuture.supplyAsync(
                        () -> ask(view.apply(inventory), ImmutableSet.copyOf(share), wanted), threads)));
        List<Share> said = asked.stream().map(CompletableFuture::join).toList();
        return joined(nodes, unknown, said);
    }

    @Override
    public InventoryAnswer list(Domain domain, Wanted wanted) {
        return inventoryOf(domain)
                .map(view)
                .orElseThrow(() -> new PxeException(noInventory(domain)))
                .list(domain, wanted);
    }

    @Override
    public DomainInventories fresh() {
        return new DomainInventories(inventories, others, threads, Inventory::fresh);
    }

    @Override
    public void refresh() {
        inventories.values().forEach(Inventory::refresh);
        others.ifPresent(Inventory::refresh);
    }

    /** Those that have an inventory of their own, and those that the inventory of all others can name. */
    @Override
    public ImmutableSet<Domain> domains() {
        return ImmutableSet.<Domain>builder()
                .addAll(inventories.keySet())
                .addAll(others.map(Inventory::domains).orElse(ImmutableSet.of()))
                .build();
    }

    private Optional<Inventory> inventoryOf(Domain domain) {
        return Optional.ofNullable(inventories.get(domain)).or(() -> others);
    }

    private static Share ask(Inventory inventory, ImmutableSet<Node> nodes, Wanted wanted) {
        try {
            return new Share(inventory.lookup(nodes, wanted), ImmutableList.of());
        } catch (PxeException failure) {
            return new Share(new InventoryAnswer(ImmutableMap.of(), ImmutableList.of()), failure.problems());
        }
    }

    private static InventoryAnswer joined(ImmutableSet<Node> nodes, Set<Domain> unknown, List<Share> said) {
        Map<Node, InventoryNode> known = new HashMap<>();
        ImmutableList.Builder<Problem> failures = ImmutableList.builder();
        ImmutableList.Builder<Problem> problems = ImmutableList.builder();
        unknown.forEach(domain -> failures.add(noInventory(domain)));
        said.forEach(share -> {
            known.putAll(share.answer().nodes());
            failures.addAll(share.failure());
            problems.addAll(share.answer().problems());
        });
        Optional<Instant> staleSince = said.stream()
                .flatMap(share -> share.answer().staleSince().stream())
                .min(Comparator.naturalOrder());
        if (!failures.build().isEmpty()) {
            throw new PxeException(failures.addAll(problems.build()).build());
        }
        ImmutableMap.Builder<Node, InventoryNode> ordered = ImmutableMap.builder();
        nodes.forEach(node -> Optional.ofNullable(known.get(node)).ifPresent(found -> ordered.put(node, found)));
        return new InventoryAnswer(ordered.buildOrThrow(), problems.build(), staleSince);
    }

    private static Problem noInventory(Domain domain) {
        return Problem.of(
                ProblemCode.UNKNOWN_DOMAIN,
                "No inventory is configured for the domain " + domain
                        + ", nor a default one; check the name, or enter the domain under pxe.testbed in the configuration.");
    }
}
