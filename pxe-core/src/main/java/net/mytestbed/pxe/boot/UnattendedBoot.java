package net.mytestbed.pxe.boot;

import static net.mytestbed.pxe.problem.Quoted.quoted;

import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import net.mytestbed.pxe.boot.BootAction.ReadsConfig;
import net.mytestbed.pxe.boot.BootAction.RunsProgram;
import net.mytestbed.pxe.boot.BootAction.ShowsMenu;
import net.mytestbed.pxe.boot.BootAction.WaitsForPerson;
import net.mytestbed.pxe.boot.BootFiles.Hindrance;
import net.mytestbed.pxe.boot.Settings.Setting;

/** What a node does that nobody attends to: PXELINUX's way from its configuration to a boot. */
final class UnattendedBoot {
    private static final ImmutableSet<String> MENUS = ImmutableSet.of("menu.c32", "vesamenu.c32");

    private final BootConfig config;
    private final Settings settings;
    private final ServedFiles files;

    UnattendedBoot(BootConfig config, ServedFiles files) {
        this.config = config;
        this.settings = config.parsed().settings();
        this.files = files;
    }

    BootAction action() {
        Optional<Setting> start = settings.startCommand();
        boolean startsAtOnce = settings.userInterface().isPresent() || (start.isPresent() && !settings.prompts());
        BootAction begun = startsAtOnce ? attempt(start.get().value()) : atPrompt();
        if (!(begun instanceof WaitsForPerson) || !settings.hasTimeout()) {
            return begun;
        }
        // Whatever failed, the node is at its prompt now and will do there what ONTIMEOUT says, else try the same
        // again.
        BootAction timedOut = settings.onTimeout()
                .or(() -> start)
                .map(setting -> attempt(setting.value()))
                .orElse(begun);
        return timedOut instanceof WaitsForPerson ? begun : timedOut;
    }

    private WaitsForPerson atPrompt() {
        return new WaitsForPerson(
                settings.startCommand().isEmpty()
                        ? "There is neither DEFAULT nor UI."
                        : "PROMPT is on, and there is no TIMEOUT.");
    }

    private BootAction attempt(String command) {
        BootAction action = resolve(command, settings.allowsFiles());
        Optional<WaitsForPerson> failure = failure(action);
        if (failure.isEmpty()) {
            return withMenu(action);
        }
        // A module or a configuration that does not load ends at the prompt past ONERROR (SYSLINUX, execute.c).
        boolean leadsToOnError = !(action instanceof ReadsConfig)
                && !(action instanceof RunsProgram program && program.kind() == ImageKind.COM32);
        return settings.onError()
                .filter(onError -> leadsToOnError)
                .map(onError -> resolve(onError.value() + " " + command, true))
                .filter(rescue -> failure(rescue).isEmpty())
                .map(this::withMenu)
                .orElse(failure.get());
    }

    private Optional<WaitsForPerson> failure(BootAction action) {
        if (action instanceof WaitsForPerson waits) {
            return Optional.of(waits);
        }
        return files.missing(action).stream()
                .findFirst()
                .map(name -> new WaitsForPerson("The file " + quoted(name) + " "
                        + files.hindrance(name).map(Hindrance::reason).orElse("is not there") + "."));
    }

    /** What a command means: a label and options, else a file and options. */
    private BootAction resolve(String text, boolean allowsFiles) {
        Command command = Command.of(text);
        Optional<BootLabel> label = config.label(command.word());
        if (label.isPresent()) {
            return label.get().action(command.arguments());
        }
        Optional<Setting> include = unseenInclude();
        if (include.isPresent() && ImageKind.ofFile(command.word()) == ImageKind.KERNEL) {
            return new ReadsConfig(include.get().value());
        }
        String reason = "There is no label " + quoted(command.word());
        if (!allowsFiles) {
            return new WaitsForPerson(reason + ", and IMPLICIT 0 forbids to take it for a file.");
        }
        return implicit(command)
                .or(() -> Optional.of(asFile(command, command.word()))
                        .filter(file -> ImageKind.ofFile(file.image()) == ImageKind.COM32))
                .map(file -> file.action(command.arguments()))
                .orElseGet(() -> new WaitsForPerson(reason + ", nor a file of that name."));
    }

    /**
     * The file that PXELINUX takes for a name which is no label, if it is there. To a name without one of its endings it adds
     * each of them first. The global APPEND does not count here, SYSAPPEND does (SYSLINUX, {@code load_kernel}).
     */
    Optional<BootLabel> implicit(Command command) {
        String name = command.word();
        ImmutableSet.Builder<String> candidates = ImmutableSet.builder();
        if (ImageKind.ofFile(name) == ImageKind.KERNEL) {
            ImageKind.ENDINGS.keySet().forEach(ending -> candidates.add(name + ending));
        }
        return candidates.add(name).build().stream()
                .filter(candidate -> !name.isEmpty() && files.hasModule(candidate))
                .findFirst()
                .map(file -> asFile(command, file));
    }

    private BootLabel asFile(Command command, String file) {
        return new BootLabel(
                command.word(),
                0,
                ImageKind.KERNEL,
                file,
                "",
                "",
                config.parsed().sysAppend());
    }

    /** The first INCLUDE that is there; PXELINUX passes over one that is not. */
    Optional<Setting> unseenInclude() {
        return config.parsed().includes().stream()
                .filter(include -> files.has(include.value()))
                .findFirst();
    }

    private BootAction withMenu(BootAction action) {
        if (action instanceof RunsProgram program && MENUS.contains(fileName(program.program()))) {
            String file = Command.of(program.arguments()).word();
            return file.isEmpty() || file.equals("~")
                    ? new ShowsMenu(program.program(), afterTimeout())
                    : new ReadsConfig(file);
        }
        return action;
    }

    private static String fileName(String file) {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    private BootAction afterTimeout() {
        if (!settings.hasTimeout()) {
            return new WaitsForPerson("The menu has no TIMEOUT.");
        }
        BootAction action = settings.onTimeout()
                .map(onTimeout -> resolve(onTimeout.value(), true))
                .or(() -> menuEntry().map(BootLabel::action))
                .or(() -> unseenInclude().map(include -> new ReadsConfig(include.value())))
                .orElseGet(() -> new WaitsForPerson("The menu does not start on a label that boots."));
        return failure(action).<BootAction>map(failure -> failure).orElse(action);
    }

    /** The label on which the menu starts. */
    Optional<BootLabel> menuEntry() {
        return settings.defaultCommand()
                .flatMap(setting -> config.label(setting.command().word()))
                .or(() -> config.parsed().menuEntry());
    }
}
