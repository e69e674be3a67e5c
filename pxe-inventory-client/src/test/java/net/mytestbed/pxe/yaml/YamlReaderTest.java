package net.mytestbed.pxe.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.node.HexIp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("lab.yaml");
    }

    record Lab(String name, HexIp gateway, ImmutableList<String> users) {
        static Supplier<Lab> read(YamlMap root) {
            Optional<String> name = root.require("name").flatMap(value -> value.as(Function.identity()));
            Optional<HexIp> gateway = root.require("gateway").flatMap(value -> value.as(HexIp::ofAddress));
            ImmutableList<String> users = root.find("users").map(YamlValue::asList).orElse(ImmutableList.of()).stream()
                    .flatMap(user -> user.as(Function.<String>identity()).stream())
                    .collect(ImmutableList.toImmutableList());
            return () -> new Lab(name.orElseThrow(), gateway.orElseThrow(), users);
        }
    }

    private Lab read(String text) throws IOException {
        Files.writeString(file, text);
        return YamlReader.read(file, Lab::read);
    }

    private ImmutableList<String> complaints(String text) throws IOException {
        Files.writeString(file, text);
        return complaints(Lab::read);
    }

    private <T> ImmutableList<String> complaints(Function<YamlMap, Supplier<T>> shape) {
        ImmutableList.Builder<String> complaints = ImmutableList.builder();
        assertThatExceptionOfType(YamlException.class)
                .isThrownBy(() -> YamlReader.read(file, shape))
                .satisfies(e -> e.complaints()
                        .forEach(
                                complaint -> complaints.add(complaint.toString().replace(directory + "/", ""))));
        return complaints.build();
    }

    @Test
    void aFileBecomesAValue() throws IOException {
        assertThat(read("---\nname: 0700\ngateway: 10.18.1.254\nusers: [ann, 'bob']\n"))
                .isEqualTo(new Lab("0700", HexIp.ofAddress("10.18.1.254"), ImmutableList.of("ann", "bob")));
    }

    @Test
    void everythingThatIsWrongIsReportedAtOnceInTheOrderOfTheFile() throws IOException {
        assertThat(complaints("users: ann\ngatway: 10.18.1.254\nname: {first: Ann}\n"))
                .containsExactly(
                        "lab.yaml: The key \"gateway\" is missing; add it.",
                        "lab.yaml:1: users: Expected a list (- value), found a plain value.",
                        "lab.yaml:2: gatway: The key \"gatway\" is not known here; the nearest known key is \"gateway\".",
                        "lab.yaml:3: name: Expected a plain value, found a mapping (key: value).");
    }

    @Test
    void aValueThatItsTypeRefusesIsReportedInTheWordsOfTheType() throws IOException {
        assertThat(complaints("name: sb8\ngateway: 10.300.0.1\n"))
                .singleElement()
                .asString()
                .startsWith("lab.yaml:2: gateway: \"10.300.0.1\" is not a plain IPv4 address");
    }

    @Test
    void aKeyWithNoValueIsReported() throws IOException {
        assertThat(complaints("name:\ngateway: 10.18.1.254\n"))
                .containsExactly("lab.yaml:1: name: Expected a plain value, found nothing.");
    }

    @Test
    void aKeyThatStandsTwiceIsReported() throws IOException {
        assertThat(complaints("name: a\nname: b\ngateway: 10.18.1.254\n"))
                .containsExactly("lab.yaml:2: name: \"name\" stands already on line 1; remove one.");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`name: [a`, `lab.yaml:1: This is not YAML: expected ',' or ']', but got`",
                "`a: 1\n\tb: 2`, `lab.yaml:2: This is not YAML: `",
                "``, `lab.yaml: The file is empty.`",
                "`- a`, `lab.yaml: Expected a mapping (key: value), found a list`",
                "`name: a\ngateway: 10.0.0.1\n---\nname: b`, `lab.yaml:4: A second document begins here`",
                "`name: a\nx: \u0001`, `lab.yaml:2: The line has a control character`",
            })
    void aFileThatIsNoDocumentOfKeysIsReportedWithItsLine(String text, String complaint) throws IOException {
        assertThat(complaints(text)).singleElement().asString().startsWith(complaint);
    }

    @Test
    void aMissingFileIsReported() {
        assertThat(complaints(Lab::read)).containsExactly("lab.yaml: There is no such file.");
    }

    @Test
    void aDirectoryInPlaceOfTheFileIsReported() throws IOException {
        Files.createDirectory(file);
        assertThat(complaints(Lab::read))
                .containsExactly("lab.yaml: The file cannot be read: it is not a regular file.");
    }

    @Test
    void bytesThatAreNoTextAreReported() throws IOException {
        Files.write(file, new byte[] {'a', ':', ' ', (byte) 0xff});
        assertThat(complaints(Lab::read)).containsExactly("lab.yaml: The file is not UTF-8 text.");
    }

    @Test
    void aHugeFileIsRefused() throws IOException {
        assertThat(complaints("#".repeat(YamlReader.LARGEST + 1)))
                .containsExactly("lab.yaml: The file cannot be read: it is larger than 16777216 bytes.");
    }

    @Test
    void aHugeLineIsRefused() throws IOException {
        assertThat(complaints("name: a\n#" + "#".repeat(YamlReader.LONGEST_LINE) + "\n"))
                .containsExactly("lab.yaml:2: The line has more than 10000 characters; split it.");
    }

    @Test
    void aFileOfTheLargestSizeIsRead() throws IOException {
        String line = "- " + "x".repeat(997) + "\n";
        String begin = "name: a\ngateway: 10.0.0.1\nusers:\n";
        int lines = (YamlReader.LARGEST - begin.length()) / line.length();
        assertThat(read(begin + line.repeat(lines)).users()).hasSize(lines);
    }

    @Test
    void aliasesAreRefusedSoThatTheyCannotMultiply() throws IOException {
        assertThat(complaints("name: &a sb8\ngateway: *a\n"))
                .contains("lab.yaml:2: gateway: Aliases are not read here: write the value of \"*a\" itself.");
    }

    @Test
    void levelsWithoutEndAreRefused() throws IOException {
        assertThat(complaints("users: " + "[".repeat(900) + "]".repeat(900) + "\nname: a\ngateway: 10.0.0.1\n"))
                .contains("lab.yaml:1: users: More than 16 levels of mappings and lists.");
    }

    private static Supplier<ImmutableMap<Domain, HexIp>> gateways(YamlMap root) {
        ImmutableMap.Builder<Domain, HexIp> gateways = ImmutableMap.builder();
        root.entries(Domain::of)
                .forEach((domain, value) -> value.as(HexIp::ofAddress).ifPresent(gate -> gateways.put(domain, gate)));
        return gateways::buildOrThrow;
    }

    @Test
    void theNamesOfAFreeMappingAreNotUnknown() throws IOException {
        Files.writeString(file, "sb8: 10.18.1.254\nsb9: 10.19.1.254\n");
        assertThat(YamlReader.read(file, YamlReaderTest::gateways))
                .containsOnlyKeys(Domain.of("sb8"), Domain.of("sb9"));
    }

    @Test
    void aNameThatIsNoneOrStandsAlreadyInAnotherSpellingIsReported() throws IOException {
        Files.writeString(file, "sb8: 10.18.1.254\nSB8: 10.18.1.253\n'../sb9': 10.19.1.254\n");
        assertThat(complaints(YamlReaderTest::gateways))
                .satisfiesExactly(
                        twice -> assertThat(twice)
                                .isEqualTo("lab.yaml:2: SB8: \"SB8\" stands already on line 1; remove one."),
                        noName -> assertThat(noName)
                                .startsWith("lab.yaml:3: ../sb9: \"../sb9\" is not the name of a domain"));
    }

    @Test
    void aResultThatCannotBeMadeIsAComplaintAboutTheFile() throws IOException {
        Files.writeString(file, "{}");
        assertThat(complaints(root -> () -> {
                    throw new IllegalArgumentException("Nothing fits.");
                }))
                .containsExactly("lab.yaml: Nothing fits.");
    }
}
