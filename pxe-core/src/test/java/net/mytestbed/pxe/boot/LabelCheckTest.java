package net.mytestbed.pxe.boot;

import static net.mytestbed.pxe.boot.Finding.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import net.mytestbed.pxe.boot.Finding.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LabelCheckTest {
    private static final String GOOD = "default a\nlabel a\nkernel k\n";

    @ParameterizedTest
    @ValueSource(strings = {"append quiet", "menu goto x", "comboot x.com", "kernel"})
    void aDefaultLabelThatBootsNothingIsAnError(String line) {
        assertThat(kinds("default a\nlabel a\n" + line + "\n")).containsExactly(Kind.NOTHING_TO_BOOT);
    }

    /** The longest APPEND is what 2,047 leaves beside BOOT_IMAGE=, or else beside the type as PXELINUX writes it, and the file. */
    @ParameterizedTest
    @CsvSource({"kernel k, 2034", "linux k, 2034", "com32 k.c32, 2034", "kernel k.c32, 2041", "localboot 0, 2034"})
    void aCommandLineOf2048CharactersIsAnError(String image, int longest) {
        String text = "default a\nlabel a\n" + image + "\nappend ";

        assertThat(kinds(text + "x".repeat(longest) + "\n", "k", "k.c32")).isEmpty();
        assertThat(kinds(text + "x".repeat(longest + 1) + "\n", "k", "k.c32"))
                .containsExactly(Kind.COMMAND_LINE_TOO_LONG);
    }

    @Test
    void initrdAndDefaultsOptionsCountForTheCommandLine() {
        assertThat(kinds("default a b\nlabel a\nkernel k\ninitrd i\nappend " + "x".repeat(2023) + "\n", "k", "i"))
                .isEmpty();
        assertThat(kinds("default a b\nlabel a\nkernel k\ninitrd i\nappend " + "x".repeat(2024) + "\n", "k", "i"))
                .containsExactly(Kind.COMMAND_LINE_TOO_LONG);
    }

    @Test
    void aFileNameOver127CharactersIsAnError() {
        String name = "x".repeat(127);

        assertThat(kinds("default a\nlabel a\nkernel " + name + "\n", name)).isEmpty();
        assertThat(kinds("default a\nlabel a\nkernel " + name + "x\n")).containsExactly(Kind.FILE_NAME_TOO_LONG);
    }

    @Test
    void aMissingKernelOfTheDefaultIsAWarningOfItsOwn() {
        assertThat(check(GOOD)).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.MISSING_KERNEL);
            assertThat(finding.severity()).isEqualTo(WARNING);
            assertThat(finding.sentence())
                    .startsWith("The kernel \"k\" of label \"a\" is not in the boot program's directory");
        });
    }

    @Test
    void ofAFileThatIsThereAndNotServedTheReasonAndTheRemedyAreTold() {
        assertThat(BootConfigCheck.check(BootConfig.parse(GOOD), new ClosedFiles()))
                .singleElement()
                .extracting(Finding::sentence)
                .asString()
                .startsWith("The kernel \"k\" of label \"a\" is not readable by all; ")
                .endsWith(". Run chmod o+r on it.");
    }

    @Test
    void everyMissingInitrdOfTheDefaultIsAWarningOfItsOwn() {
        assertThat(kinds(GOOD + "initrd i,j,k\n", "k")).containsExactly(Kind.MISSING_INITRD, Kind.MISSING_INITRD);
    }

    @Test
    void aMissingProgramOfTheDefaultIsAMissingKernel() {
        assertThat(kinds("default a\nlabel a\ncom32 chain\nappend hd0\n")).containsExactly(Kind.MISSING_KERNEL);
    }

    @Test
    void aMissingFileOfAnotherLabelIsAMissingFile() {
        assertThat(kinds(GOOD + "label b\nkernel other\ninitrd i\nlabel c\nconfig d\n", "k"))
                .containsExactly(Kind.MISSING_FILE, Kind.MISSING_FILE, Kind.MISSING_FILE);
    }

    @Test
    void theLabelsOfAMenusStartAndOfOntimeoutAreDefaultsToo() {
        String text = "ui menu.c32\ntimeout 50\nontimeout b\nlabel a\nkernel k\nlabel b\nkernel l\n";

        assertThat(kinds(text, "menu.c32")).containsExactly(Kind.MISSING_KERNEL, Kind.MISSING_KERNEL);
    }

    @Test
    void theLabelOfAMenuInDefaultsPlaceIsADefaultToo() {
        assertThat(kinds("default menu.c32\ntimeout 50\nlabel a\nkernel k\n", "menu.c32"))
                .containsExactly(Kind.MISSING_KERNEL);
    }

    @Test
    void aFileOutsideTheBootProgramsDirectoryIsNotLookedFor() {
        assertThat(kinds("default a\nlabel a\nkernel ../../etc/k\n")).containsExactly(Kind.UNCHECKED_FILE);
    }

    @Test
    void onlyPlainPathsAreAskedFor() {
        BootFiles plain = path -> {
            assertThat(path).isEqualTo("images/k");
            return true;
        };

        assertThat(BootConfigCheck.check(BootConfig.parse("default a\nlabel a\nkernel /x/../images//k\n"), plain))
                .isEmpty();
    }

    @Test
    void aUrlIsNotLookedFor() {
        assertThat(kinds("default a\nlabel a\nkernel http://server/k\ninitrd 10.0.0.1::i\n"))
                .isEmpty();
    }

    @Test
    void aMissingIncludeIsAMissingFile() {
        assertThat(kinds(GOOD + "include more.cfg\n", "k")).containsExactly(Kind.MISSING_FILE);
    }

    @Test
    void aSecondInitrdArgumentIsAWarning() {
        assertThat(kinds(GOOD + "initrd i\nappend initrd=j\n", "k", "j")).containsExactly(Kind.SECOND_INITRD);
    }

    @Test
    void aKernelWhoseVersionEndsLikeABootProgramIsAWarning() {
        String text = "default a\nlabel a\nkernel linux-2.0.0\nappend initrd=i\n";

        assertThat(kinds(text, "linux-2.0.0", "i")).containsExactly(Kind.KERNEL_TAKEN_FOR_PROGRAM);
        assertThat(kinds(text.replace("kernel", "linux"), "linux-2.0.0", "i")).isEmpty();
    }

    private static ImmutableList<Kind> kinds(String text, String... files) {
        return check(text, files).stream().map(Finding::kind).collect(ImmutableList.toImmutableList());
    }

    private static ImmutableList<Finding> check(String text, String... files) {
        return BootConfigCheck.check(BootConfig.parse(text), ImmutableSet.copyOf(files)::contains);
    }
}
