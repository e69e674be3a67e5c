package net.mytestbed.pxe.cli;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.mytestbed.pxe.cli.PageBlock.Step;
import net.mytestbed.pxe.cli.doctor.Installation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the pages show is so: each session is run, and every other block is known to be looked at elsewhere. With -Ddocs.write the
 * answers of sessions that differ are written anew.
 */
class PagesTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final String INSTALLING = "docs/installing.md";
    private static final String MIGRATING = "docs/migrating-from-omf.md";
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)\\s]+)\\)");
    private static final Pattern METHOD = Pattern.compile("\\b([a-z]\\w+)\\(");
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);

    private static final String CONFIGURATION = "DocumentedConfigurationTest reads it";
    private static final String SET_UP = "the testbed of the sessions is made of it";
    private static final String DHCP = "DhcpCommandTest and DhcpConfigurationTest write the same";
    private static final String LAB = "RealBootIT boots nodes by the same servers, files and options";
    private static final String PACKAGE =
            "DebianPackageIT installs the package, starts what its unit starts, upgrades and removes it";
    private static final String NOT_RUN = "not run: of another program, on a machine of its own, as root";

    /** The blocks that are no sessions, by their first lines, and what looks at them. */
    private static final ImmutableMap<String, String> ELSEWHERE = ImmutableMap.<String, String>builder()
            .put("README.md: ./pxe demo", "DemoCommandTest runs it")
            .put("README.md: ./verify", "the build that runs this test")
            .put(
                    "docs/architecture.md: /tftpboot/pxelinux.cfg/0A120102 -> orbit-2.0.0        the boot link of 10.18.1.2",
                    "a picture; docs/operating.md shows it by a command")
            .put("docs/architecture.md: flowchart TD", "a picture of the way of a request")
            .put("docs/architecture.md: flowchart LR", "ArchitecturePageTest draws it after the classes")
            .put("docs/configuration.md: pxe:", CONFIGURATION)
            .put("docs/configuration.md: domains:", CONFIGURATION)
            .put(
                    "docs/configuration.md: tftp: {server: '10.0.0.1:69', root: /srv/tftp}    # with cfgDir: /srv/tftp/bios/pxelinux.cfg",
                    CONFIGURATION)
            .put("docs/configuration.md: http:", CONFIGURATION)
            .put("docs/configuration.md: tokens:", CONFIGURATION)
            .put("docs/migrating-from-omf.md: http:", CONFIGURATION)
            .put("docs/adr/0007-an-audit-file-of-json-lines.md: audit:", CONFIGURATION)
            .put(
                    "docs/adr/0007-an-audit-file-of-json-lines.md: {\"time\":\"2016-01-24T23:37:18.123Z\",\"action\":\"set\",\"by\":\"10.18.0.9\",\"request\":\"7f3a\",\"node\":\"node1-2.sb8.orbit-lab.org\",\"address\":\"10.18.1.2\",\"hex\":\"0A120102\",\"from\":\"default\",\"to\":\"orbit-2.0.0\",\"until\":\"2016-01-24T23:47:18Z\"}",
                    "AuditFileTest")
            .put(
                    "docs/adr/0001-a-lease-is-a-symbolic-link.md: 000000000042 -> orbit-2.0.0 until=2016-01-24T23:47:18Z since=2016-01-24T23:37:18Z by=10.18.0.9 request=7f3a domain=sb8.orbit-lab.org 0A120102=node1-2 0A120103=node1-3",
                    "a decision's picture; docs/operating.md shows it by a command")
            .put("docs/installing.md: domains:", SET_UP)
            .put("docs/installing.md: pxe:", SET_UP)
            .put("docs/installing.md: DEFAULT orbit", SET_UP)
            .put(
                    "docs/installing.md: # Written by \"pxe dhcp\" from the inventory: change it there, and write this anew.",
                    DHCP)
            .put("docs/installing.md: authoritative;", DHCP)
            .put("docs/installing.md: apt-get install --no-install-recommends tftpd-hpa pxelinux syslinux-common", LAB)
            .put("docs/installing.md: TFTP_USERNAME=\"tftp\"", LAB)
            .put("docs/installing.md: install -d /tftpboot", LAB)
            .put("docs/installing.md: apt-get install --no-install-recommends isc-dhcp-server", LAB)
            .put("docs/installing.md: ./verify -Dpxe.lab=off", PACKAGE)
            .put(
                    "docs/installing.md: chgrp omf-aggmgr-pxe /tftpboot/pxelinux.cfg && chmod g+w /tftpboot/pxelinux.cfg",
                    NOT_RUN)
            .put("docs/installing.md: systemctl restart omf-aggmgr-pxe", PACKAGE)
            .put(
                    "docs/installing.md: mv /etc/dhcp/pxe-nodes.new /etc/dhcp/pxe-nodes.conf && dhcpd -t -cf /etc/dhcp/dhcpd.conf && systemctl restart isc-dhcp-server",
                    NOT_RUN)
            .put(
                    "docs/installing.md: pxe dhcp --format kea --next-server 10.18.0.1 | jq -s '.[0] * .[1]' /etc/kea/site.json - > /etc/kea/kea-dhcp4.conf",
                    "KeaConfigurationTest looks at the JSON; " + NOT_RUN)
            .put("docs/installing.md: systemctl edit omf-aggmgr-pxe", NOT_RUN)
            .put("docs/installing.md: [Service]", NOT_RUN)
            .put(
                    "docs/lab.md: ./verify -pl pxe-cli -am -Dtest=none -Dit.test=RealBootIT",
                    "the test that it runs is a part of the build")
            .put(
                    "docs/lab.md: @ExtendWith(LabExtension.class)",
                    "LabIT does the same with the service; the page's own manager is not compiled")
            .put("docs/lab.md: authoritative;", DHCP)
            .put(
                    "docs/migrating-from-omf.md: install -D -m 644 /etc/omf-aggmgr-5.4/available/pxe.yaml /etc/omf-aggmgr-pxe/pxe.yaml",
                    "copies a file of another program")
            .put("docs/migrating-from-omf.md: pxe serve", "ServeCommandTest")
            .put(
                    "docs/operating.md: systemctl edit omf-aggmgr-pxe",
                    "LauncherTest takes PXE_JAVA_OPTS as the unit does")
            .put("docs/operating.md: PART            STATE", "theDoctorSaysWhatThePageShows")
            .put("docs/testkit.md: package org.example.controller;", "theTestkitGuideShowsTheExample")
            .put("docs/testkit.md:   <dependencyManagement>", "theTestkitGuideShowsTheExample")
            .put("docs/operating.md: scrape_configs:", NOT_RUN)
            .buildOrThrow();

    static ImmutableSet<String> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(PROJECT.resolve("docs"))) {
            return Stream.concat(Stream.of("README.md", "CONTRIBUTING.md").map(PROJECT::resolve), docs.sorted())
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(file -> PROJECT.relativize(file).toString())
                    .collect(toImmutableSet());
        }
    }

    static Stream<String> pagesWithSessions() throws IOException {
        return pages().stream().filter(page -> PageBlock.of(text(page)).stream().anyMatch(PageBlock::isSession));
    }

    private static String text(String page) {
        try {
            return Files.readString(PROJECT.resolve(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("pagesWithSessions")
    void aSessionPrintsWhatThePageShows(String page, @TempDir Path root) throws IOException, InterruptedException {
        String written = text(page);
        try (PageTestbed testbed = new PageTestbed(root, text(INSTALLING))) {
            if (page.equals(MIGRATING)) {
                testbed.withLinkOfOmf();
            }
            for (PageBlock block : PageBlock.of(text(page))) {
                if (block.isSession()) {
                    written = block.replacedIn(written, printed(block, testbed));
                }
            }
        }
        if (System.getProperty("docs.write") != null) {
            Files.writeString(PROJECT.resolve(page), written);
        }
        assertThat(text(page)).isEqualTo(written);
    }

    /** The session as it was now; what differs only in what varies is as it was. */
    private static String printed(PageBlock block, PageTestbed testbed) throws IOException, InterruptedException {
        StringBuilder session = new StringBuilder();
        for (Step step : block.steps()) {
            String printed = testbed.run(step.command());
            String output = step.isPrinted(printed) ? String.join("\n", step.output()) : printed;
            session.append("$ ").append(step.command()).append('\n').append(output.isEmpty() ? "" : output + "\n");
        }
        return session.toString();
    }

    @Test
    void everyOtherBlockIsKnownToBeLookedAtElsewhere() throws IOException {
        ImmutableSet<String> others = pages().stream()
                .filter(page -> !page.equals("docs/commands.md"))
                .flatMap(page -> PageBlock.of(text(page)).stream()
                        .filter(block -> !block.isSession())
                        .map(block -> page + ": " + block.firstLine()))
                .collect(toImmutableSet());

        assertThat(others).containsExactlyInAnyOrderElementsOf(ELSEWHERE.keySet());
    }

    @Test
    void theDoctorSaysWhatThePageShows(@TempDir Path root) throws IOException {
        Installation installation = new Installation(root);
        Files.delete(installation.tree().root().resolve("ldlinux.c32"));
        Path dhcpd = installation.machine().root().resolve("etc/dhcp/dhcpd.conf");
        Files.writeString(
                dhcpd,
                Files.readString(dhcpd)
                        .replace("host node1-2 ", "host node1-2.sb8.orbit-lab.org ")
                        .replace("10.18.1.2;", "10.18.1.12;"));
        installation.close();

        Shell.Result result = Shell.piped()
                .with("PXE_CONFIG", installation.config().toString())
                .pxeOn(installation.machine(), "doctor");

        assertThat(result.out()
                        .replace(installation.machine().root().toString(), "")
                        .replace(root.toString(), "")
                        .replaceAll("127\\.0\\.0\\.1:[0-9]+", "127.0.0.1:5054"))
                .isEqualTo(PageBlock.of(text("docs/operating.md")).stream()
                        .filter(block -> block.firstLine().equals("PART            STATE"))
                        .findFirst()
                        .orElseThrow()
                        .text());
    }

    @Test
    void theTestkitGuideShowsTheExample() {
        String example = "docs/examples/controller-test/";
        List<String> blocks = PageBlock.of(text("docs/testkit.md")).stream()
                .map(PageBlock::text)
                .toList();

        assertThat(blocks).hasSize(2);
        assertThat(blocks.get(0)).isEqualTo(text(example + "src/test/java/org/example/controller/ControllerTest.java"));
        assertThat(text(example + "pom.xml")).contains(blocks.get(1));
    }

    @Test
    void whatTheTestkitGuideNamesIsInTheTestkit() throws IOException {
        String guide = text("docs/testkit.md");
        String tables = guide.substring(guide.indexOf("## What there is"));
        String sources;
        try (Stream<Path> files = Files.walk(PROJECT.resolve("pxe-testkit/src/main/java"))) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> text(PROJECT.relativize(file).toString()))
                    .collect(joining());
        }

        assertThat(METHOD.matcher(tables).results().map(method -> method.group(1)))
                .isNotEmpty()
                .allSatisfy(method -> assertThat(sources).containsPattern("\\b" + method + "\\("));
    }

    /** A heading's anchor is made as GitHub makes it. */
    @Test
    void everyLinkLeadsToAFileAndEveryAnchorToAHeading() throws IOException {
        assertThat(pages())
                .allSatisfy(page -> assertThat(
                                LINK.matcher(text(page)).results().map(link -> link.group(1)))
                        .allSatisfy(link -> {
                            String[] parts = link.split("#", 2);
                            Path file = parts[0].isEmpty()
                                    ? PROJECT.resolve(page)
                                    : PROJECT.resolve(page)
                                            .resolveSibling(parts[0])
                                            .normalize();
                            assertThat(file).exists();
                            if (parts.length == 2) {
                                assertThat(anchors(text(PROJECT.relativize(file).toString())))
                                        .contains(parts[1]);
                            }
                        }));
    }

    private static ImmutableSet<String> anchors(String page) {
        return HEADING.matcher(page)
                .results()
                .map(heading -> Ascii.toLowerCase(heading.group(1))
                        .replaceAll("[^a-z0-9 _-]", "")
                        .replace(' ', '-'))
                .collect(toImmutableSet());
    }
}
