package net.mytestbed.pxe.cli.doctor;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import net.mytestbed.pxe.cli.probe.PxelinuxVersion;

/**
 * Whether PXELINUX and the library that it loads are there, readable, and of one version. Only the boot program tells its version in
 * clear; the library shows its kind by its first bytes, and otherwise that it is the one of the installed package.
 *
 * @param served the boot program's directory, the parent of {@code pxelinux.cfg/}
 */
record PxelinuxCheck(Machine machine, Path served, Account reader) implements Check {
    private static final String PROGRAM = "pxelinux.0";
    private static final String LIBRARY = "ldlinux.c32";

    /** Since SYSLINUX 5 modules are ELF files (SYSLINUX wiki, "Library modules"). */
    private static final String ELF = "\u007fELF";

    /** Where Debian's packages pxelinux and syslinux-common have them. */
    private static final ImmutableMap<String, String> PACKAGED = ImmutableMap.of(
            PROGRAM, "/usr/lib/PXELINUX/pxelinux.0",
            LIBRARY, "/usr/lib/syslinux/modules/bios/ldlinux.c32");

    @Override
    public String part() {
        return "pxelinux";
    }

    @Override
    public ImmutableList<Ailment> look() throws IOException {
        Path program = served.resolve(PROGRAM);
        if (!Files.isRegularFile(program)) {
            return ImmutableList.of(Ailment.warning(
                    "There is no " + PROGRAM + ".",
                    program,
                    "A node with a BIOS cannot boot, unless its DHCP server names another boot program.",
                    install(PROGRAM) + " && " + install(LIBRARY)));
        }
        ImmutableList.Builder<Ailment> ailments = ImmutableList.builder();
        lookAtRights(PROGRAM, ailments);
        Optional<PxelinuxVersion> version = PxelinuxVersion.of(Machine.text(program));
        if (version.isEmpty()) {
            ailments.add(Ailment.warning(
                    "It does not say that it is PXELINUX.",
                    program,
                    "Another boot program may not ask for the links that are made.",
                    install(PROGRAM) + " && " + install(LIBRARY)));
        } else if (version.get().needsLibrary()) {
            lookAtLibrary(version.get().text(), ailments);
        }
        return ailments.build();
    }

    private void lookAtLibrary(String version, ImmutableList.Builder<Ailment> ailments) throws IOException {
        Path library = served.resolve(LIBRARY);
        if (!Files.isRegularFile(library)) {
            ailments.add(Ailment.error(
                    "PXELINUX " + version + " needs " + LIBRARY + " beside it, and it is not there.",
                    library,
                    "A node says \"Failed to load ldlinux.c32\" and boots nothing, not even its disk.",
                    install(LIBRARY)));
            return;
        }
        lookAtRights(LIBRARY, ailments);
        if (!Machine.text(library).startsWith(ELF)) {
            ailments.add(mismatch("It is not a module of PXELINUX " + version + ".", library));
        } else {
            Optional<Boolean> program = isPackaged(PROGRAM);
            if (program.isPresent() && !program.equals(isPackaged(LIBRARY))) {
                ailments.add(mismatch(
                        "Of PXELINUX " + version + " and its " + LIBRARY
                                + " only one is that of the installed packages.",
                        library));
            }
        }
    }

    private Ailment mismatch(String what, Path library) {
        return Ailment.error(
                what,
                library,
                "PXELINUX with a library of another version stops or hangs before it reads a configuration.",
                install(PROGRAM) + " && " + install(LIBRARY));
    }

    private void lookAtRights(String name, ImmutableList.Builder<Ailment> ailments) throws IOException {
        Path file = served.resolve(name);
        if (!reader.canRead(file)) {
            ailments.add(Ailment.error(
                    "The TFTP server (" + reader + ") may not read it.",
                    file,
                    "Nodes are refused it and boot nothing from the network.",
                    "chmod o+r " + file));
        }
    }

    /** Whether a served file is the packaged one; nothing where the package is not installed. */
    private Optional<Boolean> isPackaged(String name) throws IOException {
        Path packaged = machine.file(requireNonNull(PACKAGED.get(name)));
        return Files.isRegularFile(packaged)
                ? Optional.of(Files.mismatch(packaged, served.resolve(name)) < 0)
                : Optional.empty();
    }

    private String install(String name) {
        return "install -m 644 " + requireNonNull(PACKAGED.get(name)) + " " + served + "/";
    }
}
