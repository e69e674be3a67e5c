package net.mytestbed.pxe.manager;

import static net.mytestbed.pxe.problem.ProblemCode.BAD_IMAGE;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import net.mytestbed.pxe.boot.BootConfigCheck;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.boot.Finding;
import net.mytestbed.pxe.link.BootDirectory;
import net.mytestbed.pxe.link.ConfigFile;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.PxeException;

/** The check before a link is set: a bad boot configuration never reaches a node silently. */
final class Preflight {
    private final BootDirectory directory;
    private final PreflightMode mode;
    private final List<String> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    Preflight(BootDirectory directory, PreflightMode mode) {
        this.directory = directory;
        this.mode = mode;
    }

    /**
     * Checks the boot configurations.
     *
     * @return what the caller should know though it does not stop the request
     * @throws PxeException with everything that is wrong with any of them, if errors refuse
     */
    ImmutableList<String> check(ImmutableSet<BootConfigName> images) {
        if (mode != PreflightMode.OFF) {
            images.forEach(this::check);
        }
        if (mode == PreflightMode.ENFORCE && !errors.isEmpty()) {
            throw new PxeException(errors.stream()
                    .map(sentence -> Problem.of(BAD_IMAGE, sentence))
                    .toList());
        }
        return ImmutableList.<String>builder().addAll(errors).addAll(warnings).build();
    }

    private void check(BootConfigName image) {
        ConfigFile file = directory.configuration(image);
        if (file instanceof ConfigFile.Unusable unusable) {
            errors.add("Boot configuration " + image + ": it " + unusable.reason());
        } else if (file instanceof ConfigFile.Served served) {
            for (Finding finding : BootConfigCheck.check(served.config(), directory)) {
                (refuses(finding) ? errors : warnings).add("Boot configuration " + image + ": " + finding.sentence());
            }
        }
    }

    /** A file that is not there may come later, so the check by itself only warns; a node that is sent there now will not boot. */
    private static boolean refuses(Finding finding) {
        return finding.severity() == Finding.Severity.ERROR
                || finding.kind() == Finding.Kind.MISSING_KERNEL
                || finding.kind() == Finding.Kind.MISSING_INITRD;
    }
}
