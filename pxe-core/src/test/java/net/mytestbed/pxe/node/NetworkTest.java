package net.mytestbed.pxe.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
    @ParameterizedTest
    @CsvSource({
        "10.18.0.0/16, 10.18.0.0",
        "10.18.0.0/16, 10.18.255.255",
        "10.18.1.2/32, 10.18.1.2",
        "10.18.1.2/31, 10.18.1.3",
        "192.0.0.0/2, 255.255.255.255",
        "0.0.0.0/0, 10.18.1.2",
    })
    void anAddressWithThePrefixIsInTheNetwork(String network, String address) {
        assertThat(Network.of(network).contains(HexIp.ofAddress(address))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "10.18.0.0/16, 10.17.255.255",
        "10.18.0.0/16, 10.19.0.0",
        "10.18.1.2/32, 10.18.1.3",
        "10.18.1.2/31, 10.18.1.1",
        "192.0.0.0/2, 127.255.255.255",
    })
    void anAddressWithAnotherPrefixIsNot(String network, String address) {
        assertThat(Network.of(network).contains(HexIp.ofAddress(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.18.0.0/16", "0.0.0.0/0", "10.18.1.2/32"})
    void aNetworkIsWrittenAsItIsRead(String text) {
        assertThat(Network.of(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.18.0.0",
                "10.18.0.0/",
                "10.18.0.0/33",
                "10.18.0.0/-1",
                "10.18.0.0/016",
                "10.18.0.0/+16",
                "10.18.0.0/16/8",
                "10.18/16",
                "10.18.0.0/255.255.0.0",
                "fe80::/16",
                " 10.18.0.0/16"
            })
    void whatIsNoNetworkIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Network.of(text)).withMessageContaining(":");
    }

    @ParameterizedTest
    @CsvSource({"10.18.1.2/16, 10.18.0.0", "10.18.1.2/0, 0.0.0.0", "10.18.1.3/31, 10.18.1.2"})
    void aNetworkThatBeginsInTheMiddleIsRefusedWithItsFirstAddress(String text, String first) {
        assertThatIllegalArgumentException().isThrownBy(() -> Network.of(text)).withMessageEndingWith(first + ".");
    }
}
