package net.mytestbed.pxe.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import net.mytestbed.pxe.inventory.cache.CachePolicy;
import net.mytestbed.pxe.inventory.http.TimeLimits;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The section {@code testbed}: where the nodes of each domain are known. */
class TestbedConfigTest extends ConfigTexts {
    private PxeConfig.InventorySource inventoryOf(String pxe, String testbed) throws IOException {
        return read("pxe: {cfgDir: /t/p, testbed: {sb8: {inventory_url: 'http://sb8/', %s}}, %s}"
                        .formatted(testbed, pxe))
                .pxe()
                .testbed()
                .byDomain()
                .values()
                .asList()
                .get(0)
                .inventory();
    }

    private AbstractStringAssert<?> assertComplaintOf(String testbed) throws IOException {
        return assertComplaint("pxe: {cfgDir: /t/p, testbed: {default: {" + testbed + "}}}");
    }

    @Test
    void theTimesOfInventoriesAreTaken() throws IOException {
        PxeConfig.InventorySource inventory = inventoryOf(
                "inventory_ttl: 1m, inventory_stale: 3600, inventory_connect_timeout: 1,"
                        + " inventory_answer_timeout: PT0.5S, inventory_request_timeout: 20s",
                "");
        assertThat(inventory.cache()).isEqualTo(new CachePolicy(Duration.ofMinutes(1), Duration.ofHours(1)));
        assertThat(inventory.limits())
                .isEqualTo(new TimeLimits(
                        Duration.ofSeconds(1),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(20),
                        TimeLimits.DEFAULT.pause()));
    }

    @Test
    void theTimesOfATestbedGoBeforeThoseOfAll() throws IOException {
        PxeConfig.InventorySource inventory = inventoryOf("inventory_ttl: 1m, inventory_stale: 1h", "inventory_ttl: 0");
        assertThat(inventory.cache()).isEqualTo(new CachePolicy(Duration.ZERO, Duration.ofHours(1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.18.0.0/16           | Expected a list",
                "[]                     | Expected at least one network",
                "[10.18.1.2/16]         | 10.18.1.2/16 is not a network: the first address of it is 10.18.0.0.",
                "[10.18.0.0/16, sb8]    | \"sb8\" is not a network",
            })
    void whatAreNoNetworksIsRefused(String networks, String expected) throws IOException {
        assertComplaintOf("inventory_url: 'http://inventory/', networks: " + networks)
                .startsWith("pxe.yaml:1: pxe.testbed.default.networks: " + expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://inventory/",
                "HTTP://inventory/",
                "inventory:5054",
                "http:///inventory",
                "http://inventory/?domain=x",
                "http://inventory:70000/",
                "file:inventory.yaml",
                "file://host/inventory.yaml",
                "file:/inventory%00.yaml",
                "http://inventory/ x",
            })
    void anUrlThatIsNoInventorysIsRefused(String url) throws IOException {
        assertComplaintOf("inventory_url: '" + url + "'")
                .startsWith("pxe.yaml:1: pxe.testbed.default.inventory_url: \"" + url
                        + "\" is not the URL of an inventory");
    }

    @Test
    void aPasswordInAnUrlIsRefusedAndNotTold() throws IOException {
        assertComplaintOf("inventory_url: 'http://am:secret@inventory/'")
                .startsWith(
                        "pxe.yaml:1: pxe.testbed.default.inventory_url: The URL of the inventory on inventory names a user.")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://am:secret@my_inventory/",
                "http://am:secret @inventory/",
                "http://am:secret/@inventory:x/"
            })
    void aPasswordInAnUrlThatIsNoneIsNotToldEither(String url) throws IOException {
        assertComplaintOf("inventory_url: '" + url + "'")
                .startsWith("pxe.yaml:1: pxe.testbed.default.inventory_url: \"http://...@")
                .doesNotContain("secret");
    }

    @Test
    void aDomainThatIsThereTwiceIsRefused() throws IOException {
        assertComplaint("""
                                pxe:
                                  cfgDir: /tftpboot/pxelinux.cfg
                                  testbed:
                                    sb8: {inventory_url: 'http://a/'}
                                    SB8: {inventory_url: 'http://b/'}
                                """).startsWith("pxe.yaml:5: pxe.testbed.SB8: \"SB8\" stands already on line 4");
    }
}
