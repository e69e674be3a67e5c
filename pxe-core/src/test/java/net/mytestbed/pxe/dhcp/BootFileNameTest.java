package net.mytestbed.pxe.dhcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BootFileNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"pxelinux.0", "efi64/syslinux.efi", "http://10.18.0.1/grub.efi?node=1"})
    void namesOfFilesAreTakenAsTheyAre(String name) {
        assertThat(BootFileName.of(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "two words", "pxelinux.0\"; include \"/etc/shadow", "back\\slash", "line\nfeed", "n\u00fcll"
            })
    void whatCouldEndAStringOfTheServerIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BootFileName.of(name))
                .withMessageContaining("is not the name of a boot program");
    }

    @Test
    void aNameHasToFitIntoThePacket() {
        assertThat(BootFileName.of("p".repeat(127)).value()).hasSize(127);
        assertThatIllegalArgumentException().isThrownBy(() -> BootFileName.of("p".repeat(128)));
    }
}
