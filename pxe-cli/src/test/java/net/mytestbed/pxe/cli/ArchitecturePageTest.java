package net.mytestbed.pxe.cli;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static com.google.common.collect.ImmutableSortedSet.toImmutableSortedSet;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.graph.GraphBuilder;
import com.google.common.graph.Graphs;
import com.google.common.graph.MutableGraph;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The diagrams of modules and packages are drawn after the classes. With -Ddocs.write they are drawn anew. */
class ArchitecturePageTest {
    private static final Path PAGE = Path.of("../docs/architecture.md");
    private static final String ROOT = "net.mytestbed.pxe.";
    private static final ImmutableList<String> MODULES =
            ImmutableList.of("pxe-core", "pxe-inventory-client", "pxe-jaxrs", "pxe-testkit", "pxe-cli");
    private static final Pattern MODULE = Pattern.compile("/(pxe-(?:core|inventory-client|jaxrs|testkit|cli))[/-]");
    private static final Pattern DIAGRAMS = Pattern.compile(
            "(?<=<!-- drawn by ArchitecturePageTest: -Ddocs.write -->\n)```mermaid\n.*?```\n", Pattern.DOTALL);

    private static final ImmutableSet<JavaClass> PRODUCT = ImmutableSet.copyOf(new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("net.mytestbed.pxe"));

    private static String module(JavaClass type) {
        Matcher module = MODULE.matcher(type.getSource().orElseThrow().getUri().toString());
        String last = "";
        while (module.find()) {
            last = module.group(1);
        }
        return last;
    }

    private static String shortPackage(JavaClass type) {
        return type.getPackageName().substring(ROOT.length());
    }

    /** Who uses what, where nothing leads there by a longer way. */
    private static MutableGraph<String> uses(Function<JavaClass, String> place) {
        ImmutableSet<String> own = PRODUCT.stream().map(JavaClass::getFullName).collect(toImmutableSet());
        MutableGraph<String> all = GraphBuilder.directed().build();
        PRODUCT.forEach(type -> {
            all.addNode(place.apply(type));
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(target -> own.contains(target.getFullName()))
                    .map(place)
                    .filter(target -> !target.equals(place.apply(type)))
                    .forEach(target -> all.putEdge(place.apply(type), target));
        });
        MutableGraph<String> shortest = Graphs.copyOf(all);
        all.edges().stream()
                .filter(edge -> all.successors(edge.source()).stream()
                        .filter(other -> !other.equals(edge.target()))
                        .anyMatch(other -> Graphs.reachableNodes(all, other).contains(edge.target())))
                .forEach(shortest::removeEdge);
        return shortest;
    }

    private static String id(String name) {
        return "pxe_" + name.replace('.', '_').replace("pxe-", "").replace('-', '_');
    }

    private static String edges(MutableGraph<String> uses) {
        return ImmutableSortedSet.copyOf(uses.nodes()).stream()
                .filter(user -> uses.outDegree(user) > 0)
                .map(user -> "    " + id(user) + " --> "
                        + uses.successors(user).stream()
                                .sorted()
                                .map(ArchitecturePageTest::id)
                                .collect(joining(" & "))
                        + "\n")
                .collect(joining());
    }

    private static String modules() {
        return "```mermaid\nflowchart LR\n"
                + MODULES.stream()
                        .map(module -> "    " + id(module) + "[" + module + "]\n")
                        .collect(joining())
                + edges(uses(ArchitecturePageTest::module)) + "```\n";
    }

    private static String packages() {
        return "```mermaid\nflowchart TD\n"
                + MODULES.stream().map(ArchitecturePageTest::packagesOf).collect(joining())
                + edges(uses(ArchitecturePageTest::shortPackage)) + "```\n";
    }

    private static String packagesOf(String module) {
        return "    subgraph " + module + "\n"
                + PRODUCT.stream()
                        .filter(type -> module(type).equals(module))
                        .map(ArchitecturePageTest::shortPackage)
                        .collect(toImmutableSortedSet(Comparator.naturalOrder()))
                        .stream()
                        .map(name -> "        " + id(name) + "[" + name + "]\n")
                        .collect(joining())
                + "    end\n";
    }

    @Test
    void modulesAndPackagesAreDrawnAsTheyUseEachOther() throws IOException {
        if (System.getProperty("docs.write") != null) {
            var drawn = ImmutableList.of(modules(), packages()).iterator();
            Files.writeString(
                    PAGE,
                    DIAGRAMS.matcher(Files.readString(PAGE)).replaceAll(old -> Matcher.quoteReplacement(drawn.next())));
        }

        assertThat(DIAGRAMS.matcher(Files.readString(PAGE)).results().map(diagram -> diagram.group()))
                .containsExactly(modules(), packages());
    }
}
