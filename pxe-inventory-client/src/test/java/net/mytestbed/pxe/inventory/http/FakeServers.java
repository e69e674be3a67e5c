package net.mytestbed.pxe.inventory.http;

import java.util.ArrayList;
import java.util.List;
import net.mytestbed.pxe.testkit.inventory.FakeInventory;
import net.mytestbed.pxe.testkit.inventory.FakeInventoryServer;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Inventory services that are closed after the test. */
final class FakeServers implements AfterEachCallback {
    private final List<FakeInventoryServer> servers = new ArrayList<>();

    FakeInventoryServer serve(FakeInventory content) {
        FakeInventoryServer server = FakeInventoryServer.start(content);
        servers.add(server);
        return server;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        servers.forEach(FakeInventoryServer::close);
    }
}
