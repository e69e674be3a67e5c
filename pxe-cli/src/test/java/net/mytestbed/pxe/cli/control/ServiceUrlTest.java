package net.mytestbed.pxe.cli.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import net.mytestbed.pxe.service.config.PxeConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceUrlTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, http://127.0.0.1:5054/",
        "10.18.0.1, http://10.18.0.1:5054/",
        "am.orbit-lab.org, http://am.orbit-lab.org:5054/",
        "2001:db8::1, http://[2001:db8::1]:5054/",
        "0.0.0.0, http://127.0.0.1:5054/",
        "::, http://127.0.0.1:5054/"
    })
    void whoListensEverywhereIsReachedHere(String address, URI url) {
        assertThat(ServiceUrl.of(new PxeConfig.Http(address, 5054))).contains(url);
    }

    @Test
    void aPortThatIsChosenAtTheStartIsNotKnown() {
        assertThat(ServiceUrl.of(new PxeConfig.Http("127.0.0.1", 0))).isEmpty();
    }
}
