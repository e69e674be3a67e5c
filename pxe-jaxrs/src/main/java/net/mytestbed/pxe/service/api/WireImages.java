package net.mytestbed.pxe.service.api;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import net.mytestbed.pxe.boot.BootConfig;
import net.mytestbed.pxe.boot.BootLabel;
import net.mytestbed.pxe.link.CheckedConfig;
import net.mytestbed.pxe.link.ConfigFile;
import org.jspecify.annotations.Nullable;

/** Boot configurations, as answers tell them. */
public final class WireImages {
    private WireImages() {}

    /** All of them, by name. */
    public record Images(List<Image> images) {
        public Images {
            requireNonNull(images, "images");
        }
    }

    /**
     * One boot configuration.
     *
     * @param defaultCommand what its DEFAULT names
     * @param labels its labels, in the order of the file
     * @param boots what a node does with it by itself; absent where the file would not be served
     * @param unusable why a TFTP server would not serve the file, or not to any use; else absent
     * @param findings what the check says of it
     */
    public record Image(
            String name,
            @Nullable String defaultCommand,
            List<Label> labels,
            @Nullable WireBoot boots,
            @Nullable String unusable,
            List<WireFinding> findings) {
        public Image {
            requireNonNull(name, "name");
            requireNonNull(labels, "labels");
            requireNonNull(findings, "findings");
        }
    }

    /**
     * A label.
     *
     * @param line where it begins, counted from 1
     * @param boots what a node does that is told to boot it
     */
    public record Label(String name, int line, WireBoot boots) {
        public Label {
            requireNonNull(name, "name");
            requireNonNull(boots, "boots");
        }

        private static Label of(BootLabel label) {
            return new Label(label.name(), label.lineNumber(), WireBoot.of(label.action()));
        }
    }

    /** The answer that tells all of these. */
    public static Images images(ImmutableList<CheckedConfig> configs) {
        return new Images(configs.stream().map(WireImages::image).collect(toImmutableList()));
    }

    /** The answer that tells one. */
    public static Image image(CheckedConfig checked) {
        Optional<BootConfig> config = checked.file() instanceof ConfigFile.Served served
                ? Optional.of(served.config())
                : Optional.<BootConfig>empty();
        return new Image(
                checked.file().name().value(),
                config.flatMap(BootConfig::defaultCommand).orElse(null),
                config.map(BootConfig::labels).orElse(ImmutableList.of()).stream()
                        .map(Label::of)
                        .collect(toImmutableList()),
                checked.boots().map(WireBoot::of).orElse(null),
                checked.file() instanceof ConfigFile.Unusable unusable ? "It " + unusable.reason() : null,
                checked.findings().stream().map(WireFinding::of).collect(toImmutableList()));
    }
}
