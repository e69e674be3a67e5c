package net.mytestbed.pxe.yaml;

import static java.util.Objects.requireNonNullElse;

import com.google.common.base.CharMatcher;
import com.google.common.io.ByteStreams;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads a YAML file strictly. Reading has two steps, so that everything wrong is found before anything is made: first each key is
 * asked for and each value read, what is wrong being collected; then, if nothing was wrong, the result is made.
 *
 * <pre>{@code
 * Point point = YamlReader.read(file, root -> {
 *     Optional<Integer> x = root.require("x").flatMap(value -> value.as(Integer::valueOf));
 *     Optional<Integer> y = root.require("y").flatMap(value -> value.as(Integer::valueOf));
 *     return () -> new Point(x.orElseThrow(), y.orElseThrow());
 * });
 * }</pre>
 *
 * <p>Only the plain part of YAML is read: aliases ({@code *name}) are refused, so that a small file cannot stand for a huge one, and
 * tags mean nothing. A file has at most {@value #LARGEST} bytes, {@value #LONGEST_LINE} characters in a line and
 * {@value YamlParser#DEEPEST} levels.
 */
public final class YamlReader {
    /** The largest file, in bytes. */
    public static final int LARGEST = 16 << 20;

    /** The longest line, in characters: the parser's time grows with the square of it. */
    static final int LONGEST_LINE = 10_000;

    /** Without tab and the ends of lines. */
    private static final CharMatcher CONTROL = CharMatcher.javaIsoControl().and(CharMatcher.noneOf("\t\n\r\u0085"));

    private YamlReader() {}

    /**
     * Reads a file whose top is a mapping.
     *
     * @param shape reads the values, and returns what makes the result of them; that is called only if nothing is wrong with the
     *     file, and may itself throw an IllegalArgumentException about the file as a whole
     * @throws YamlException with everything that is wrong, also if the file is missing or cannot be read
     */
    public static <T> T read(Path file, Function<YamlMap, Supplier<T>> shape) {
        Complaints complaints = new Complaints(file);
        Optional<Supplier<T>> result = text(file, complaints)
                .flatMap(text -> YamlParser.parse(text, complaints))
                .flatMap(YamlValue::asMap)
                .map(shape);
        complaints.checkKeys();
        if (result.isPresent() && complaints.isEmpty()) {
            try {
                return result.get().get();
            } catch (IllegalArgumentException refusal) {
                complaints.add(0, "", requireNonNullElse(refusal.getMessage(), refusal.toString()));
            }
        }
        throw complaints.toException();
    }

    private static Optional<String> text(Path file, Complaints complaints) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(bytes(file)).toString();
            if (linesAreSound(text, complaints)) {
                return Optional.of(text);
            }
        } catch (NoSuchFileException e) {
            complaints.add(0, "", "There is no such file.");
        } catch (CharacterCodingException e) {
            complaints.add(0, "", "The file is not UTF-8 text.");
        } catch (IOException e) {
            complaints.add(0, "", "The file cannot be read: " + reason(e) + ".");
        }
        return Optional.empty();
    }

    private static boolean linesAreSound(String text, Complaints complaints) {
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (line.length() > LONGEST_LINE) {
                complaints.add(number, "", "The line has more than " + LONGEST_LINE + " characters; split it.");
            }
            if (CONTROL.matchesAnyOf(line)) {
                complaints.add(number, "", "The line has a control character; remove it.");
            }
        }
        return complaints.isEmpty();
    }

    private static ByteBuffer bytes(Path file) throws IOException {
        // A pipe or a device could be read for ever.
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("it is not a regular file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = ByteStreams.limit(in, LARGEST + 1L).readAllBytes();
            if (bytes.length > LARGEST) {
                throw new IOException("it is larger than " + LARGEST + " bytes");
            }
            return ByteBuffer.wrap(bytes);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied; let the user of this process read it";
        }
        Optional<String> reason = e instanceof FileSystemException failure
                ? Optional.ofNullable(failure.getReason())
                : Optional.ofNullable(e.getMessage());
        return reason.orElseGet(e::toString);
    }
}
