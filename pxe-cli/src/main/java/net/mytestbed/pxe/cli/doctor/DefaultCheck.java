package net.mytestbed.pxe.cli.doctor;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import net.mytestbed.pxe.boot.BootAction;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.link.BootDirectory;
import net.mytestbed.pxe.link.CheckedConfig;
import net.mytestbed.pxe.link.ConfigFile;

/** Whether {@code default} is there and lets nodes boot their own disks. */
record DefaultCheck(Path cfgDir, BootDirectory directory) implements Check {
    @Override
    public String part() {
        return "default";
    }

    @Override
    public ImmutableList<Ailment> look() {
        Path file = cfgDir.resolve(BootConfigName.DEFAULT.value());
        CheckedConfig checked = CheckedConfig.of(BootConfigName.DEFAULT, directory);
        if (checked.file() instanceof ConfigFile.Unusable unusable) {
            return ImmutableList.of(Ailment.error(
                    "It " + unusable.reason(),
                    file,
                    "Nodes without a link boot nothing, and start again after minutes.",
                    "systemctl restart omf-aggmgr-pxe makes one where there is none; else pxe explain NODE"));
        }
        return ImmutableList.<Ailment>builder()
                .addAll(ImagesCheck.findings(checked, file))
                .addAll(checked.boots().stream()
                        .flatMap(boots -> ofAction(boots, file).stream())
                        .iterator())
                .build();
    }

    private static ImmutableList<Ailment> ofAction(BootAction boots, Path file) {
        if (boots instanceof BootAction.ShowsMenu menu) {
            return ofAction(menu.afterTimeout(), file);
        }
        if (boots instanceof BootAction.WaitsForPerson waits) {
            return ImmutableList.of(Ailment.error(
                    "A node waits for a person: " + waits.reason(),
                    file,
                    "No node without a link comes up by itself.",
                    "pxe images shows what it does; move it away and systemctl restart omf-aggmgr-pxe for one that boots"
                            + " the disk"));
        }
        if (boots instanceof BootAction.BootsKernel kernel) {
            return ImmutableList.of(Ailment.warning(
                    "It boots the kernel " + kernel.kernel() + " and not the disk.",
                    file,
                    "A node whose link is cleared or ends boots this, and not what is installed on it.",
                    "If that is not meant: move it away and systemctl restart omf-aggmgr-pxe"));
        }
        return ImmutableList.of();
    }
}
