package net.mytestbed.pxe.cli.doctor;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static net.mytestbed.pxe.cli.doctor.DhcpSetup.parsed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.mytestbed.pxe.cli.doctor.DhcpHost.Boot;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.MacAddress;
import net.mytestbed.pxe.node.Network;

/** Reads the configuration of Kea's DHCPv4 server (JSON with comments and includes) for what it says of reservations. */
final class KeaFile {
    private static final Pattern INCLUDE = Pattern.compile("<\\?include\\s+\"([^\"]+)\"\\s*\\?>");

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(64).build())
                    .build())
            .enable(
                    JsonReadFeature.ALLOW_JAVA_COMMENTS,
                    JsonReadFeature.ALLOW_YAML_COMMENTS,
                    JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    private final DhcpFiles files;
    private final DhcpSetup.Builder setup = new DhcpSetup.Builder();

    KeaFile(Machine machine) {
        this.files = new DhcpFiles(machine);
    }

    /** @throws IOException if it or what it includes cannot be read */
    DhcpSetup read(Path file) throws IOException {
        JsonNode dhcp4;
        try {
            dhcp4 = JSON.readTree(text(file)).path("Dhcp4");
        } catch (JsonProcessingException e) {
            throw new IOException(
                    file + " cannot be read: " + e.getOriginalMessage() + " (line "
                            + e.getLocation().getLineNr() + ")",
                    e);
        }
        Boot all = boot(dhcp4);
        dhcp4.path("client-classes").forEach(one -> setup.addClass(boot(one)));
        if (dhcp4.path("reservations-global").asBoolean()
                || dhcp4.path("reservation-mode").asText().equals("global")) {
            addReservations(dhcp4, all);
        }
        dhcp4.path("subnet4").forEach(subnet -> addSubnet(subnet, all));
        dhcp4.path("shared-networks")
                .forEach(network ->
                        network.path("subnet4").forEach(subnet -> addSubnet(subnet, all.and(boot(network)))));
        return setup.build();
    }

    /** With what it includes in place. */
    private String text(Path file) throws IOException {
        Matcher matcher = INCLUDE.matcher(files.text(file));
        StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            MatchResult include = matcher.toMatchResult();
            matcher.appendReplacement(text, Matcher.quoteReplacement(text(files.included(include.group(1), file))));
        }
        return matcher.appendTail(text).toString();
    }

    private void addSubnet(JsonNode subnet, Boot around) {
        Boot here = around.and(boot(subnet));
        parsed(subnet.path("subnet").asText(), Network::of).ifPresent(network -> setup.addNetwork(network, here));
        addReservations(subnet, here);
    }

    private void addReservations(JsonNode place, Boot around) {
        place.path("reservations")
                .forEach(reservation -> setup.addHost(new DhcpHost(
                        reservation
                                .path("hostname")
                                .asText(reservation.path("hw-address").asText()),
                        parsed(reservation.path("hw-address").asText(), MacAddress::of),
                        parsed(reservation.path("ip-address").asText(), HexIp::ofAddress).stream()
                                .collect(toImmutableSet()),
                        around.and(boot(reservation)))));
    }

    private static Boot boot(JsonNode place) {
        return new Boot(texts(place, "boot-file-name"), texts(place, "next-server"));
    }

    private static ImmutableSet<String> texts(JsonNode place, String key) {
        return Stream.of(place.path(key).asText())
                .filter(text -> !text.isEmpty())
                .collect(toImmutableSet());
    }
}
