package net.mytestbed.pxe.cli.dhcp;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import net.mytestbed.pxe.dhcp.BootFileName;
import net.mytestbed.pxe.dhcp.BootPrograms;
import net.mytestbed.pxe.dhcp.Reservation;
import net.mytestbed.pxe.dhcp.Reservations;

/**
 * What Kea's DHCPv4 server has to know of nodes (Kea Administrator Reference Manual, "Global Reservations in DHCPv4" and "Client
 * Classification"). The reservations are global, since only the site knows its subnets. The boot programs are for clients that have
 * a reservation.
 *
 * @param programs what the nodes are given to boot
 * @param reservations the nodes
 */
public record KeaConfiguration(BootPrograms programs, Reservations reservations) {
    private static final String EFI64 = "pxe-efi64";

    /** One member or element on each line, so that two versions can be compared. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .defaultPrettyPrinter(new DefaultPrettyPrinter().withArrayIndenter(new DefaultIndenter("  ", "\n")))
            .build();

    public KeaConfiguration {
        requireNonNull(programs, "programs");
        requireNonNull(reservations, "reservations");
    }

    /** The same text for the same values, ending in a line feed. */
    public String text() {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode dhcp4 = root.putObject("Dhcp4");
        ArrayNode classes = dhcp4.putArray("client-classes");
        programs.efi64()
                .ifPresent(efi64 -> addClass(
                        classes,
                        EFI64,
                        "member('KNOWN') and (option[93].hex == 0x0007 or option[93].hex == 0x0009)",
                        efi64));
        addClass(
                classes,
                "pxe-bios",
                programs.efi64().isPresent() ? "member('KNOWN') and not member('" + EFI64 + "')" : "member('KNOWN')",
                programs.bios());
        dhcp4.put("reservations-global", true);
        ArrayNode hosts = dhcp4.putArray("reservations");
        for (Reservation reservation : reservations.all()) {
            hosts.addObject()
                    .put("hw-address", reservation.mac().value())
                    .put("ip-address", reservation.address().address())
                    .put("hostname", reservation.name().value());
        }
        try {
            return JSON.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The reservations could not be written as JSON.", e);
        }
    }

    private void addClass(ArrayNode classes, String name, String test, BootFileName program) {
        ObjectNode added = classes.addObject().put("name", name).put("test", test);
        programs.nextServer().ifPresent(server -> added.put("next-server", server.address()));
        added.put("boot-file-name", program.value());
    }
}
