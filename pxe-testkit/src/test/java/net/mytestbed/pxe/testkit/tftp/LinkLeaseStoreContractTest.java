package net.mytestbed.pxe.testkit.tftp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import net.mytestbed.pxe.lease.LeaseStore;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.tftpboot.LinkLeaseStore;

class LinkLeaseStoreContractTest extends LeaseStoreContract {
    @Override
    protected LeaseStore open(TftpTree tree) {
        return new LinkLeaseStore(tree.stateDir());
    }

    @Override
    protected void writeUnreadableRecord(TftpTree tree, HexIp address) throws IOException {
        try (Stream<Path> names = Files.list(tree.stateDir())) {
            long next = 1
                    + names.filter(name -> !name.getFileName().toString().startsWith("."))
                            .count();
            Files.createSymbolicLink(
                    tree.stateDir().resolve(String.format(Locale.ROOT, "%012d", next)),
                    Path.of("orbit-2.0.0 until=tomorrow " + address + "=node1-2"));
        }
    }

    @Override
    protected void leaveTemporaryName(TftpTree tree, HexIp address) throws IOException {
        String number = "000000" + address.address().replaceAll("[^0-9]", "");
        Files.createSymbolicLink(tree.stateDir().resolve("." + number + ".pxe-new"), Path.of("orbit-2.0.0"));
    }
}
