package net.mytestbed.pxe.cli.demo;

import java.io.PrintWriter;
import java.net.URI;

/** What to try while the demonstration stays up. */
record Suggestions(DemoTestbed testbed) {
    void print(PrintWriter out) {
        URI service = testbed.service().uri();
        out.println();
        out.println("All of it stays up until Ctrl-C. To try, in another window:");
        out.println("  curl '" + service.resolve("pxe/setBootImage?node=node1-1.sb8.orbit-lab.org") + "'");
        out.println("  curl '" + service.resolve("pxe/getBootImageAll?domain=sb8.orbit-lab.org") + "'");
        out.println("  ./pxe show --server " + service + " --domain sb8.orbit-lab.org");
        out.println("  ./pxe clear --config " + testbed.config() + " --domain grid.orbit-lab.org --all");
        out.println("  curl tftp://127.0.0.1:" + testbed.tftp().port() + "/pxelinux.cfg/0A120101");
        out.println("  ls -l " + testbed.tree().cfgDir() + " " + testbed.tree().stateDir());
    }
}
