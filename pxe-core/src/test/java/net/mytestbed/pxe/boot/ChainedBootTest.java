package net.mytestbed.pxe.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.mytestbed.pxe.boot.BootAction.BootsLocalDisk;
import net.mytestbed.pxe.boot.BootAction.ReadsConfig;
import net.mytestbed.pxe.boot.BootAction.WaitsForPerson;
import org.junit.jupiter.api.Test;

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
    void includesThatMakeTooLargeAConfigurationAreNotPutTogether() {
        BootConfig first = BootConfig.parse("include other\n".repeat(50_000) + "default x\n");
        BootConfig other = BootConfig.parse("# comment\n".repeat(100_000));

        assertThat(follow(first, other))
                .isInstanceOfSatisfying(
                        WaitsForPerson.class,
                        waits ->
                                assertThat(waits.reason()).contains("more than " + BootConfig.MAXIMUM_SIZE + " bytes"));
    }
}
