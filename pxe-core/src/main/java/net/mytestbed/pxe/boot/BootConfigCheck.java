package net.mytestbed.pxe.boot;

import static net.mytestbed.pxe.problem.Quoted.quoted;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import net.mytestbed.pxe.boot.BootAction.BootsKernel;
import net.mytestbed.pxe.boot.BootAction.ShowsMenu;
import net.mytestbed.pxe.boot.ConfigParser.Parsed;
import net.mytestbed.pxe.boot.Settings.Setting;

/** Tells what is wrong with a boot configuration before a node finds out. */
public final class BootConfigCheck {
    private final BootConfig config;
    private final Parsed parsed;
    private final Settings settings;
    private final ServedFiles files;
    private final UnattendedBoot boot;
    private final Findings findings = new Findings();
    private final LabelCheck labelCheck;

    private BootConfigCheck(BootConfig config, BootFiles files) {
        this.config = config;
        this.parsed = config.parsed();
        this.settings = parsed.settings();
        this.files = new ServedFiles(files, parsed.path());
        this.boot = new UnattendedBoot(config, this.files);
        this.labelCheck = new LabelCheck(this.files, findings);
    }

    /**
     * All that is wrong, by line, what is about the whole file first.
     *
     * @param files what the TFTP server would serve
     */
    public static ImmutableList<Finding> check(BootConfig config, BootFiles files) {
        return new BootConfigCheck(config, files).all();
    }

    private ImmutableList<Finding> all() {
        if (parsed.isBlank()) {
            findings.add(
                    Finding.Kind.EMPTY_CONFIG,
                    "There is nothing in the configuration but blanks and comments; a node that reads it stays at PXELINUX's"
                            + " boot: prompt. Give it a DEFAULT and a LABEL.");
        } else {
            start();
            labels();
            includes();
            settings.onError().ifPresent(onError -> reference("ONERROR", onError));
            settings.onTimeout().ifPresent(onTimeout -> reference("ONTIMEOUT", onTimeout));
        }
        return findings.toListWith(parsed.remarks());
    }

    private void start() {
        Optional<Setting> userInterface = settings.userInterface();
        Optional<Setting> defaultCommand = settings.defaultCommand();
        if (userInterface.isPresent()) {
            startCommand("UI", userInterface.get());
            defaultCommand.ifPresent(setting -> reference("DEFAULT", setting));
        } else if (defaultCommand.isPresent()) {
            startCommand("DEFAULT", defaultCommand.get());
        } else {
            noDefault();
        }
        waiting();
    }

    private void noDefault() {
        if (boot.unseenInclude().isPresent()) {
            unseenInclude(OptionalInt.empty(), "There is no DEFAULT in this file");
        } else if (settings.onTimeout().isEmpty() || !settings.hasTimeout()) {
            findings.add(
                    Finding.Kind.NO_DEFAULT,
                    "There is neither DEFAULT nor UI; the node stays at PXELINUX's boot: prompt. Add DEFAULT with the name of a"
                            + " label.");
        }
    }

    private void startCommand(String keyword, Setting setting) {
        Command command = setting.command();
        if (command.word().isEmpty()) {
            findings.add(
                    Finding.Kind.NO_DEFAULT,
                    setting.lineNumber(),
                    keyword + " names nothing; the node stays at PXELINUX's boot: prompt. Add the name of a label.");
            return;
        }
        if (config.label(command.word()).isPresent()) {
            return;
        }
        String noLabel = keyword + " names " + quoted(command.word()) + ", but there is no label of that name";
        boolean mayBeFile = settings.allowsFiles();
        Optional<BootLabel> file = mayBeFile ? boot.implicit(command) : Optional.empty();
        if (boot.unseenInclude().isPresent() && ImageKind.ofFile(command.word()) == ImageKind.KERNEL) {
            unseenInclude(OptionalInt.of(setting.lineNumber()), noLabel + " in this file");
        } else if (file.isEmpty()) {
            findings.add(
                    Finding.Kind.UNKNOWN_DEFAULT,
                    setting.lineNumber(),
                    noLabel + (mayBeFile ? ", and no file either" : ", and IMPLICIT 0 forbids to take it for a file")
                            + "; the node stays at PXELINUX's boot: prompt. " + advice(command.word()));
        } else if (file.get().action(command.arguments()) instanceof BootsKernel kernel) {
            findings.add(
                    Finding.Kind.IMPLICIT_KERNEL,
                    setting.lineNumber(),
                    noLabel + "; PXELINUX boots the file " + quoted(kernel.kernel())
                            + " without the global APPEND. Make a label for it if that is not meant.");
        }
    }

    private String advice(String name) {
        if (parsed.disabledLabels().contains(name)) {
            return "The label is there, but MENU DISABLE takes its name away: remove that line.";
        }
        return config.labels().stream()
                .map(BootLabel::name)
                .filter(other -> Ascii.equalsIgnoreCase(other, name))
                .findFirst()
                .map(other -> "There is a label " + quoted(other)
                        + ", but label names are told apart by case: write them alike.")
                .orElse("Name a label of this file.");
    }

    private void unseenInclude(OptionalInt line, String what) {
        String sentence = what + ", and it may be in "
                + quoted(boot.unseenInclude().orElseThrow().value())
                + ", which was not read; what the node does cannot be told. Look there.";
        line.ifPresentOrElse(
                number -> findings.add(Finding.Kind.UNSEEN_INCLUDE, number, sentence),
                () -> findings.add(Finding.Kind.UNSEEN_INCLUDE, sentence));
    }

    private void waiting() {
        boolean mayHaveTimeout = settings.hasTimeout() || (boot.unseenInclude().isPresent() && !settings.saysTimeout());
        if (mayHaveTimeout) {
            return;
        }
        if (settings.userInterface().isEmpty() && settings.prompts()) {
            findings.add(
                    Finding.Kind.WAITS_FOR_PERSON,
                    "PROMPT is on without a TIMEOUT; the node stays at PXELINUX's boot: prompt until a person presses Enter. Add a"
                            + " TIMEOUT, in tenths of a second, or set PROMPT to 0.");
        } else if (boot.action() instanceof ShowsMenu) {
            findings.add(
                    Finding.Kind.WAITS_FOR_PERSON,
                    "The menu has no TIMEOUT; the node shows it until a person chooses. Add a TIMEOUT, in tenths of a second.");
        }
    }

    private void labels() {
        Map<String, Integer> lines = new HashMap<>();
        Map<String, String> unattended = unattendedLabels();
        for (BootLabel label : config.labels()) {
            Integer firstLine = lines.putIfAbsent(label.name(), label.lineNumber());
            if (firstLine != null) {
                findings.add(
                        Finding.Kind.DUPLICATE_LABEL,
                        label.lineNumber(),
                        "The label " + quoted(label.name()) + " is there already in line " + firstLine
                                + "; PXELINUX takes the first. Rename or remove one.");
            } else {
                String options = unattended.get(label.name());
                labelCheck.label(label, options == null ? "" : options, options != null);
            }
        }
    }

    /** The labels that a node boots with nobody there, and the options that it gives them. */
    private Map<String, String> unattendedLabels() {
        Map<String, String> options = new HashMap<>();
        if (boot.action() instanceof ShowsMenu) {
            boot.menuEntry().ifPresent(label -> options.put(label.name(), ""));
        }
        if (settings.hasTimeout()) {
            settings.onTimeout().ifPresent(setting -> put(options, setting));
        }
        settings.startCommand().ifPresent(setting -> put(options, setting));
        return options;
    }

    private void put(Map<String, String> options, Setting setting) {
        Command command = setting.command();
        config.label(command.word()).ifPresent(label -> options.put(label.name(), command.arguments()));
    }

    private void includes() {
        for (Setting include : parsed.includes()) {
            labelCheck.namedFile(include.lineNumber(), include.value(), "INCLUDE", "passes over it");
        }
    }

    /** A word that names a label or a file, and without which the node still has a default. */
    private void reference(String keyword, Setting setting) {
        Command command = setting.command();
        boolean isKnown = config.label(command.word()).isPresent()
                || boot.unseenInclude().isPresent()
                || boot.implicit(command).isPresent();
        if (!isKnown) {
            findings.add(
                    Finding.Kind.UNKNOWN_LABEL,
                    setting.lineNumber(),
                    keyword + " names " + quoted(command.word())
                            + ", but there is neither a label nor a file of that name; PXELINUX cannot follow it. "
                            + advice(command.word()));
        }
    }
}
