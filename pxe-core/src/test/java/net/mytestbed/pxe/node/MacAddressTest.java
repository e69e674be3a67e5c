package net.mytestbed.pxe.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MacAddressTest {
    @ParameterizedTest
    @ValueSource(strings = {"00:03:2d:08:1a:23", "00:03:2D:08:1A:23", "00-03-2d-08-1a-23"})
    void howeverAnAddressIsWrittenItIsTheSame(String text) {
        assertThat(MacAddress.of(text)).hasToString("00:03:2d:08:1a:23");
    }

    @Test
    void pxelinuxAsksForItWithDashesAfterTheKindOfNetwork() {
        assertThat(MacAddress.of("00:03:2D:08:1A:23").searchName()).isEqualTo("01-00-03-2d-08-1a-23");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00:03:2d:08:1a",
                "00:03:2d:08:1a:23:45",
                "00:03:2d:08:1a:2g",
                "0:3:2d:8:1a:23",
                "00032d081a23",
                " 00:03:2d:08:1a:23",
                "00:03:2d:08:1a:23/../x"
            })
    void whatIsNoAddressIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MacAddress.of(text))
                .withMessageStartingWith("\"" + text + "\" is not a MAC address");
    }
}
