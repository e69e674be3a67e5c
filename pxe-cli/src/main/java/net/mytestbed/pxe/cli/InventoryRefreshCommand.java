package net.mytestbed.pxe.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.concurrent.Callable;
import net.mytestbed.pxe.cli.control.BootControl;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.service.api.WireRefresh;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "refresh",
        header = "Ask the inventories anew, and tell what they know.",
        description = {
            "",
            "With --server the service forgets that it asked a moment ago: what was changed in an inventory counts from"
                    + " now on. Every problem with a node's entry is told.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  pxe inventory refresh --server http://am:5054",
            "  pxe inventory refresh --domain sb8.orbit-lab.org"
        })
final class InventoryRefreshCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(
            names = {"-d", "--domain"},
            paramLabel = "DOMAIN",
            description = "The testbed that is asked for. Default: all that the configuration names.")
    private Optional<Domain> domain = Optional.empty();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final PlaceOptions place;

    InventoryRefreshCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.place = new PlaceOptions(surroundings);
    }

    @Override
    public Integer call() {
        BootControl control = place.control();
        WireRefresh refresh =
                surroundings.progress().during("Asking the inventories", () -> control.refreshInventory(domain));
        output.report(surroundings).print(refresh);
        ImmutableList<WireRefresh.Trouble> problems = refresh.domains().stream()
                .flatMap(testbed -> testbed.problems().stream())
                .collect(toImmutableList());
        problems.forEach(problem -> surroundings.complain(problem.detail()));
        return ExitStatus.highest(problems.stream().map(problem -> ExitStatus.of(problem.code())))
                .number();
    }
}
