package net.mytestbed.pxe.boot;

import static net.mytestbed.pxe.problem.Quoted.quoted;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import net.mytestbed.pxe.boot.Settings.Setting;
import org.jspecify.annotations.Nullable;

/** Reads a configuration line by line, with the state that PXELINUX's own parser has. */
final class ConfigParser {
    private static final CharMatcher LINE_END = CharMatcher.anyOf("\r\n");
    private static final Pattern F_KEY = Pattern.compile("f0*([0-9]|1[0-2])");
    private static final Splitter COLONS = Splitter.on(':').omitEmptyStrings();

    /** Global words that do not change what boots. */
    private static final ImmutableSet<String> OTHER_WORDS =
            ImmutableSet.of("serial", "say", "display", "font", "kbdmap", "sendcookies");

    private static final ImmutableSet<String> OTHER_NUMBERS =
            ImmutableSet.of("allowoptions", "nocomplete", "nohalt", "console", "pxeretry");

    private final Findings findings = new Findings();
    private final Map<String, Setting> settings = new HashMap<>();
    private final ImmutableList.Builder<Setting> includes = ImmutableList.builder();
    private final ImmutableList.Builder<String> path = ImmutableList.builder();
    private final MenuEntries menu = new MenuEntries();
    private final List<BootLabel> labels = new ArrayList<>();
    private final ImmutableSet.Builder<String> disabledLabels = ImmutableSet.builder();

    private @Nullable OpenLabel label;
    private String globalAppend = "";
    private int globalSysAppend;
    private int textLine;
    private boolean isBlank = true;

    private ConfigParser() {}

    /**
     * What a configuration says.
     *
     * @param path the directories of PATH, where modules are looked for
     * @param menuEntry the label on which a menu starts if DEFAULT names none
     * @param disabledLabels the names taken away by MENU DISABLE
     * @param isBlank whether there is nothing but blanks and comments
     * @param remarks what is wrong with single lines
     */
    record Parsed(
            Settings settings,
            ImmutableList<BootLabel> labels,
            ImmutableList<Setting> includes,
            ImmutableList<String> path,
            int sysAppend,
            Optional<BootLabel> menuEntry,
            ImmutableSet<String> disabledLabels,
            boolean isBlank,
            ImmutableList<Finding> remarks) {}

    static Parsed parse(String text) {
        ConfigParser parser = new ConfigParser();
        ConfigLines.forEach(text, parser.findings, parser::line);
        return parser.parsed();
    }

    private Parsed parsed() {
        closeLabel();
        if (textLine > 0) {
            findings.add(
                    Finding.Kind.UNENDED_TEXT,
                    textLine,
                    "TEXT has no ENDTEXT; PXELINUX takes all that follows for a help text. Add ENDTEXT.");
        }
        return new Parsed(
                new Settings(settings),
                ImmutableList.copyOf(labels),
                includes.build(),
                path.build(),
                globalSysAppend,
                menu.first(),
                disabledLabels.build(),
                isBlank,
                findings.toList());
    }

    private void line(String line, int number) {
        if (textLine > 0) {
            textLine = Command.of(line).keyword().equals("endtext") ? 0 : textLine;
            return;
        }
        int end = LINE_END.indexIn(line);
        Command command = Command.of(end < 0 ? line : line.substring(0, end));
        if (!command.word().isEmpty() && !command.word().startsWith("#")) {
            isBlank = false;
            word(command.keyword(), command.arguments(), number);
        }
    }

    private void word(String keyword, String value, int number) {
        switch (keyword) {
            case "menu" -> menu(Command.of(value), number);
            case "text" -> textLine = number;
            case "include" -> includes.add(new Setting(number, Command.of(value).word()));
            case "append" -> append(value, number);
            case "initrd" -> initrd(value, number);
            case "label" -> {
                closeLabel();
                label = new OpenLabel(Command.of(value).word(), number, globalSysAppend);
            }
            case "sysappend", "ipappend" -> sysAppend(keyword, value, number);
            case "path" -> path.addAll(COLONS.split(value));
            default ->
                ImageKind.ofKeyword(keyword)
                        .ifPresentOrElse(kind -> image(kind, value, number), () -> global(keyword, value, number));
        }
    }

    private void menu(Command command, int number) {
        switch (command.keyword()) {
            case "default" -> mark(open -> open.isMenuDefault = true);
            case "hide" -> mark(open -> open.isHidden = true);
            case "disable", "disabled" -> mark(open -> open.isDisabled = true);
            case "goto", "quit" -> mark(open -> open.onlyMoves = true);
            case "exit" -> mark(open -> open.onlyMoves |= menu.isSubmenu());
            case "onerror" -> global("onerror", command.arguments(), number);
            case "separator" -> closeLabel();
            case "begin" -> {
                closeLabel();
                menu.begin();
            }
            case "end" -> {
                closeLabel();
                menu.end();
            }
            case "include" -> {
                Command include = Command.of(command.arguments());
                includes.add(new Setting(number, include.word()));
                if (!include.arguments().isEmpty()) {
                    closeLabel();
                }
            }
            default -> {
                // The menu's looks and messages.
            }
        }
    }

    private void mark(Consumer<OpenLabel> change) {
        if (label != null) {
            change.accept(label);
        }
    }

    private void append(String value, int number) {
        if (label == null) {
            if (!globalAppend.isEmpty() && !globalAppend.equals(value)) {
                repeated("APPEND", number);
            }
            globalAppend = value;
        } else {
            if (label.append != null) {
                repeated("APPEND", number);
            }
            label.append = value;
        }
    }

    private void initrd(String value, int number) {
        if (label == null) {
            outsideLabel("INITRD", number);
        } else {
            if (!label.initrd.isEmpty()) {
                repeated("INITRD", number);
            }
            label.initrd = BootLabel.INITRD_ARGUMENT + value;
        }
    }

    private void image(ImageKind kind, String value, int number) {
        if (label == null) {
            outsideLabel(kind.name(), number);
            return;
        }
        if (label.kind != ImageKind.UNSAID) {
            repeated(label.kind == kind ? kind.name() : label.kind + " and " + kind, number);
        }
        label.kind = kind;
        label.image = value;
        if (kind == ImageKind.LOCALBOOT) {
            number(kind.keyword(), value, CNumber.anyBase(value), number);
        }
    }

    private void sysAppend(String keyword, String value, int number) {
        CNumber bits = CNumber.anyBase(value);
        number(keyword, value, bits, number);
        if (label == null) {
            globalSysAppend = (int) bits.value();
        } else {
            label.sysAppend = (int) bits.value();
        }
    }

    private void global(String keyword, String value, int number) {
        boolean isNumber = Settings.NUMBERS.contains(keyword);
        if (isNumber || OTHER_NUMBERS.contains(keyword)) {
            number(keyword, value, CNumber.decimal(value), number);
        }
        if (isNumber || Settings.COMMANDS.contains(keyword)) {
            Setting before = settings.put(keyword, new Setting(number, value));
            if (before != null && !before.value().equals(value)) {
                repeated(Ascii.toUpperCase(keyword), number);
            }
        } else if (!OTHER_NUMBERS.contains(keyword)
                && !OTHER_WORDS.contains(keyword)
                && !F_KEY.matcher(keyword).matches()) {
            findings.add(
                    Finding.Kind.UNKNOWN_KEYWORD,
                    number,
                    quoted(keyword)
                            + " is no word of PXELINUX's, which ignores the line. Correct it, or put # before it.");
        }
    }

    private void number(String keyword, String value, CNumber read, int number) {
        if (!read.isWhole()) {
            findings.add(
                    Finding.Kind.NOT_A_NUMBER,
                    number,
                    Ascii.toUpperCase(keyword) + " is followed by " + quoted(value) + ", where a number is expected;"
                            + " PXELINUX reads " + read.value() + ". Write the number.");
        }
    }

    private void repeated(String words, int number) {
        findings.add(
                Finding.Kind.REPEATED_KEYWORD,
                number,
                words + (label == null ? " was given before" : " was given before in the label " + quoted(label.name))
                        + "; PXELINUX takes the last one only. Remove what is not meant.");
    }

    private void outsideLabel(String word, int number) {
        findings.add(
                Finding.Kind.OUTSIDE_LABEL,
                number,
                word + " stands outside any label; PXELINUX ignores it. Put a LABEL line before it.");
    }

    private void closeLabel() {
        if (label != null) {
            if (label.isDisabled) {
                disabledLabels.add(label.name);
            } else {
                BootLabel closed = label.close(globalAppend);
                labels.add(closed);
                if (!label.isHidden) {
                    menu.add(closed, label.isMenuDefault);
                }
            }
            label = null;
        }
    }
}
