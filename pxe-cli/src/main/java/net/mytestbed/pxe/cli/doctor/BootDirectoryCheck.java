package net.mytestbed.pxe.cli.doctor;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * Whether the directories are there, whether the TFTP server may read in them, and whether the service may change them.
 *
 * @param cfgDir the boot directory
 * @param stateDir where leases are kept; it is made when it is needed
 * @param reader as whom the TFTP server reads
 * @param service as whom the service runs; empty where it has no account of its own
 */
record BootDirectoryCheck(Path cfgDir, Path stateDir, Account reader, Optional<Account> service) implements Check {
    @Override
    public String part() {
        return "boot-directory";
    }

    @Override
    public ImmutableList<Ailment> look() throws IOException {
        if (!Files.isDirectory(cfgDir)) {
            return ImmutableList.of(Ailment.error(
                    "The boot directory is " + (Files.exists(cfgDir) ? "not a directory." : "missing."),
                    cfgDir,
                    "No link can be made, and nodes find no configuration.",
                    "install -d -m 755 "
                            + service.map(account -> "-o " + account + " -g " + account + " ")
                                    .orElse("") + cfgDir + ", or correct pxe.cfgDir"));
        }
        ImmutableList.Builder<Ailment> ailments = ImmutableList.builder();
        lookAtReader(cfgDir.toRealPath(), ailments);
        if (service.isPresent()) {
            lookAtService(service.get(), ailments);
        }
        if (Files.isDirectory(stateDir)
                && !Files.getAttribute(cfgDir, "unix:dev").equals(Files.getAttribute(stateDir, "unix:dev"))) {
            ailments.add(Ailment.error(
                    "The state directory is on another file system than the boot directory.",
                    stateDir,
                    "A power cut could part links from their leases, so the service does not start.",
                    "Set pxe.stateDir to a directory beside " + cfgDir + "."));
        }
        return ailments.build();
    }

    /** A server that keeps to its root has entered that before it gives up its rights; above it only others need them. */
    private void lookAtReader(Path directory, ImmutableList.Builder<Ailment> ailments) throws IOException {
        Path served = requireNonNull(directory.resolveSibling("").normalize());
        for (Path part = directory; part != null; part = part.getParent()) {
            if (reader.canEnter(part)) {
                continue;
            }
            boolean isServed = part.startsWith(served);
            ailments.add(new Ailment(
                    isServed ? Ailment.Severity.ERROR : Ailment.Severity.WARNING,
                    "The TFTP server (" + reader + ") may not enter " + part + ": " + rights(part) + ".",
                    part.toString(),
                    isServed
                            ? "To nodes no file below it is there: they fall through to their disks without a word."
                            : "A TFTP server without --secure finds nothing below it.",
                    "chmod o+x " + part));
        }
    }

    private void lookAtService(Account account, ImmutableList.Builder<Ailment> ailments) throws IOException {
        for (Path directory : ImmutableList.of(cfgDir, stateDir)) {
            if (Files.isDirectory(directory) && !account.canChange(directory)) {
                ailments.add(Ailment.error(
                        "The service (" + account + ") may not write in " + directory + ": " + rights(directory) + ".",
                        directory,
                        "It can make no link and end no lease.",
                        "chgrp " + account + " " + directory + " && chmod g+rwx " + directory));
            }
        }
    }

    private static String rights(Path file) throws IOException {
        PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
        return PosixFilePermissions.toString(attributes.permissions()) + " "
                + attributes.owner().getName() + " " + attributes.group().getName();
    }
}
