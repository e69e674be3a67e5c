package net.mytestbed.pxe.inventory.cache;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Ordering;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.mytestbed.pxe.inventory.Inventory.Wanted;
import net.mytestbed.pxe.inventory.InventoryAnswer;
import net.mytestbed.pxe.inventory.InventoryNode;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.Node;
import net.mytestbed.pxe.node.NodeId;

/** What one inventory said of nodes and of whole domains, while it is fresh and for some time after. */
final class Memory {
    /** How long at most a node counts as unknown: whoever enters it tries it right afterwards. */
    static final int UNKNOWN_SECONDS = 5;

    /** Twenty of the largest testbeds; of more, those serve that were used last. */
    private static final int MOST_NODES = 200_000;

    private static final int MOST_DOMAINS = 1_000;

    private final InstantSource clock;
    private final SharedCalls<NodeQuestion, Said> nodes;
    private final SharedCalls<DomainQuestion, InventoryAnswer> domains;
    private final Cache<NodeQuestion, Heard<InventoryNode>> earlierNodes;
    private final Cache<DomainQuestion, Heard<InventoryAnswer>> earlierDomains;

    /** A node by the name it was called: an inventory may know it by one of its names only. */
    private record NodeQuestion(NodeId name, Domain domain, Wanted wanted) {}

    private record DomainQuestion(Domain domain, Wanted wanted) {}

    private record Heard<T>(T what, Instant at) {}

    Memory(CachePolicy policy, InstantSource clock, Ticker ticker) {
        this.clock = requireNonNull(clock, "clock");
        Duration unknown = Ordering.natural().min(policy.fresh(), Duration.ofSeconds(UNKNOWN_SECONDS));
        this.nodes = new SharedCalls<>(MOST_NODES, said -> said.node().isPresent() ? policy.fresh() : unknown, ticker);
        this.domains = new SharedCalls<>(
                MOST_DOMAINS, answer -> answer.problems().isEmpty() ? policy.fresh() : unknown, ticker);
        this.earlierNodes = earlier(MOST_NODES, policy.stale(), ticker);
        this.earlierDomains = earlier(MOST_DOMAINS, policy.stale(), ticker);
    }

    private static <K, V> Cache<K, V> earlier(int most, Duration stale, Ticker ticker) {
        return Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterWrite(stale)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /** What is fresh of these nodes. */
    ImmutableMap<Node, Said> fresh(ImmutableSet<Node> asked, Wanted wanted) {
        ImmutableMap.Builder<Node, Said> found = ImmutableMap.builder();
        asked.forEach(node -> questions(node, wanted)
                .flatMap(question -> nodes.get(question).stream())
                .findFirst()
                .ifPresent(said -> found.put(node, said)));
        return found.buildOrThrow();
    }

    /** What is fresh of this domain. */
    Optional<InventoryAnswer> fresh(Domain domain, Wanted wanted) {
        return serving(wanted)
                .flatMap(more -> domains.get(new DomainQuestion(domain, more)).stream())
                .findFirst();
    }

    /**
     * What is said of these nodes.
     *
     * @param question asks for those that nobody is asking for already
     */
    ImmutableMap<Node, Said> ask(
            ImmutableSet<Node> asked, Wanted wanted, Function<ImmutableSet<Node>, ImmutableMap<Node, Said>> question) {
        ImmutableMap<NodeQuestion, Node> questions =
                asked.stream().collect(toImmutableMap(node -> question(node, wanted), node -> node));
        ImmutableMap<NodeQuestion, Said> said = nodes.getAll(questions.keySet(), missing -> {
            ImmutableMap<Node, Said> answer = question.apply(missing.stream()
                    .map(one -> requireNonNull(questions.get(one), "node"))
                    .collect(ImmutableSet.toImmutableSet()));
            answer.forEach((node, of) -> remember(question(node, wanted), of));
            return answer.entrySet().stream()
                    .collect(toImmutableMap(entry -> question(entry.getKey(), wanted), Map.Entry::getValue));
        });
        return said.entrySet().stream()
                .collect(toImmutableMap(
                        entry -> requireNonNull(questions.get(entry.getKey()), "node"), Map.Entry::getValue));
    }

    /**
     * What is said of a domain; it is remembered of its nodes as well.
     *
     * @param question asks for it, if nobody is asking for it already
     */
    InventoryAnswer ask(Domain domain, Wanted wanted, Supplier<InventoryAnswer> question) {
        DomainQuestion asked = new DomainQuestion(domain, wanted);
        return requireNonNull(
                domains.getAll(ImmutableSet.of(asked), missing -> {
                            InventoryAnswer answer = question.get();
                            answer.nodes().forEach((node, known) -> {
                                nodes.put(question(node, wanted), Said.known(known));
                                remember(question(node, wanted), Said.known(known));
                            });
                            earlierDomains.put(asked, new Heard<>(answer, clock.instant()));
                            return ImmutableMap.of(asked, answer);
                        })
                        .get(asked),
                "answer");
    }

    /** A node that is no longer known must not come back when the inventory fails. */
    private void remember(NodeQuestion question, Said said) {
        said.node()
                .ifPresentOrElse(
                        node -> earlierNodes.put(question, new Heard<>(node, clock.instant())),
                        () -> earlierNodes.invalidate(question));
    }

    /** What was said of these nodes, if something was said of all of them. */
    Optional<InventoryAnswer> stale(ImmutableSet<Node> asked, Wanted wanted) {
        Map<Node, Said> said = new HashMap<>();
        List<Instant> times = new ArrayList<>();
        for (Node node : asked) {
            questions(node, wanted)
                    .flatMap(question -> Optional.ofNullable(earlierNodes.getIfPresent(question)).stream())
                    .findFirst()
                    .ifPresent(heard -> {
                        said.put(node, Said.known(heard.what()));
                        times.add(heard.at());
                    });
        }
        return said.size() == asked.size()
                ? Optional.of(stale(Said.answer(asked, said), Collections.min(times)))
                : Optional.empty();
    }

    /** What was said of this domain. */
    Optional<InventoryAnswer> stale(Domain domain, Wanted wanted) {
        return serving(wanted)
                .flatMap(more ->
                        Optional.ofNullable(earlierDomains.getIfPresent(new DomainQuestion(domain, more))).stream())
                .findFirst()
                .map(heard -> stale(heard.what(), heard.at()));
    }

    private static InventoryAnswer stale(InventoryAnswer answer, Instant since) {
        return new InventoryAnswer(answer.nodes(), answer.problems(), Optional.of(since));
    }

    /** Nothing is fresh any more; all of it may still serve where the inventory fails. */
    void forgetFreshness() {
        nodes.forgetAll();
        domains.forgetAll();
    }

    /** Neither these nodes nor the lists that they are in are fresh any more. */
    void forgetFreshness(ImmutableSet<Node> changed) {
        nodes.forget(changed.stream()
                .flatMap(node -> questions(node, Wanted.ADDRESS))
                .toList());
        changed.stream().map(Node::domain).distinct().forEach(this::forgetFreshness);
    }

    /** The list of this domain is not fresh any more. */
    void forgetFreshness(Domain changed) {
        domains.forget(Arrays.stream(Wanted.values())
                .map(wanted -> new DomainQuestion(changed, wanted))
                .toList());
    }

    private static NodeQuestion question(Node node, Wanted wanted) {
        return new NodeQuestion(node.id(), node.domain(), wanted);
    }

    /** The questions whose answers tell what is wanted, those that tell more first. */
    private static Stream<NodeQuestion> questions(Node node, Wanted wanted) {
        return serving(wanted).map(more -> question(node, more));
    }

    private static Stream<Wanted> serving(Wanted wanted) {
        return wanted == Wanted.ADDRESS
                ? Stream.of(Wanted.ADDRESS_AND_IMAGE, Wanted.ADDRESS)
                : Stream.of(Wanted.ADDRESS_AND_IMAGE);
    }
}
