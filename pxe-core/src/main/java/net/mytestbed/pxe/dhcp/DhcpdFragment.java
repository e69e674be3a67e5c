package net.mytestbed.pxe.dhcp;

import static java.util.Objects.requireNonNull;

import net.mytestbed.pxe.node.NodeId;

/**
 * What isc-dhcp-server has to know of nodes, for an {@code include} in dhcpd.conf (dhcpd.conf(5)): a group, so that the boot programs
 * are for these nodes only. Every value is of a type whose texts mean nothing to dhcpd's parser.
 *
 * @param programs what the nodes are given to boot
 * @param reservations the nodes
 */
public record DhcpdFragment(BootPrograms programs, Reservations reservations) {
    public DhcpdFragment {
        requireNonNull(programs, "programs");
        requireNonNull(reservations, "reservations");
    }

    /** The same text for the same values, ending in a line feed. */
    public String text() {
        StringBuilder text = new StringBuilder(
                "# Written by \"pxe dhcp\" from the inventory: change it there, and write this anew.\n");
        // An option of one's own has to be defined outside of any braces; defining it twice does no harm.
        programs.efi64().ifPresent(efi64 -> text.append("option arch code 93 = unsigned integer 16;\n"));
        text.append("group {\n");
        programs.nextServer().ifPresent(server -> text.append("  next-server %s;\n".formatted(server.address())));
        appendPrograms(text);
        for (Reservation reservation : reservations.all()) {
            text.append("""
                      host %s {
                        hardware ethernet %s;
                        fixed-address %s;
                        option host-name "%s";
                      }
                    """.formatted(
                            declaration(reservation),
                            reservation.mac(),
                            reservation.address().address(),
                            reservation.name()));
        }
        return text.append("}\n").toString();
    }

    private void appendPrograms(StringBuilder text) {
        programs.efi64()
                .ifPresentOrElse(
                        efi64 -> text.append("""
                                  # 7 and 9 are UEFI on x86-64 (RFC 4578); a BIOS is 0 or says nothing.
                                  if option arch = 00:07 or option arch = 00:09 {
                                    filename "%s";
                                  } else {
                                    filename "%s";
                                  }
                                """.formatted(efi64, programs.bios())),
                        () -> text.append("  filename \"%s\";\n".formatted(programs.bios())));
    }

    /** What dhcpd calls it in its log. In this place dhcpd reads no label that begins with an underscore. */
    private static String declaration(Reservation reservation) {
        NodeId name = reservation.name();
        return name.value().startsWith("_") || name.value().contains("._")
                ? "pxe-" + reservation.address().hex()
                : name.value();
    }
}
