package net.mytestbed.pxe.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import net.mytestbed.pxe.boot.BootAction.BootsKernel;
import net.mytestbed.pxe.boot.BootAction.BootsLocalDisk;
import net.mytestbed.pxe.boot.BootAction.ReadsConfig;
import net.mytestbed.pxe.boot.BootAction.RunsProgram;
import net.mytestbed.pxe.boot.BootAction.ShowsMenu;
import net.mytestbed.pxe.boot.BootAction.WaitsForPerson;
import org.junit.jupiter.api.Test;

final class UnattendedBootTest {
    private static final String LABELS = "label linux\nkernel k\nappend quiet\nlabel disk\nlocalboot 0\n";
    private static final BootAction LINUX = new BootsKernel("linux", "k", ImmutableList.of(), "quiet", 0);
    private static final BootAction DISK = new BootsLocalDisk("disk", 0);

    @Test
    void whatKeepsAFileFromBeingServedIsToldInPlaceOfTheBoot() {
        assertThat(BootConfig.parse("default a\nlabel a\nkernel k\n").bootsByDefault(new ClosedFiles()))
                .isEqualTo(new WaitsForPerson("The file \"k\" is not readable by all."));
    }

    @Test
    void theDefaultLabelBoots() {
        assertThat(boots("default linux\n" + LABELS, "k")).isEqualTo(LINUX);
    }

    @Test
    void theLastDefaultCounts() {
        assertThat(boots("default linux\ndefault disk\n" + LABELS, "k")).isEqualTo(DISK);
    }

    @Test
    void optionsBehindTheDefaultLabelEndTheCommandLine() {
        assertThat(boots("default linux single\n" + LABELS, "k"))
                .isEqualTo(new BootsKernel("linux", "k", ImmutableList.of(), "quiet single", 0));
    }

    @Test
    void withoutDefaultTheNodeWaits() {
        assertThat(boots("localboot 0\n")).isEqualTo(new WaitsForPerson("There is neither DEFAULT nor UI."));
    }

    @Test
    void aDefaultThatDiffersFromItsLabelInCaseOnlyBootsNothing() {
        assertThat(boots("DEFAULT DISK\n" + LABELS))
                .isEqualTo(new WaitsForPerson("There is no label \"DISK\", nor a file of that name."));
    }

    @Test
    void aDefaultThatIsNoLabelIsAFileWithoutTheGlobalAppendButWithSysappend() {
        assertThat(boots("default vmlinuz ro\nappend quiet\nsysappend 2\n", "vmlinuz"))
                .isEqualTo(new BootsKernel("vmlinuz", "vmlinuz", ImmutableList.of(), "ro", 2));
    }

    @Test
    void theEndingOfADefaultThatIsAFileIsLookedForFirst() {
        assertThat(boots("default grub\n", "grub", "grub.0"))
                .isEqualTo(new RunsProgram("grub", ImageKind.PXE, "grub.0", ""));
    }

    @Test
    void implicit0ForbidsFiles() {
        assertThat(boots("implicit 0\ndefault vmlinuz\n", "vmlinuz")).isInstanceOf(WaitsForPerson.class);
    }

    @Test
    void aMissingKernelEndsAtThePrompt() {
        assertThat(boots("default linux\n" + LABELS)).isEqualTo(new WaitsForPerson("The file \"k\" is not there."));
    }

    @Test
    void aMissingInitrdEndsAtThePrompt() {
        assertThat(boots("default a\nlabel a\nkernel k\ninitrd i,j\n", "k", "i"))
                .isEqualTo(new WaitsForPerson("The file \"j\" is not there."));
    }

    @Test
    void afterAMissingKernelOnerrorBoots() {
        assertThat(boots("default linux\nonerror disk\n" + LABELS)).isEqualTo(DISK);
    }

    @Test
    void whereOnerrorFailsTooTheFirstFailureIsTold() {
        assertThat(boots("default linux\nonerror b\nlabel b\nkernel x\n" + LABELS))
                .isEqualTo(new WaitsForPerson("The file \"k\" is not there."));
    }

    @Test
    void anEmptyOnerrorIsNone() {
        assertThat(boots("default linux\nonerror\n" + LABELS, "linux"))
                .isEqualTo(new WaitsForPerson("The file \"k\" is not there."));
    }

    @Test
    void aMissingConfigurationEndsAtThePrompt() {
        assertThat(boots("default a\nonerror disk\nlabel a\nconfig b\n" + LABELS))
                .isEqualTo(new WaitsForPerson("The file \"b\" is not there."));
    }

    @Test
    void onerrorGetsTheFailedCommandBehindIt() {
        assertThat(boots("default nothing x\nonerror linux\n" + LABELS, "k"))
                .isEqualTo(new BootsKernel("linux", "k", ImmutableList.of(), "quiet nothing x", 0));
    }

    @Test
    void afterAMissingModuleOnerrorDoesNotBoot() {
        assertThat(boots("default menu.c32\nonerror disk\n" + LABELS)).isInstanceOf(WaitsForPerson.class);
    }

    @Test
    void promptWithoutTimeoutWaits() {
        assertThat(boots("prompt 1\ndefault linux\n" + LABELS, "k")).isInstanceOf(WaitsForPerson.class);
    }

    @Test
    void promptWithTimeoutBootsTheDefault() {
        assertThat(boots("prompt 1\ntimeout 50\ndefault linux\n" + LABELS, "k")).isEqualTo(LINUX);
    }

    @Test
    void ontimeoutBeatsTheDefaultAtThePrompt() {
        assertThat(boots("prompt 1\ntotaltimeout 50\nontimeout disk\ndefault linux\n" + LABELS, "k"))
                .isEqualTo(DISK);
    }

    @Test
    void ontimeoutDoesNotCountWhereNothingWaits() {
        assertThat(boots("timeout 50\nontimeout disk\ndefault linux\n" + LABELS, "k"))
                .isEqualTo(LINUX);
    }

    @Test
    void afterAFailedBootOntimeoutBoots() {
        assertThat(boots("timeout 50\nontimeout disk\ndefault linux\n" + LABELS))
                .isEqualTo(DISK);
    }

    @Test
    void noescapeTakesThePromptAway() {
        assertThat(boots("prompt 1\nnoescape 1\ndefault linux\n" + LABELS, "k")).isEqualTo(LINUX);
    }

    @Test
    void aMenuStartsOnDefaultsLabel() {
        assertThat(boots("ui menu.c32\nprompt 1\ntimeout 50\ndefault disk\n" + LABELS, "menu.c32", "k"))
                .isEqualTo(new ShowsMenu("menu.c32", DISK));
    }

    @Test
    void aMenuWithoutDefaultsLabelStartsOnMenuDefault() {
        assertThat(boots("default menu.c32\ntimeout 50\n" + LABELS + "menu default\n", "menu.c32", "k"))
                .isEqualTo(new ShowsMenu("menu.c32", DISK));
    }

    @Test
    void aMenuWithoutAnyDefaultStartsOnItsFirstLabel() {
        assertThat(boots("default menu.c32\ntimeout 50\nlabel x\nmenu hide\n" + LABELS, "menu.c32", "k"))
                .isEqualTo(new ShowsMenu("menu.c32", LINUX));
    }

    @Test
    void aMenuWithoutTimeoutWaits() {
        assertThat(boots("ui menu.c32\ndefault disk\n" + LABELS, "menu.c32"))
                .isEqualTo(new ShowsMenu("menu.c32", new WaitsForPerson("The menu has no TIMEOUT.")));
    }

    @Test
    void aMenuThatStartsOnASubmenuWaits() {
        assertThat(boots("ui menu.c32\ntimeout 50\nmenu begin\nmenu end\n" + LABELS, "menu.c32"))
                .isEqualTo(new ShowsMenu(
                        "menu.c32", new WaitsForPerson("The menu does not start on a label that boots.")));
    }

    @Test
    void aMenuThatOnlyAnIncludedFileFillsIsLeftToIt() {
        assertThat(boots("ui menu.c32\ntimeout 50\ninclude more.cfg\n", "menu.c32", "more.cfg"))
                .isEqualTo(new ShowsMenu("menu.c32", new ReadsConfig("more.cfg")));
    }

    @Test
    void aMenuThatEndsInItselfIsFollowedOnce() {
        assertThat(boots("ui menu.c32\ntimeout 50\nontimeout menu.c32\n", "menu.c32"))
                .isEqualTo(new ShowsMenu("menu.c32", new RunsProgram("menu.c32", ImageKind.COM32, "menu.c32", "")));
    }

    @Test
    void aMenusModuleIsFoundInPath() {
        assertThat(boots("path other:bios/modules\nui menu.c32\n", "bios/modules/menu.c32"))
                .isInstanceOf(ShowsMenu.class);
        assertThat(boots("path other/:bios/modules/\nui menu.c32\n", "bios/modules/menu.c32"))
                .isInstanceOf(ShowsMenu.class);
        assertThat(boots("path other\nui menu.c32\n", "bios/modules/menu.c32")).isInstanceOf(WaitsForPerson.class);
    }

    @Test
    void aMenuMayReadAFileOfItsOwn() {
        assertThat(boots("default menu.c32 pxelinux.cfg/other\n", "menu.c32"))
                .isEqualTo(new ReadsConfig("pxelinux.cfg/other"));
    }

    @Test
    void aDefaultThatOnlyAnIncludedFileCanKnowIsLeftToIt() {
        assertThat(boots("include more.cfg\ndefault linux\n", "more.cfg")).isEqualTo(new ReadsConfig("more.cfg"));
    }

    @Test
    void anIncludeThatIsNotThereIsPassedOver() {
        assertThat(boots("include more.cfg\ndefault vmlinuz\n", "vmlinuz")).isInstanceOf(BootsKernel.class);
    }

    @Test
    void filesAreLookedForByTheirPlainPath() {
        assertThat(boots("default a\nlabel a\nkernel /x//../images/./k\n", "images/k"))
                .isInstanceOf(BootsKernel.class);
    }

    @Test
    void filesThatCannotBeLookedForAreTakenToBeThere() {
        assertThat(boots("default a\nlabel a\nkernel http://server/k\ninitrd 10.0.0.1::i,::i,../../j\n"))
                .isInstanceOf(BootsKernel.class);
    }

    private static BootAction boots(String text, String... files) {
        return BootConfig.parse(text).bootsByDefault(ImmutableSet.copyOf(files)::contains);
    }
}
