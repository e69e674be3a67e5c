package net.mytestbed.pxe.inventory.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import java.net.URI;
import org.junit.jupiter.api.Test;

class InventoryCallTest {
    @Test
    void noValueCanBeginAnotherParameter() {
        InventoryCall call = InventoryCall.of(
                URI.create("http://inventory/inventory"),
                "getControlIP",
                ImmutableMap.of("hrn", "n33&domain=other#?/%26", "domain", "grid"),
                InventoryCall.SMALL);
        assertThat(call.uri())
                .hasToString(
                        "http://inventory/inventory/getControlIP?hrn=n33%26domain%3Dother%23%3F%2F%2526&domain=grid");
    }
}
