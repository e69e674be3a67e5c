package net.mytestbed.pxe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HexCommandTest {
    private final Shell shell = Shell.piped();

    @Test
    void anAddressBecomesTheNameOfItsFile() {
        Shell.Result result = shell.pxe("hex", "10.18.1.2");

        assertThat(result.out()).isEqualTo("0A120102" + System.lineSeparator());
        assertThat(result.status()).isZero();
    }

    @Test
    void aFileNameBecomesItsAddressInEitherCase() {
        assertThat(shell.pxe("hex", "0A120102", "0a120112").lines()).containsExactly("10.18.1.2", "10.18.1.18");
    }

    @Test
    void everyWrongArgumentIsNamedAndNothingElsePrinted() {
        Shell.Result result = shell.pxe("hex", "10.18.1.2", "10.18.1", "0A1201", "010.0.0.1");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.complaints())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("pxe: \"10.18.1\" is not a plain IPv4 address"),
                        line -> assertThat(line).startsWith("pxe: \"0A1201\" is neither an IPv4 address"),
                        line -> assertThat(line).startsWith("pxe: \"010.0.0.1\" is not a plain IPv4 address"));
    }

    @Test
    void withoutArgumentsItIsWrongUsage() {
        assertThat(shell.pxe("hex").status()).isEqualTo(2);
    }
}
