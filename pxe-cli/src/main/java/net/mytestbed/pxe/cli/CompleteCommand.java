package net.mytestbed.pxe.cli;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.cli.control.BootControl;
import net.mytestbed.pxe.cli.control.DirectoryControl;
import net.mytestbed.pxe.manager.NodeSelection;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.service.api.WireImages;
import net.mytestbed.pxe.service.api.WireLinks;
import net.mytestbed.pxe.service.api.WireNodes;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asked by the script that {@link CompletionCommand} prints, while a line is typed. Whatever goes wrong, it must not disturb the line. */
@Command(name = "complete", hidden = true, header = "Print the nodes or images that may stand in a line.")
final class CompleteCommand implements Callable<Integer> {
    private static final Splitter WORDS = Splitter.on(CharMatcher.whitespace()).omitEmptyStrings();

    private final Surroundings surroundings;

    @Parameters(index = "0", paramLabel = "WHAT", description = "NODES or IMAGES.")
    private Completed what = Completed.NODES;

    @Parameters(index = "1", paramLabel = "LINE", description = "The line so far.")
    private String line = "";

    CompleteCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** What the line says of where to ask; everything else in it is not for this. */
    @Command
    private static final class Line {
        @Option(names = {"-d", "--domain"})
        private Optional<Domain> domain = Optional.empty();

        @Mixin
        private final PlaceOptions place;

        Line(Surroundings surroundings) {
            this.place = new PlaceOptions(surroundings);
        }
    }

    @Override
    @SuppressWarnings("CatchingUnchecked")
    public Integer call() {
        try {
            Line said = new Line(surroundings);
            CommandLine reader = PxeCommand.withConverters(new CommandLine(said));
            reader.setUnmatchedArgumentsAllowed(true)
                    .parseArgs(WORDS.splitToStream(line).toArray(String[]::new));
            known(control(said.place), said.domain).sorted().distinct().forEach(surroundings.out()::println);
            surroundings.out().flush();
        } catch (RuntimeException notNow) {
            return ExitStatus.DONE.number();
        }
        return ExitStatus.DONE.number();
    }

    /** Without the audit file: to look is not written down. */
    private BootControl control(PlaceOptions place) {
        return place.url()
                .map(place::server)
                .orElseGet(() -> new DirectoryControl(
                        CommandConfig.assembly(place.local(), surroundings), surroundings.requester()));
    }

    /** Only what is a name: the shell would expand other things. */
    private Stream<String> known(BootControl control, Optional<Domain> domain) {
        return switch (what) {
            case IMAGES -> names(control.images().images().stream().map(WireImages.Image::name), BootConfigName::of);
            case NODES ->
                names(
                        domain.isPresent()
                                ? control.show(new NodeSelection.WholeDomain(domain.get())).nodes().stream()
                                        .map(WireNodes.State::node)
                                : control.links().links().stream()
                                        .map(WireLinks.Link::node)
                                        .flatMap(Stream::ofNullable),
                        NodeId::of);
        };
    }

    private static Stream<String> names(Stream<String> said, Function<String, ?> type) {
        return said.filter(name -> {
            try {
                return type.apply(name).toString().equals(name);
            } catch (IllegalArgumentException none) {
                return false;
            }
        });
    }
}
