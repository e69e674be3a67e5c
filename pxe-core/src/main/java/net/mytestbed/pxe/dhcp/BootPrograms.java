package net.mytestbed.pxe.dhcp;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import net.mytestbed.pxe.node.HexIp;

/**
 * The boot program that a node is given, by what its firmware says it is (RFC 4578, option 93).
 *
 * @param nextServer the TFTP server; empty: the DHCP server's own default, in most cases itself
 * @param bios for a PC's BIOS, and for whatever is not said to be another thing: firmware that sends no option 93 is a BIOS
 * @param efi64 for UEFI on x86-64; empty: nodes with UEFI are given none of their own
 */
public record BootPrograms(Optional<HexIp> nextServer, BootFileName bios, Optional<BootFileName> efi64) {
    /** PXELINUX for a PC's BIOS. */
    public static final BootFileName PXELINUX = BootFileName.of("pxelinux.0");

    public BootPrograms {
        requireNonNull(nextServer, "nextServer");
        requireNonNull(bios, "bios");
        requireNonNull(efi64, "efi64");
    }
}
