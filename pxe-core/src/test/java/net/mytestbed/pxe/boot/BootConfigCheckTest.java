package net.mytestbed.pxe.boot;

import static java.util.stream.Collectors.joining;
import static net.mytestbed.pxe.boot.Finding.Severity.ERROR;
import static net.mytestbed.pxe.boot.Finding.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import net.mytestbed.pxe.boot.Finding.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BootConfigCheckTest {
    private static final String GOOD = "default a\nlabel a\nkernel k\n";

    @Test
    void aGoodConfigurationHasNoFindings() {
        assertThat(check(GOOD + "initrd i\nappend quiet\n", "k", "i")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# nothing\n  \t\r\n"})
    void anEmptyConfigurationIsAnError(String text) {
        assertThat(kinds(text)).containsExactly(Kind.EMPTY_CONFIG);
    }

    @Test
    void aConfigurationWithoutDefaultIsAnError() {
        assertThat(kinds("label a\nkernel k\n", "k")).containsExactly(Kind.NO_DEFAULT);
    }

    @Test
    void aDefaultThatNamesNothingIsAnError() {
        assertThat(kinds("default\nlabel a\nkernel k\n", "k")).containsExactly(Kind.NO_DEFAULT);
    }

    @Test
    void ontimeoutMayStandInForDefault() {
        assertThat(kinds("timeout 50\nontimeout a\nlabel a\nkernel k\n", "k")).isEmpty();
    }

    @Test
    void localbootWithoutALabelIsAnError() {
        assertThat(kinds("localboot 0\n")).containsExactly(Kind.NO_DEFAULT, Kind.OUTSIDE_LABEL);
    }

    @Test
    void aDefaultThatNamesNeitherLabelNorFileIsAnError() {
        assertThat(check("default b\nlabel a\nkernel k\n", "k")).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.UNKNOWN_DEFAULT);
            assertThat(finding.severity()).isEqualTo(ERROR);
            assertThat(finding.lineNumber()).isEqualTo(OptionalInt.of(1));
            assertThat(finding.sentence())
                    .isEqualTo("DEFAULT names \"b\", but there is no label of that name, and no file either; the node"
                            + " stays at PXELINUX's boot: prompt. Name a label of this file.");
        });
    }

    @Test
    void aDefaultThatDiffersInCaseOnlyIsToldWhichLabelIsMeant() {
        assertThat(only("DEFAULT LOCAL\nlabel local\nlocalboot 0\n").sentence())
                .contains("There is a label \"local\", but label names are told apart by case");
    }

    @Test
    void aDefaultOfADisabledLabelIsToldSo() {
        assertThat(only("default a\nlabel a\nmenu disable\nkernel k\n", "k").sentence())
                .contains("MENU DISABLE takes its name away");
    }

    @Test
    void aDefaultThatIsAKernelsFileIsAWarning() {
        Finding finding = only("default vmlinuz\n", "vmlinuz");

        assertThat(finding.kind()).isEqualTo(Kind.IMPLICIT_KERNEL);
        assertThat(finding.severity()).isEqualTo(WARNING);
    }

    @Test
    void aDefaultThatIsAFileIsAnErrorUnderImplicit0() {
        assertThat(kinds("implicit 0\ndefault vmlinuz\n", "vmlinuz")).containsExactly(Kind.UNKNOWN_DEFAULT);
    }

    @Test
    void aDefaultThatIsAModuleIsUsual() {
        assertThat(kinds("default menu.c32\ntimeout 50\nlabel a\nkernel k\n", "menu.c32", "k"))
                .isEmpty();
    }

    @Test
    void aMissingMenuIsAnError() {
        assertThat(kinds("ui vesamenu.c32\ntimeout 50\nlabel a\nkernel k\n", "k"))
                .containsExactly(Kind.UNKNOWN_DEFAULT);
    }

    @Test
    void aLineOver4095CharactersIsAnError() {
        assertThat(check("#" + "x".repeat(4095) + "\n" + GOOD, "k")).first().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.LINE_TOO_LONG);
            assertThat(finding.sentence()).contains("4096 characters");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", ""})
    void aLineOf4095CharactersIsNone(String end) {
        assertThat(kinds(GOOD + "#" + "x".repeat(4094) + end, "k")).isEmpty();
    }

    @Test
    void aNulByteIsAnError() {
        assertThat(kinds("default a\nlabel a\nkernel k\0\n", "k")).containsExactly(Kind.NUL_BYTE);
        assertThat(kinds("\0timeout x\n" + GOOD, "k")).containsExactly(Kind.NUL_BYTE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "default other\n"})
    void whatOnlyAnIncludedFileCanKnowIsAWarning(String line) {
        assertThat(kinds("include more.cfg\n" + line + "label a\nkernel k\n", "more.cfg", "k"))
                .containsExactly(Kind.UNSEEN_INCLUDE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"KERNEL k", "linux k", "INITRD i", "localboot 0", "config x"})
    void whatPxelinuxIgnoresOutsideALabelIsAWarning(String line) {
        assertThat(kinds(line + "\n" + GOOD, "k")).containsExactly(Kind.OUTSIDE_LABEL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kernal k", "; comment", "f13 x", "title x", "endtext"})
    void anUnknownKeywordIsAWarning(String line) {
        assertThat(kinds(line + "\n" + GOOD, "k")).containsExactly(Kind.UNKNOWN_KEYWORD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "F1 help.txt",
                "f12 x",
                "say hello",
                "display x",
                "serial 0 9600",
                "font f",
                "kbdmap m",
                "console 1",
                "allowoptions 0",
                "nohalt 1",
                "nocomplete 1",
                "pxeretry 3",
                "sendcookies 0x1",
                "path a:b",
                "menu title x",
                "menu color sel 7",
                "sysappend 3",
                "  # comment",
                "totaltimeout 0"
            })
    void everyWordOfPxelinuxIsKnown(String line) {
        assertThat(kinds(line + "\n" + GOOD, "k")).isEmpty();
    }

    @Test
    void aDuplicateLabelIsAWarning() {
        Finding finding = only(GOOD + "label a\nkernel nowhere\n", "k");

        assertThat(finding.kind()).isEqualTo(Kind.DUPLICATE_LABEL);
        assertThat(finding.lineNumber()).hasValue(4);
        assertThat(finding.sentence()).contains("already in line 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"onerror b", "ontimeout b", "menu onerror b", "ui menu.c32\ntimeout 9\ndefault b"})
    void anotherWordThatNamesNeitherLabelNorFileIsAWarning(String line) {
        assertThat(kinds(
                        GOOD.replace("default a\n", line.startsWith("ui") ? "" : "default a\n") + line + "\n",
                        "k",
                        "menu.c32"))
                .containsExactly(Kind.UNKNOWN_LABEL);
    }

    @Test
    void onerrorMayNameAFile() {
        assertThat(kinds("onerror chain.c32 hd0\n" + GOOD, "k", "chain.c32")).isEmpty();
    }

    @Test
    void promptWithoutTimeoutIsAWarning() {
        assertThat(kinds("prompt 1\n" + GOOD, "k")).containsExactly(Kind.WAITS_FOR_PERSON);
        assertThat(kinds("prompt 1\ntimeout 0\n" + GOOD, "k")).containsExactly(Kind.WAITS_FOR_PERSON);
        assertThat(kinds("prompt 1\ntimeout 10\n" + GOOD, "k")).isEmpty();
        assertThat(kinds("prompt 1\nnoescape 1\n" + GOOD, "k")).isEmpty();
    }

    @Test
    void whereAnIncludedFileMayHaveTheTimeoutThereIsNoWarning() {
        assertThat(kinds("prompt 1\ninclude i\n" + GOOD, "k", "i")).isEmpty();
        assertThat(kinds("prompt 1\ntimeout 0\ninclude i\n" + GOOD, "k", "i")).containsExactly(Kind.WAITS_FOR_PERSON);
    }

    @Test
    void aMenuWithoutTimeoutIsAWarning() {
        assertThat(kinds("ui menu.c32\n" + GOOD, "k", "menu.c32")).containsExactly(Kind.WAITS_FOR_PERSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"timeout soon", "timeout 5s", "prompt yes", "totaltimeout", "localboot disk", "sysappend x"})
    void whatIsNoNumberIsAWarning(String line) {
        assertThat(kinds("default b\n" + GOOD.replace("default a\n", "") + "label b\nlocalboot 0\n" + line + "\n", "k"))
                .contains(Kind.NOT_A_NUMBER);
    }

    @Test
    void whatPxelinuxReadsForANumberIsTold() {
        assertThat(only("timeout 5s\n" + GOOD, "k").sentence())
                .contains("TIMEOUT is followed by \"5s\", where a number is expected; PXELINUX reads 5.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kernel k", "localboot 0", "initrd i", "append x", "default b", "timeout 9"})
    void whatIsSaidTwiceIsAWarning(String line) {
        String text =
                "default a\ntimeout 5\nlabel b\nlocalboot 0\nlabel a\nkernel l\ninitrd j\nappend y\n" + line + "\n";

        assertThat(kinds(text, "k", "l", "i", "j")).containsExactly(Kind.REPEATED_KEYWORD);
    }

    @Test
    void theSameSaidTwiceIsNone() {
        assertThat(kinds("default a\n" + GOOD, "k")).isEmpty();
    }

    @Test
    void aSecondGlobalAppendIsAWarning() {
        assertThat(kinds("append x\nappend y\n" + GOOD, "k")).containsExactly(Kind.REPEATED_KEYWORD);
    }

    @Test
    void aTextWithoutEndIsAWarning() {
        assertThat(kinds(GOOD + "text help\nlabel b\n", "k")).containsExactly(Kind.UNENDED_TEXT);
    }

    @Test
    void moreThanTenOfAKindAreCounted() {
        String text = IntStream.range(0, 500).mapToObj(i -> "word" + i + "\n").collect(joining());
        ImmutableList<Finding> findings = check(GOOD + text, "k");

        assertThat(findings).hasSize(11);
        assertThat(findings.get(0).sentence()).startsWith("The same (UNKNOWN_KEYWORD) was found 490 times more.");
    }

    @Test
    void findingsComeByLine() {
        assertThat(check("word\ntimeout x\nlabel b\nkernel nowhere\nword\n"))
                .extracting(finding -> finding.lineNumber().orElse(0))
                .containsExactly(0, 1, 2, 3, 5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"prompt 1\n", "onerror b\n", "word\n", "timeout x\n", "include i\n", "default c\n", "text\n", ""
            })
    void everySentenceIsWhole(String line) {
        assertThat(check(GOOD + line + "initrd j,../x\nappend initrd=a initrd=b\n"))
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.sentence()).matches("[\"A-Z].*[^.]\\."));
    }

    private static Finding only(String text, String... files) {
        ImmutableList<Finding> findings = check(text, files);
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    private static ImmutableList<Kind> kinds(String text, String... files) {
        return check(text, files).stream().map(Finding::kind).collect(ImmutableList.toImmutableList());
    }

    private static ImmutableList<Finding> check(String text, String... files) {
        return BootConfigCheck.check(BootConfig.parse(text), ImmutableSet.copyOf(files)::contains);
    }
}
