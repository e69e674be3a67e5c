package net.mytestbed.pxe.boot;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.UUID;
import net.mytestbed.pxe.boot.SearchName.Kind;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.MacAddress;

/** A program that nodes load from the network, and the names under which it looks for a node's configuration. */
public enum BootProgram {
    /** SYSLINUX's, the one that this aggregate manager is for (PXELINUX manual, "Configuration"). */
    PXELINUX(ImmutableList.of("pxelinux.cfg/"), ""),
    /** GRUB 2 (GRUB manual, "Network"). Its directory is whatever it was built with; these are usual. */
    GRUB(ImmutableList.of("grub/", "boot/grub/", ""), "grub.cfg"),
    /** U-Boot's {@code pxe get}. */
    UBOOT(ImmutableList.of("pxelinux.cfg/"), "");

    private final ImmutableList<String> directories;
    private final String stem;

    BootProgram(ImmutableList<String> directories, String stem) {
        this.directories = directories;
        this.stem = stem;
    }

    /** The name in answers: {@code pxelinux}, {@code grub}, {@code uboot}. */
    public String wireName() {
        return Ascii.toLowerCase(name());
    }

    /**
     * The directories in one of which it looks, the usual one first: relative to the TFTP server's boot program's directory, each
     * ending in a slash or empty.
     */
    public ImmutableList<String> directories() {
        return directories;
    }

    /**
     * Every name it asks for, in its order; the first that there is decides.
     *
     * @param directory in which of {@link #directories} it looks
     * @param address the node's control address
     * @param mac the hardware address of the node's control interface, if known
     * @param uuid the UUID as the program itself writes it, if known; a machine's firmware and PXELINUX may differ in the order
     *     of the bytes of its first three groups
     */
    public ImmutableList<SearchName> searchNames(
            String directory, HexIp address, Optional<MacAddress> mac, Optional<UUID> uuid) {
        String prefix = directory + (stem.isEmpty() ? "" : stem + "-");
        ImmutableList.Builder<SearchName> names = ImmutableList.builder();
        names.add(new SearchName(prefix + uuid.map(UUID::toString).orElse("<uuid>"), Kind.UUID, uuid.isPresent()));
        names.add(
                new SearchName(prefix + mac.map(MacAddress::searchName).orElse("01-<mac>"), Kind.MAC, mac.isPresent()));
        for (String name : address.searchNames()) {
            names.add(new SearchName(prefix + name, HexIp.isHex(name) ? Kind.ADDRESS : Kind.PREFIX, true));
        }
        if (this == UBOOT) {
            names.add(new SearchName(directory + "default-<arch>-<soc>", Kind.ARCHITECTURE, false));
            names.add(new SearchName(directory + "default-<arch>", Kind.ARCHITECTURE, false));
        }
        String all = stem.isEmpty() ? BootConfigName.DEFAULT.value() : stem;
        return names.add(new SearchName(directory + all, Kind.DEFAULT, true)).build();
    }
}
