package net.mytestbed.pxe.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import java.util.List;
import net.mytestbed.pxe.boot.BootAction.BootsKernel;
import net.mytestbed.pxe.boot.BootAction.BootsLocalDisk;
import net.mytestbed.pxe.boot.BootAction.ReadsConfig;
import net.mytestbed.pxe.boot.BootAction.RunsProgram;
import net.mytestbed.pxe.boot.BootAction.WaitsForPerson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BootConfigTest {
    @Test
    void keywordsIgnoreCase() {
        assertThat(kernel("LaBeL a\nkErNeL vmlinuz\nApPeNd quiet").kernel()).isEqualTo("vmlinuz");
    }

    @Test
    void labelNamesDoNotIgnoreCase() {
        BootConfig config = BootConfig.parse("label local\nlocalboot 0\n");

        assertThat(config.label("LOCAL")).isEmpty();
        assertThat(config.label("local")).isPresent();
    }

    @Test
    void aLabelsNameIsOneWord() {
        assertThat(label("label a b\nkernel k").name()).isEqualTo("a");
    }

    @Test
    void aLabelKnowsItsLine() {
        assertThat(label("# one\n\nlabel a").lineNumber()).isEqualTo(3);
        assertThat(label("\n\nlabel a").lineNumber()).isEqualTo(3);
    }

    @Test
    void aLabelReachesToTheNextLabel() {
        BootConfig config = BootConfig.parse("label a\nkernel k\nappend x\nlabel b\nkernel l\n");

        assertThat(config.labels()).extracting(BootLabel::append).containsExactly("x", "");
    }

    @Test
    void aGlobalWordInsideALabelStaysGlobal() {
        BootConfig config = BootConfig.parse("label a\ndefault b\nkernel k\nlabel b\nlocalboot 0\n");

        assertThat(config.defaultCommand()).contains("b");
        assertThat(config.labels().get(0).action()).isInstanceOf(BootsKernel.class);
    }

    @Test
    void kernelInitrdAndLocalbootOutsideALabelAreIgnored() {
        assertThat(kernel("kernel x\ninitrd y\nlocalboot 0\nlabel a\nkernel k").commandLine())
                .isEmpty();
    }

    @Test
    void theGlobalAppendIsForLabelsThatHaveNone() {
        BootConfig config = BootConfig.parse("append quiet\nlabel a\nkernel k\nlabel b\nkernel k\nappend debug\n");

        assertThat(config.labels()).extracting(BootLabel::append).containsExactly("quiet", "debug");
    }

    @Test
    void aHyphenInALabelCancelsTheGlobalAppend() {
        assertThat(kernel("append quiet\nlabel a\nkernel k\nappend -").commandLine())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"menu separator", "menu begin", "menu end", "menu include x.cfg Title"})
    void aMenusBorderEndsALabel(String border) {
        BootConfig config = BootConfig.parse("label a\nkernel k\n" + border + "\nappend late\nlabel b\nkernel k\n");

        assertThat(config.labels()).extracting(BootLabel::append).containsExactly("", "late");
    }

    @ParameterizedTest
    @ValueSource(strings = {"menu include x.cfg", "menu exit", "menu title x", "include x.cfg"})
    void otherWordsDoNotEndALabel(String line) {
        assertThat(kernel("label a\n" + line + "\nkernel k").kernel()).isEqualTo("k");
    }

    @Test
    void aLabelWithoutAKernelBootsTheFileOfItsName() {
        assertThat(kernel("label vmlinuz\nappend quiet").kernel()).isEqualTo("vmlinuz");
    }

    @Test
    void theLastWordThatSaysWhatToBootCounts() {
        assertThat(label("label a\nkernel k\nlocalboot 0").action()).isEqualTo(new BootsLocalDisk("a", 0));
    }

    @Test
    void initrdComesAfterAppendOnTheCommandLine() {
        BootsKernel kernel = kernel("label a\ninitrd i,j\nkernel k\nappend root=/dev/ram0");

        assertThat(kernel.commandLine()).isEqualTo("root=/dev/ram0 initrd=i,j");
        assertThat(kernel.initrds()).containsExactly("i", "j");
    }

    @Test
    void initrdsInAppendAreTaken() {
        assertThat(kernel("label a\nkernel k\nappend quiet initrd=i,j root=x").initrds())
                .containsExactly("i", "j");
    }

    @Test
    void onlyTheFirstInitrdArgumentIsLoaded() {
        assertThat(kernel("label a\nkernel k\ninitrd late\nappend initrd=i").initrds())
                .containsExactly("i");
    }

    @Test
    void theLastOfTwoInitrdLinesCounts() {
        assertThat(kernel("label a\nkernel k\ninitrd i\ninitrd j").initrds()).containsExactly("j");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "4, 4", "5, 5", "-1, -1", "65535, -1", "0x80, 128", "'', 0", "disk, 0"})
    void localbootsTypeIsReadAsPxelinuxReadsIt(String type, int expected) {
        assertThat(label("label a\nlocalboot " + type).action()).isEqualTo(new BootsLocalDisk("a", expected));
    }

    @ParameterizedTest
    @CsvSource({"chain.c32, COM32", "undionly.0, PXE", "grub.bin, BOOT", "mbr.bs, BOOT", "dos.bss, BSS"})
    void theEndingOfAKernelsNameSaysWhatItIs(String file, ImageKind kind) {
        assertThat(label("label a\nkernel " + file + "\nappend hd0").action())
                .isEqualTo(new RunsProgram("a", kind, file, "hd0"));
    }

    @Test
    void linuxIsAKernelWhateverItsName() {
        assertThat(kernel("label a\nlinux vmlinuz-6.0").kernel()).isEqualTo("vmlinuz-6.0");
    }

    @Test
    void aModulesEndingMayBeLeftOutAfterCom32() {
        assertThat(label("label a\ncom32 chain\nappend hd0").action())
                .isEqualTo(new RunsProgram("a", ImageKind.COM32, "chain.c32", "hd0"));
    }

    @Test
    void configReadsAnotherFile() {
        assertThat(label("label a\nconfig pxelinux.cfg/other").action())
                .isEqualTo(new ReadsConfig("pxelinux.cfg/other"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"menu goto x", "menu quit", "comboot x.com", "kernel"})
    void aLabelMayBootNothing(String line) {
        assertThat(label("label a\n" + line).action()).isInstanceOf(WaitsForPerson.class);
    }

    @ParameterizedTest
    @CsvSource({"sysappend 3, 3", "IPAPPEND 0x3, 3", "sysappend 011, 9"})
    void sysappendIsDecimalHexadecimalOrOctal(String line, int bits) {
        assertThat(kernel("label a\nkernel k\n" + line).sysAppend()).isEqualTo(bits);
    }

    @Test
    void theGlobalSysappendIsForLabelsThatHaveNone() {
        assertThat(kernel("sysappend 2\nlabel a\nkernel k").sysAppend()).isEqualTo(2);
    }

    @Test
    void aHelpTextIsNotRead() {
        BootConfig config =
                BootConfig.parse("label a\nkernel k\ntext help\nlabel b\nkernel x\n  EndText\nappend quiet\n");

        assertThat(config.labels()).extracting(BootLabel::append).containsExactly("quiet");
    }

    @Test
    void theRestOfALineAfterACarriageReturnIsNotRead() {
        assertThat(kernel("label a\r\nkernel k\rkernel x\r\nappend quiet\r\n").commandLine())
                .isEqualTo("quiet");
    }

    @Test
    void theTailOfAnOverlongCommentIsReadAsALine() {
        assertThat(BootConfig.parse("#" + "x".repeat(4094) + "default a\n").defaultCommand())
                .contains("a");
    }

    @Test
    void aLineOfExactly4095CharactersIsNotCut() {
        assertThat(BootConfig.parse("#" + "x".repeat(4087) + "default" + "\nlabel a\n")
                        .defaultCommand())
                .isEmpty();
    }

    @Test
    void aLabelWithMenuDisableHasNoName() {
        assertThat(BootConfig.parse("label a\nmenu disable\nkernel k\n").labels())
                .isEmpty();
    }

    @Test
    void theFirstOfTwoLabelsOfOneNameIsTaken() {
        BootConfig config = BootConfig.parse("label a\nkernel one\nlabel a\nkernel two\n");

        assertThat(config.labels()).hasSize(2);
        assertThat(config.label("a").orElseThrow().image()).isEqualTo("one");
    }

    @Test
    void includesAreRecorded() {
        assertThat(BootConfig.parse("include a.cfg rest\nmenu include b.cfg Title\n")
                        .includes())
                .containsExactly("a.cfg", "b.cfg");
    }

    @Test
    void theLocalDisksConfigurationIsTheMissionsText() {
        assertThat(BootConfig.localDisk().text()).isEqualTo("default harddisk\nlabel harddisk\nlocalboot 0\n");
    }

    @Test
    void aRamImageIsReadAsItWasBuilt() {
        BootConfig built = BootConfig.ramImage("orbit", "linux.0", List.of("a.gz", "b.gz"), "root=/dev/ram0 rw");

        assertThat(BootConfig.parse(built.bytes())).isEqualTo(built);
        assertThat(built.bootsByDefault(path -> true))
                .isEqualTo(new BootsKernel(
                        "orbit", "linux.0", ImmutableList.of("a.gz", "b.gz"), "root=/dev/ram0 rw initrd=a.gz,b.gz", 0));
    }

    @Test
    void aRamImageNeedsNeitherInitrdNorCommandLine() {
        assertThat(BootConfig.ramImage("a", "k", List.of(), "").text()).isEqualTo("default a\nlabel a\n\tlinux k\n");
    }

    @ParameterizedTest
    @CsvSource({
        "'', k, i, x",
        "'a b', k, i, x",
        "a, '', i, x",
        "a, 'k\n', i, x",
        "a, k, 'i,j', x",
        "a, k, '', x",
        "a, k, i, 'x\ny'",
        "a, k, i, -",
        "a, k, i, ' x'",
        "a, k, i, initrd=j",
        "a, k\u00e9, i, x"
    })
    void whatWouldNotBeReadAsItWasMeantIsNotBuilt(String label, String kernel, String initrd, String append) {
        assertThatThrownBy(() -> BootConfig.ramImage(label, kernel, List.of(initrd), append))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(".");
    }

    @Test
    void aRamImagesNamesMayBeAsLongAsPxelinuxTakesThem() {
        String longest = "x".repeat(127);

        assertThat(BootConfig.ramImage("a", longest, List.of(), "").labels()).hasSize(1);
        assertThatThrownBy(() -> BootConfig.ramImage("a", longest + "x", List.of(), ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected 1 to 127");
    }

    @Test
    void aRamImageWithAnOverlongCommandLineIsNotBuilt() {
        assertThatThrownBy(() -> BootConfig.ramImage("a", "k", List.of(), "x".repeat(2040)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("command line of label \"a\" has 2053 characters");
    }

    @Test
    void aFileOverTheLargestSizeIsRefused() {
        assertThat(BootConfig.parse(new byte[BootConfig.MAXIMUM_SIZE]).bytes()).hasSize(BootConfig.MAXIMUM_SIZE);
        assertThatThrownBy(() -> BootConfig.parse(new byte[BootConfig.MAXIMUM_SIZE + 1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1048577 bytes is refused");
    }

    @Test
    void textOverTheLargestSizeIsRefused() {
        assertThatThrownBy(() -> BootConfig.parse("x".repeat(BootConfig.MAXIMUM_SIZE + 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void configurationsAreEqualByTheirBytes() {
        assertThat(BootConfig.parse("label a\n"))
                .isEqualTo(BootConfig.parse("label a\n"))
                .hasSameHashCodeAs(BootConfig.parse("label a\n"))
                .hasToString("label a\n")
                .isNotEqualTo(BootConfig.parse("label a"));
        assertThat(BootConfig.parse("label b\n").hashCode())
                .isNotEqualTo(BootConfig.parse("label a\n").hashCode());
    }

    @Test
    void textThatIsNotBytesIsRefused() {
        assertThatThrownBy(() -> BootConfig.parse("label \u4e2d"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one character for each byte");
    }

    private static BootLabel label(String text) {
        return BootConfig.parse(text).labels().get(0);
    }

    private static BootsKernel kernel(String text) {
        return (BootsKernel) label(text).action();
    }
}
