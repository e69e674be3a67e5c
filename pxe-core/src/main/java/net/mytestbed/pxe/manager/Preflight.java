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

/** The check before a link is set: a bad boot configuration never reaches a node. */
final class Preflight {
    private Preflight() {}

    /** @throws PxeException with everything that is wrong with any of the boot configurations */
    static void check(ImmutableSet<BootConfigName> images, BootDirectory directory) {
        List<Problem> problems = new ArrayList<>();
        for (BootConfigName image : images) {
            ConfigFile file = directory.configuration(image);
            if (file instanceof ConfigFile.Unusable unusable) {
                problems.add(Problem.of(BAD_IMAGE, "Boot configuration " + image + ": " + unusable.reason()));
            } else if (file instanceof ConfigFile.Served served) {
                findings(served, directory)
                        .forEach(finding -> problems.add(
                                Problem.of(BAD_IMAGE, "Boot configuration " + image + ": " + finding.sentence())));
            }
        }
        if (!problems.isEmpty()) {
            throw new PxeException(problems);
        }
    }

    private static ImmutableList<Finding> findings(ConfigFile.Served served, BootDirectory directory) {
        return BootConfigCheck.check(served.config(), directory).stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .collect(ImmutableList.toImmutableList());
    }
}
