package net.mytestbed.pxe.cli.doctor;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.boot.Finding;
import net.mytestbed.pxe.link.BootDirectory;
import net.mytestbed.pxe.link.CheckedConfig;
import net.mytestbed.pxe.link.ConfigFile;

/** What the check of boot configurations says of each, but for {@code default}. */
record ImagesCheck(Path cfgDir, BootDirectory directory) implements Check {
    @Override
    public String part() {
        return "images";
    }

    @Override
    public ImmutableList<Ailment> look() {
        return CheckedConfig.all(directory).stream()
                .filter(checked -> !checked.file().name().equals(BootConfigName.DEFAULT))
                .flatMap(checked ->
                        findings(checked, cfgDir.resolve(checked.file().name().value())).stream())
                .collect(toImmutableList());
    }

    static ImmutableList<Ailment> findings(CheckedConfig checked, Path file) {
        if (checked.file() instanceof ConfigFile.Unusable unusable) {
            return ImmutableList.of(Ailment.error(
                    "It " + unusable.reason(), file, "No link to it is set.", "chmod o+r " + file + ", or remove it"));
        }
        return checked.findings().stream().map(finding -> of(finding, file)).collect(toImmutableList());
    }

    private static Ailment of(Finding finding, Path file) {
        boolean isError = finding.severity() == Finding.Severity.ERROR;
        return new Ailment(
                isError ? Ailment.Severity.ERROR : Ailment.Severity.WARNING,
                finding.sentence(),
                finding.lineNumber().isPresent()
                        ? file + ":" + finding.lineNumber().getAsInt()
                        : file.toString(),
                isError ? "No link to it is set." : "A node may not do what is meant.",
                "Edit " + file + "; pxe images says whether it is good.");
    }
}
