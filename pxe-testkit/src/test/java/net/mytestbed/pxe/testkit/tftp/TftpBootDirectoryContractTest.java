package net.mytestbed.pxe.testkit.tftp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.mytestbed.pxe.link.BootDirectory;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.tftpboot.TftpBootDirectory;
import org.junit.jupiter.api.Test;

class TftpBootDirectoryContractTest extends BootDirectoryContract {
    @Override
    protected BootDirectory open(TftpTree tree) {
        return new TftpBootDirectory(tree.cfgDir(), tree.stateDir());
    }

    @Override
    protected void leaveTemporaryName(TftpTree tree, HexIp address) throws IOException {
        Files.createSymbolicLink(tree.cfgDir().resolve("." + address.hex() + ".pxe-new"), Path.of("orbit-2.0.0"));
    }

    @Test
    void prepareRemovesADefaultThatADeadProcessHasHalfWritten() {
        tree.config("default", "# the operator's own\n");
        TreeSnapshot before = tree.snapshot();
        tree.config(".default.pxe-new", "default hard");

        directory.prepare();

        PxeAssertions.assertThat(tree).isUnchangedSince(before);
    }
}
