package net.mytestbed.pxe.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import net.mytestbed.pxe.boot.BootAction.BootsLocalDisk;
import net.mytestbed.pxe.boot.BootAction.ReadsConfig;
import net.mytestbed.pxe.boot.BootAction.WaitsForPerson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChainedBootTest {
    private static final BootConfig TO_OTHER = BootConfig.parse("default c\nlabel c\nconfig ./other\n");

    private static BootAction follow(BootConfig first, BootConfig other) {
        return ChainedBoot.follow(
                first, path -> true, path -> path.equals("other") ? Optional.of(other) : Optional.empty());
    }

    @Test
    void aConfigurationThatLeadsToAnotherDoesWhatThatSays() {
        assertThat(follow(TO_OTHER, BootConfig.localDisk())).isEqualTo(new BootsLocalDisk("harddisk", 0));
    }

    @Test
    void whereTheOtherIsNotServedThatIsWhatItComesTo() {
        assertThat(ChainedBoot.follow(TO_OTHER, path -> true, path -> Optional.empty()))
                .isEqualTo(new ReadsConfig("./other"));
    }

    @Test
    void aCircleIsLeftAtTheDocumentedDepth() {
        assertThat(follow(TO_OTHER, TO_OTHER))
                .isEqualTo(new WaitsForPerson("Configurations lead to others more than 16 deep."));
    }

    @Test
    void whatIsIncludedCountsAsIfItStoodThere() {
        BootConfig other = BootConfig.parse("label one\nlocalboot 1\nlabel two\nlocalboot 2\n");

        assertThat(follow(BootConfig.parse("include other\ndefault two\n"), other))
                .isEqualTo(new BootsLocalDisk("two", 2));
    }

    @Test
    void aMenuCountsAsWhatItDoesAfterItsTimeout() {
        BootConfig menu = BootConfig.parse("ui menu.c32\ntimeout 50\ndefault c\nlabel c\nconfig ./other\n");

        assertThat(follow(menu, BootConfig.localDisk())).isEqualTo(new BootsLocalDisk("harddisk", 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"include other", "INCLUDE other", "menu include other a title", "  Menu Include other"})
    void eachSpellingOfAnIncludeIsOne(String line) {
        assertThat(follow(BootConfig.parse(line + "\ndefault two\n"), BootConfig.parse("label two\nlocalboot 2\n")))
                .isEqualTo(new BootsLocalDisk("two", 2));
    }

    @Test
    void eachIncludeBringsItsOwnFile() {
        ImmutableMap<String, BootConfig> files = ImmutableMap.of(
                "one", BootConfig.parse("label one\nlocalboot 1\n"),
                "two", BootConfig.parse("label two\nlocalboot 2\n"));

        assertThat(ChainedBoot.follow(
                        BootConfig.parse("include one\ninclude two\ndefault two\n"),
                        path -> true,
                        path -> Optional.ofNullable(files.get(path))))
                .isEqualTo(new BootsLocalDisk("two", 2));
    }

    @Test
    void whatIsIncludedIsTakenAsItStands() {
        BootConfig other = BootConfig.parse("# costs $2\nlabel two\nlocalboot 2\n");

        assertThat(follow(BootConfig.parse("include other\ndefault two\n"), other))
                .isEqualTo(new BootsLocalDisk("two", 2));
    }

    /** Once it would have room. */
    @Test
    void includesThatMakeTooLargeAConfigurationAreNotPutTogether() {
        BootConfig first = BootConfig.parse("include other\n".repeat(3) + "default x\n");
        BootConfig other = BootConfig.parse("# comment\n".repeat(40_000));

        assertThat(follow(first, other))
                .isInstanceOfSatisfying(
                        WaitsForPerson.class,
                        waits ->
                                assertThat(waits.reason()).contains("more than " + BootConfig.MAXIMUM_SIZE + " bytes"));
    }
}
