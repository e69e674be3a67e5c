package net.mytestbed.pxe.service.omf;

import static net.mytestbed.pxe.testkit.tftp.PxeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.stream.IntStream;
import net.mytestbed.pxe.service.ServiceExtension;
import net.mytestbed.pxe.testkit.tftp.TreeSnapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call that can be carried out answers, and does. */
class OmfCallsTest {
    private static final String NODE1 = "node1-2.sb8.orbit-lab.org";

    @RegisterExtension
    static final ServiceExtension service = new ServiceExtension();

    private OmfReply call(String callAndQuery) {
        return OmfReply.of(service.pxe(callAndQuery));
    }

    @Test
    void settingANodeAnswersWhatItWillBoot() {
        HttpResponse<String> answer = service.pxe("setBootImage?node=" + NODE1);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/xml");
        assertThat(answer.body())
                .isEqualTo("<response status=\"OK\"><action service=\"pxe\" name=\"setBootImage\"><nodes>"
                        + "<node hrn=\"node1-2.sb8.orbit-lab.org\" ip=\"10.18.1.2\" img=\"orbit-2.0.0\" hex=\"0A120102\"/>"
                        + "</nodes></action></response>");
        assertThat(service.tree()).node("10.18.1.2").boots("orbit-2.0.0");
    }

    @Test
    void settingTheNodesOfOmfsSampleLinksEachOfThem() {
        assertThat(service.pxe("setBootImageNS?domain=norbit&ns=omf.nicta.node1,omf.nicta.node2,omf.nicta.node3,"
                                + "omf.nicta.node4")
                        .body())
                .isEqualTo("<response status=\"OK\"><action service=\"pxe\" name=\"setBootImage\"><nodes>"
                        + "<node hrn=\"omf.nicta.node1\" ip=\"10.0.0.1\" img=\"omf-5.4\" hex=\"0A000001\"/>"
                        + "<node hrn=\"omf.nicta.node2\" ip=\"10.0.0.2\" img=\"omf-5.4\" hex=\"0A000002\"/>"
                        + "<node hrn=\"omf.nicta.node3\" ip=\"10.0.0.3\" img=\"omf-5.4\" hex=\"0A000003\"/>"
                        + "<node hrn=\"omf.nicta.node4\" ip=\"10.0.0.4\" img=\"omf-5.4\" hex=\"0A000004\"/>"
                        + "</nodes></action></response>");
        assertThat(service.tree()).node("10.0.0.4").boots("omf-5.4");
    }

    @Test
    void settingOrbitsGridByCoordinatesLinksAllOfIt() {
        OmfReply reply = call("setBootImageNS?domain=grid.orbit-lab.org&ns=[1..20,1..20]");
        assertThat(reply.nodes("hrn")).hasSize(400).startsWith("node1-1.grid.orbit-lab.org");
        IntStream.rangeClosed(1, 20)
                .forEach(x -> IntStream.rangeClosed(1, 20)
                        .forEach(y -> assertThat(service.tree())
                                .node("10.10." + x + "." + y)
                                .boots("orbit-2.0.0")));
    }

    @Test
    void clearingListsTheNodesAndTheirDefault() {
        call("setBootImage?node=" + NODE1);
        assertThat(service.pxe("clearBootImage?node=" + NODE1).body())
                .isEqualTo("<response status=\"OK\"><action service=\"pxe\" name=\"clearBootImage\"><nodes>"
                        + "<node hrn=\"node1-2.sb8.orbit-lab.org\" ip=\"10.18.1.2\" img=\"default\" hex=\"0A120102\"/>"
                        + "</nodes></action></response>");
        assertThat(service.tree()).node("10.18.1.2").hasNoLink().bootsItsDisk();
    }

    @Test
    void gettingTellsWhatIsSetUntilWhen() {
        call("setBootImage?img=orbit-3.1&node=" + NODE1);
        assertThat(service.pxe("getBootImageNS?domain=sb8.orbit-lab.org&ns=[1,1],[1,2]")
                        .body())
                .isEqualTo("<response status=\"OK\"><action service=\"pxe\" name=\"getBootImage\"><nodes>"
                        + "<node hrn=\"node1-1.sb8.orbit-lab.org\" ip=\"10.18.1.1\" img=\"default\" hex=\"0A120101\"/>"
                        + "<node hrn=\"node1-2.sb8.orbit-lab.org\" ip=\"10.18.1.2\" img=\"orbit-3.1\" hex=\"0A120102\""
                        + " expires=\"2016-01-24T23:47:18Z\"/>"
                        + "</nodes></action></response>");
    }

    @Test
    void allMeansEveryNodeOfTheDomainAndNoOther() {
        assertThat(call("setBootImageAll?domain=sb8.orbit-lab.org&imgName=orbit-3.1")
                        .nodes("hex"))
                .containsExactlyInAnyOrder("0A120101", "0A120102");
        assertThat(call("getBootImageAll?domain=sb8.orbit-lab.org").nodes("img"))
                .containsExactly("orbit-3.1", "orbit-3.1");
        assertThat(call("getBootImageAll?domain=norbit").nodes("img")).containsOnly("default");
        assertThat(call("clearBootImageAll?domain=sb8.orbit-lab.org").nodes("img"))
                .containsExactly("default", "default");
        assertThat(service.tree()).node("10.18.1.1").hasNoLink();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "setBootImageNS?domain=sb8.orbit-lab.org&ns=node1-1,node1-2",
                "setBootImageNS?ns=node1-1,node1-2&domain=sb8.orbit-lab.org",
                "setBootImageNS?domain=sb8.orbit-lab.org&ns=node1-1%2Cnode1-2",
                "setBootImageNS?domain=sb8.orbit-lab.org&ns=node1-1,%20node1-2",
                "setBootImageNS?domain=%20sb8.orbit-lab.org&ns=+node1-1+,node1-2+",
                "setBootImageNS?domain=sb8.orbit-lab.org&ns=node1-1&ns=node1-2",
                "setBootImageNS?domain=sb8.orbit-lab.org&ns=node1-1,node1-2,node1-1,NODE1-2.sb8.orbit-lab.org",
                "setBootImageNS?domain=SB8.orbit-lab.ORG&ns=Node1-1,NODE1-2",
                "setBootImageNS?ns=node1-1.sb8.orbit-lab.org,node1-2.sb8.orbit-lab.org",
                "setBootImageNS?domain=&ns=node1-1.sb8.orbit-lab.org,node1-2.sb8.orbit-lab.org",
                "setBootImageNS?domain=sb8.orbit-lab.org&ns=[[1,1],[1,2]]",
                "setBootImageNS?domain=sb8.orbit-lab.org&ns=[1,1..2]",
                "setBootImageNS?domain=sb8.orbit-lab.org&ns=%5B1%2C1..2%5D",
                "setBootImageNS?domain=sb8.orbit-lab.org&domain=sb8.orbit-lab.org&ns=[1,1],node1-2",
                "setBootImageNS?domain=sb8.orbit-lab.org&ns=node1-1,,node1-2,&imgName=",
                "setBootImageNS?domain=sb8.orbit-lab.org&ns=node1-1,node1-2&img=&imgName=&_=17",
                "setBootImageNS?domain=sb8.orbit-lab.org&ns=node1-1,node1-2&img=orbit-2.0.0&imgName=orbit-2.0.0",
                "setBootImageAll?domain=sb8.orbit-lab.org",
            })
    void whicheverWayBothNodesAreWrittenBothAreSetOnce(String call) {
        String answer = service.rawLine("GET /pxe/" + call);
        assertThat(answer).startsWith("HTTP/1.1 200 ");
        assertThat(OmfReply.parse(answer.substring(answer.indexOf('<')))
                        .getElementsByTagName("node")
                        .getLength())
                .isEqualTo(2);
        assertThat(service.tree()).node("10.18.1.1").boots("orbit-2.0.0");
        assertThat(service.tree()).node("10.18.1.2").boots("orbit-2.0.0");
    }

    @ParameterizedTest
    @CsvSource({
        "node1-2.sb8.orbit-lab.org, node1-2.sb8.orbit-lab.org",
        "NODE1-2.SB8.orbit-lab.org, node1-2.sb8.orbit-lab.org",
        "node1-2&domain=sb8.orbit-lab.org, node1-2",
    })
    void theAnswerCallsANodeAsTheCallerDid(String node, String hrn) {
        assertThat(call("setBootImage?node=" + node).nodes("hrn")).containsExactly(hrn);
    }

    @Test
    void aNodesHrnTellsItsDomain() {
        service.inventory().domain("omf.nicta", nicta -> nicta.image("omf-5.4").node("omf.nicta.node7", "10.0.0.7"));
        assertThat(call("setBootImage?node=omf.nicta.node7").nodes("hex")).containsExactly("0A000007");
    }

    @Test
    void anEmptyNodeSetIsNoError() {
        TreeSnapshot before = service.tree().snapshot();
        for (String action : new String[] {"set", "clear", "get"}) {
            assertThat(service.pxe(action + "BootImageNS?domain=norbit&ns=").body())
                    .isEqualTo("<response status=\"OK\"><action service=\"pxe\" name=\"" + action
                            + "BootImage\"><nodes></nodes></action></response>");
        }
        assertThat(service.tree()).isUnchangedSince(before);
    }

    @Test
    void bothNamesOfTheImageAreUnderstoodByEveryCall() {
        assertThat(call("setBootImage?imgName=orbit-3.1&node=" + NODE1).nodes("img"))
                .containsExactly("orbit-3.1");
        assertThat(call("setBootImageNS?domain=sb8.orbit-lab.org&ns=[1,1]&img=orbit-3.1")
                        .nodes("img"))
                .containsExactly("orbit-3.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"set", "clear", "get"})
    void theInventorysOwnAddressIsAccepted(String action) {
        assertThat(call(action + "BootImage?ip=10.18.1.2&node=" + NODE1).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clearBootImage?img=orbit-3.1&node=" + NODE1,
                "getBootImageNS?domain=sb8.orbit-lab.org&ns=[1,1]&imgName=../x",
                "setBootImage?colour=blue&node=" + NODE1,
            })
    void aParameterThatSaysNothingToTheCallIsNoHindrance(String call) {
        assertThat(call(call).status()).isEqualTo(200);
    }

    @Test
    void aFormIsAsGoodAsAQuery() {
        OmfReply reply = OmfReply.of(service.postForm(
                "/pxe/setBootImageNS", "domain=sb8.orbit-lab.org&ns=node1-1%2C+node1-2&imgName=orbit-3.1"));
        assertThat(reply.nodes("img")).containsExactly("orbit-3.1", "orbit-3.1");
    }

    @Test
    void theParametersOfQueryAndFormAreJoined() {
        OmfReply reply = OmfReply.of(service.postForm(
                "/pxe/setBootImageNS?domain=sb8.orbit-lab.org&ns=node1-1", "ns=node1-2&img=orbit-3.1"));
        assertThat(reply.nodes("hrn")).containsExactly("node1-1", "node1-2");
    }

    @Test
    void aPostNeedsNoBody() {
        assertThat(service.send("POST", "/pxe/setBootImage?node=" + NODE1, BodyPublishers.noBody(), ImmutableMap.of())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void setAndClearAreIdempotent() {
        String set = service.pxe("setBootImage?node=" + NODE1).body();
        TreeSnapshot afterOne = service.tree().snapshot();
        assertThat(service.pxe("setBootImage?node=" + NODE1).body()).isEqualTo(set);
        assertThat(afterOne.entries().keySet())
                .isEqualTo(service.tree().snapshot().entries().keySet());
        String clear = service.pxe("clearBootImage?node=" + NODE1).body();
        assertThat(service.pxe("clearBootImage?node=" + NODE1).body()).isEqualTo(clear);
    }

    @Test
    void aNodeThatTheOperatorGaveAFileIsShownByThatFile() {
        service.tree().config("0A120102", "default local\nlabel local\nlocalboot 0\n");
        service.tree().link("10.18.1.1", "../elsewhere");
        assertThat(call("getBootImageAll?domain=sb8.orbit-lab.org").nodes("img"))
                .containsExactly("../elsewhere", "0A120102");
    }
}
