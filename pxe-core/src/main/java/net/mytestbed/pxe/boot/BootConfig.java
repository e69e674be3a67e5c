package net.mytestbed.pxe.boot;

import static com.google.common.base.Preconditions.checkArgument;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static net.mytestbed.pxe.problem.Quoted.quoted;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Optional;
import net.mytestbed.pxe.boot.ConfigParser.Parsed;
import net.mytestbed.pxe.boot.Settings.Setting;
import org.jspecify.annotations.Nullable;

/**
 * A boot configuration: a file in PXELINUX's language, kept byte for byte, and what PXELINUX makes of it. Reading never fails
 * but for the size, for PXELINUX itself takes anything; what is wrong with a configuration is for {@link BootConfigCheck} to
 * say. Two configurations are equal if their bytes are.
 *
 * <p>Text has one character for each byte (ISO 8859-1), so that nothing is lost whatever the file's encoding.
 */
public final class BootConfig {
    /** The largest configuration that is read, in bytes; real ones have a few hundred. */
    public static final int MAXIMUM_SIZE = 1 << 20;

    private static final CharMatcher PRINTABLE = CharMatcher.inRange(' ', '~');
    private static final CharMatcher WORD = CharMatcher.inRange('!', '~');

    private final String text;
    private final Parsed parsed;
    private final ImmutableMap<String, BootLabel> byName;

    private BootConfig(String text) {
        this.text = text;
        this.parsed = ConfigParser.parse(text);
        this.byName = parsed.labels().stream()
                .collect(ImmutableMap.toImmutableMap(BootLabel::name, label -> label, (first, second) -> first));
    }

    /**
     * Reads a configuration.
     *
     * @throws IllegalArgumentException if it is larger than {@value #MAXIMUM_SIZE} bytes
     */
    public static BootConfig parse(byte[] bytes) {
        checkSize(bytes.length);
        return new BootConfig(new String(bytes, ISO_8859_1));
    }

    /**
     * Reads a configuration from text with one character for each byte.
     *
     * @throws IllegalArgumentException if it is larger than {@value #MAXIMUM_SIZE} bytes or has a character that is no single
     *     byte
     */
    public static BootConfig parse(String text) {
        checkSize(text.length());
        checkArgument(
                ISO_8859_1.newEncoder().canEncode(text),
                "A boot configuration's text has one character for each byte, but there are others in it. Read it as bytes.");
        return new BootConfig(text);
    }

    private static void checkSize(int size) {
        checkArgument(
                size <= MAXIMUM_SIZE,
                "A boot configuration of %s bytes is refused: expected a text file of at most %s bytes. Is it a kernel or an image?",
                size,
                MAXIMUM_SIZE);
    }

    /** The configuration that boots the local disk: the text of a {@code default} that is made. */
    public static BootConfig localDisk() {
        return parse("default harddisk\nlabel harddisk\nlocalboot 0\n");
    }

    /**
     * A configuration that boots one RAM image.
     *
     * @param label the label's name
     * @param kernel the kernel's file, relative to the boot program's directory
     * @param initrds the initial RAM disks, in the order in which they are joined; may be empty
     * @param append the kernel's command line without {@code initrd=}; may be empty
     * @throws IllegalArgumentException if a name is empty, longer than 127 characters or has anything but printable ASCII
     *     without blanks, if an initial RAM disk's name has a comma, or if the command line has other than printable ASCII, begins
     *     with a blank, is {@code -} or has an {@code initrd=}, or if all of it is too long for PXELINUX
     */
    public static BootConfig ramImage(String label, String kernel, List<String> initrds, String append) {
        checkWord("label", label);
        checkWord("kernel", kernel);
        initrds.forEach(initrd -> {
            checkWord("initial RAM disk", initrd);
            checkArgument(
                    !initrd.contains(","),
                    "The name %s of an initial RAM disk has a comma, which divides names.",
                    quoted(initrd));
        });
        checkArgument(
                PRINTABLE.matchesAllOf(append)
                        && !append.startsWith(" ")
                        && !append.equals("-")
                        && !append.contains(BootLabel.INITRD_ARGUMENT),
                "%s cannot be a kernel's command line here: expected printable ASCII that begins with no blank, without"
                        + " initrd=, and not just a hyphen, which to PXELINUX means nothing.",
                quoted(append));
        // LINUX and not KERNEL, so that a kernel is one whatever its name ends in.
        StringBuilder text = new StringBuilder("default " + label + "\nlabel " + label + "\n\tlinux " + kernel + "\n");
        if (!initrds.isEmpty()) {
            text.append("\tinitrd ").append(String.join(",", initrds)).append('\n');
        }
        if (!append.isEmpty()) {
            text.append("\tappend ").append(append).append('\n');
        }
        BootConfig config = parse(text.toString());
        BootConfigCheck.check(config, path -> true).stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .findFirst()
                .ifPresent(finding -> {
                    throw new IllegalArgumentException(finding.sentence());
                });
        return config;
    }

    private static void checkWord(String what, String word) {
        checkArgument(
                !word.isEmpty() && word.length() <= ServedFiles.LONGEST_NAME && WORD.matchesAllOf(word),
                "%s cannot be the name of a %s: expected 1 to %s printable ASCII characters without blanks.",
                quoted(word),
                what,
                ServedFiles.LONGEST_NAME);
    }

    /** The file's text, exactly as it was read, with one character for each byte. */
    public String text() {
        return text;
    }

    /** The file's bytes, exactly as they were read. */
    public byte[] bytes() {
        return text.getBytes(ISO_8859_1);
    }

    /** The labels in the order of the file, those of one name all of them; without those that MENU DISABLE takes away. */
    public ImmutableList<BootLabel> labels() {
        return parsed.labels();
    }

    /** The label of this name, as PXELINUX finds it: case counts, and of several the first is taken. */
    public Optional<BootLabel> label(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** What the last DEFAULT names: a label or a file, and options. */
    public Optional<String> defaultCommand() {
        return parsed.settings().defaultCommand().map(Setting::value);
    }

    /** The files that INCLUDE and MENU INCLUDE name, in order. What they say is not part of this value. */
    public ImmutableList<String> includes() {
        return parsed.includes().stream().map(Setting::value).collect(ImmutableList.toImmutableList());
    }

    /**
     * What a node does by itself with this configuration, when nobody touches a key: PXELINUX's own way through UI, DEFAULT,
     * PROMPT, TIMEOUT, ONTIMEOUT and ONERROR.
     */
    public BootAction bootsByDefault(BootFiles files) {
        return new UnattendedBoot(this, new ServedFiles(files, parsed.path())).action();
    }

    Parsed parsed() {
        return parsed;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BootConfig config && text.equals(config.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The text: what {@code cat} would show. */
    @Override
    public String toString() {
        return text;
    }
}
