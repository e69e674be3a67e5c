package net.mytestbed.pxe.testkit.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.base.Ascii;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class FakeInventoryServerTest {
    /** In milliseconds: what shall come, comes sooner on the slowest machine. */
    private static final int READ_TIMEOUT = 20_000;

    /** In milliseconds, for what shall not come. */
    private static final int IMPATIENT = 300;

    private final FakeInventory content = SampleTestbeds.all();

    @AutoClose
    private final FakeInventoryServer server = FakeInventoryServer.start(content);

    private HttpURLConnection open(String call) throws IOException {
        return open(server, call);
    }

    private static HttpURLConnection open(FakeInventoryServer server, String call) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create(server.url() + "/" + call).toURL().openConnection();
        connection.setReadTimeout(READ_TIMEOUT);
        connection.setInstanceFollowRedirects(false);
        return connection;
    }

    private String get(String call) throws IOException {
        return get(server, call);
    }

    private static String get(FakeInventoryServer server, String call) throws IOException {
        try (InputStream in = open(server, call).getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** As much as the longest right answer has, of one that may not end or not even begin. */
    private String beginning(String call) throws IOException {
        HttpURLConnection connection = open(call);
        connection.setReadTimeout(IMPATIENT);
        try (InputStream in = connection.getInputStream()) {
            return new String(in.readNBytes(40), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "getControlIP?hrn=omf.nicta.node1&domain=norbit | <CONTROL_IP>10.0.0.1</CONTROL_IP>",
                "getControlIP?hrn=node1-2.sb8.orbit-lab.org&domain= | <CONTROL_IP>10.18.1.2</CONTROL_IP>",
                "getControlIP?hrn=ghost&domain=norbit | <CONTROL_IP><ERROR>No CONTROL_IP found for ghost</ERROR></CONTROL_IP>",
                "getControlIP?hrn=ghost&domain=nowhere | <CONTROL_IP><ERROR>No CONTROL_IP found for ghost</ERROR></CONTROL_IP>",
                "getPXEImage?domain=norbit&hrn=omf%2Enicta.node1 | <PXE_IMAGE>omf-5.4</PXE_IMAGE>",
                "getPXEImage?domain=norbit&hrn=ghost | <PXE_IMAGE><ERROR>No PXE_IMAGE found for ghost</ERROR></PXE_IMAGE>",
                "getHRN?hostname=node1-2&domain=sb8.orbit-lab.org | <HRN>node1-2</HRN>",
                "getListOfResources?domain=sb8.orbit-lab.org"
                        + " | <RESOURCES><NODE>node1-1.sb8.orbit-lab.org</NODE><NODE>node1-2.sb8.orbit-lab.org</NODE></RESOURCES>",
                "getListOfResources?domain=nowhere | <RESOURCES><ERROR>No resources found</ERROR></RESOURCES>",
            })
    void everyCallIsAnsweredInOmfsDialect(String call, String answer) throws IOException {
        assertThat(get(call)).isEqualTo(answer);
    }

    @Test
    void allNodesOfAllTestbedsComeInOneAnswer() throws IOException {
        assertThat(get("getAllNodes"))
                .startsWith(
                        "<ALLNODES><NODE name='omf.nicta.node1' hrn='omf.nicta.node1' control_mac='00:03:2d:08:1a:33'"
                                + " control_ip='10.0.0.1' disk='/dev/sda' testbed='norbit'/>")
                .contains("control_ip='10.10.20.7' x='20' y='7' z='0' disk='/dev/sda' testbed='grid.orbit-lab.org'/>")
                .endsWith("</ALLNODES>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "resource/show?hrn=node1-2.sb8.orbit-lab.org | <RESOURCES><NODE type='node' name=\"node1-2.sb8.orbit-lab.org\""
                        + " pxe_image='orbit-2.0.0' control_ip='10.18.1.2' x_coor='1' y_coor='2'"
                        + " default_disk='/dev/sda' cm_port='80'/></RESOURCES>",
                "resource/show?hrn=ghost.sb8.orbit-lab.org"
                        + " | <RESOURCES><ERROR>Unknown resource ghost.sb8.orbit-lab.org</ERROR></RESOURCES>",
                "resource/list?hrn=sb9.orbit-lab.org"
                        + " | <RESOURCES><ERROR>Unknown resource sb9.orbit-lab.org</ERROR></RESOURCES>",
            })
    void everyCallIsAnsweredInOrbitsDialect(String call, String answer) throws IOException {
        server.speakOrbit();
        assertThat(get(call)).isEqualTo(answer);
    }

    @Test
    void orbitsListHasEveryNodeOfTheDomain() throws IOException {
        server.speakOrbit(name -> "INF_" + Ascii.toUpperCase(name));
        assertThat(get("resource/list?hrn=sb8.orbit-lab.org"))
                .contains("INF_CONTROL_IP='10.18.1.1'", "INF_CONTROL_IP='10.18.1.2'")
                .doesNotContain("10.10.");
    }

    @Test
    void theCallsOfTheOtherDialectAreNotKnown() throws IOException {
        assertThat(open("resource/show?hrn=a.b").getResponseCode()).isEqualTo(404);
        server.speakOrbit();
        assertThat(open("getAllNodes").getResponseCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(value = Transfer.class, names = "GZIP", mode = EnumSource.Mode.EXCLUDE)
    void anAnswerIsTheSameInEveryWayOfSendingIt(Transfer transfer) throws IOException {
        server.transfer(transfer);
        HttpURLConnection connection = open("getControlIP?hrn=omf.nicta.node1&domain=norbit");
        connection.setInstanceFollowRedirects(true);
        try (InputStream in = connection.getInputStream()) {
            assertThat(in).hasContent("<CONTROL_IP>10.0.0.1</CONTROL_IP>");
        }
    }

    @Test
    void aCompressedAnswerIsTheSameWhenItIsUnpacked() throws IOException {
        server.transfer(Transfer.GZIP);
        HttpURLConnection connection = open("getControlIP?hrn=omf.nicta.node1&domain=norbit");
        assertThat(connection.getContentEncoding()).isEqualTo("gzip");
        try (InputStream in = new GZIPInputStream(connection.getInputStream())) {
            assertThat(in).hasContent("<CONTROL_IP>10.0.0.1</CONTROL_IP>");
        }
    }

    @Test
    void aFaultOfOneCallLeavesTheOthersAsTheyAre() throws IOException {
        server.fault("getPXEImage", Fault.STATUS_500);
        assertThat(open("getPXEImage?hrn=omf.nicta.node1&domain=norbit").getResponseCode())
                .isEqualTo(500);
        assertThat(open("getControlIP?hrn=omf.nicta.node1&domain=norbit").getResponseCode())
                .isEqualTo(200);
    }

    @Test
    void whatMakesNoSenseIsSaidAsItWasPutIn() throws IOException {
        server.sayAddress("omf.nicta.node1", "10.300.0.1").sayImage("omf.nicta.node1", "../<passwd>");
        assertThat(get("getControlIP?hrn=omf.nicta.node1&domain=norbit"))
                .isEqualTo("<CONTROL_IP>10.300.0.1</CONTROL_IP>");
        assertThat(get("getPXEImage?hrn=omf.nicta.node1&domain=norbit"))
                .isEqualTo("<PXE_IMAGE>../&lt;passwd&gt;</PXE_IMAGE>");
    }

    @Test
    void anInventoryThatFailsIsADatabaseThatFails() throws IOException {
        content.fail(Problem.of(ProblemCode.INVENTORY_DOWN, "down"));
        assertThat(get("getControlIP?hrn=omf.nicta.node1&domain=norbit"))
                .isEqualTo("<CONTROL_IP><ERROR>Error when accessing the Inventory Database</ERROR></CONTROL_IP>");
    }

    @Test
    void anyInventoryCanBeServed() throws IOException {
        try (FakeInventoryServer other =
                FakeInventoryServer.start(SampleTestbeds.norbit().content())) {
            assertThat(get(other, "getAllNodes")).contains("omf.nicta.node4");
        }
    }

    @Test
    void itCanGoBackToOmfsDialect() throws IOException {
        server.speakOrbit().speakOmf();
        assertThat(get("getControlIP?hrn=omf.nicta.node1&domain=norbit"))
                .isEqualTo("<CONTROL_IP>10.0.0.1</CONTROL_IP>");
    }

    @Test
    void callsAreCountedByTheirNames() throws IOException {
        get("getControlIP?hrn=a&domain=norbit");
        get("getControlIP?hrn=b&domain=norbit");
        get("getAllNodes");
        assertThat(server.calls()).isEqualTo(3);
        assertThat(server.calls("getControlIP")).isEqualTo(2);
        assertThat(server.requests()).startsWith("/inventory/getControlIP?hrn=a&domain=norbit");
    }

    @Test
    void theNextFaultComesOnceAndThenTheAnswer() throws IOException {
        server.enqueueFault(Fault.STATUS_500);
        assertThat(open("getAllNodes").getResponseCode()).isEqualTo(500);
        assertThat(open("getAllNodes").getResponseCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void everyFaultEndsWithItsHealing(Fault fault) throws IOException {
        server.fault(fault);
        String sick;
        try {
            sick = beginning("getControlIP?hrn=omf.nicta.node1&domain=norbit");
        } catch (IOException failed) {
            sick = failed.toString();
        }
        server.heal();
        assertThat(sick).isNotEqualTo("<CONTROL_IP>10.0.0.1</CONTROL_IP>");
        assertThat(get("getControlIP?hrn=omf.nicta.node1&domain=norbit"))
                .isEqualTo("<CONTROL_IP>10.0.0.1</CONTROL_IP>");
    }

    @Test
    void aRefusedConnectionIsRefusedByTheSystem() {
        server.fault(Fault.REFUSE);
        assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> get("getAllNodes"));
    }

    @Test
    void aResetConnectionIsReset() {
        server.fault(Fault.RESET);
        assertThatExceptionOfType(SocketException.class).isThrownBy(() -> get("getAllNodes"));
    }

    @Test
    void aHangingInventoryTakesTheRequestAndDoesNotAnswer() {
        server.fault(Fault.HANG);
        assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> beginning("getAllNodes"));
        assertThat(server.calls("getAllNodes")).isEqualTo(1);
    }

    @Test
    void aTricklingInventoryKeepsTheReaderReading() throws IOException {
        server.fault(Fault.TRICKLE);
        try (InputStream in = open("getAllNodes").getInputStream()) {
            assertThat(in.readNBytes(5)).hasSize(5);
        }
    }

    @Test
    void aHugeAnswerIsHuge() throws IOException {
        server.fault(Fault.HUGE);
        assertThat(get("getAllNodes")).hasSizeGreaterThan(50_000_000);
    }
}
