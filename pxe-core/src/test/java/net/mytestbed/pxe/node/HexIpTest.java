package net.mytestbed.pxe.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HexIpTest {
    @ParameterizedTest
    @CsvSource({
        "10.18.1.2, 0A120102",
        "10.18.1.18, 0A120112",
        "10.0.0.1, 0A000001",
        "0.0.0.0, 00000000",
        "255.255.255.255, FFFFFFFF",
        "192.168.100.200, C0A864C8"
    })
    void anAddressIsItsHexNameAndBack(String address, String hex) {
        assertThat(HexIp.ofAddress(address).hex()).isEqualTo(hex);
        assertThat(HexIp.ofHex(hex).address()).isEqualTo(address);
    }

    @Test
    void everyAddressSurvivesTheWayThroughItsHexName() {
        long seed = System.nanoTime();
        new Random(seed)
                .ints(10_000)
                .mapToObj(HexIp::new)
                .forEach(ip -> assertThat(HexIp.ofAddress(HexIp.ofHex(ip.hex()).address()))
                        .as("seed %s", seed)
                        .isEqualTo(ip));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "10.18.1", "10.18.1.2.", "10.18.1.2.3", "10.300.0.1", "010.0.0.1", "10.18.1.02", " 10.18.1.2",
                        "10.18.1.2 ",
                "10.18.1.-2", "0x0A.0x12.1.2", "::1", "::ffff:10.18.1.2", "10,18,1,2", "168951042", "10.18.1.١",
                        "1e1.18.1.2", "+10.18.1.2"
            })
    void whatIsNotAPlainAddressIsRefusedByItsValue(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HexIp.ofAddress(value))
                .withMessageContaining("is not a plain IPv4 address")
                .withMessageMatching("[\\x20-\\x7e]*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0a120102", "0A12010", "0A1201022", "0A12010G", "../0A120", "0A120102\n"})
    void whatIsNotAHexNameIsRefused(String value) {
        assertThat(HexIp.isHex(value)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> HexIp.ofHex(value));
    }

    @Test
    void pxelinuxAsksForTheWholeNameAndThenForOneDigitLessEachTime() {
        assertThat(HexIp.ofAddress("10.18.1.2").searchNames())
                .containsExactly("0A120102", "0A12010", "0A1201", "0A120", "0A12", "0A1", "0A", "0");
    }

    @Test
    void addressesAreOrderedAsUnsignedNumbers() {
        assertThat(HexIp.ofAddress("200.0.0.1")).isGreaterThan(HexIp.ofAddress("10.0.0.1"));
    }
}
