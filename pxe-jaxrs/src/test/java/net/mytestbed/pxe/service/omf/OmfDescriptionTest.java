package net.mytestbed.pxe.service.omf;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import net.mytestbed.pxe.service.ServiceExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** What an experiment controller reads before its first call, and that it can act on it. */
class OmfDescriptionTest {
    private static final Map<String, String> VALUES = ImmutableMap.of(
            "domain", "sb8.orbit-lab.org",
            "ns", "[[1,1],[1,2]]",
            "node", "node1-2.sb8.orbit-lab.org",
            "imgName", "orbit-3.1",
            "img", "orbit-3.1",
            "ip", "10.18.1.2");

    @RegisterExtension
    static final ServiceExtension service = new ServiceExtension();

    private ImmutableList<Element> described() {
        return OmfReply.of(service.get("/pxe")).all("service");
    }

    private static List<String> arguments(Element call, String attribute) {
        return OmfReply.elements(call, "arg").stream()
                .map(argument -> argument.getAttribute(attribute))
                .toList();
    }

    private Element described(String name) {
        return described().stream()
                .filter(call -> call.getAttribute("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theRootNamesTheGroup() {
        assertThat(service.get("/").headers().firstValue("Content-Type")).contains("text/xml");
        Element root = OmfReply.parse(service.get("/").body());
        assertThat(root.getTagName()).isEqualTo("serviceGroups");
        Element group = OmfReply.elements(root, "serviceGroup").get(0);
        assertThat(group.getAttribute("name")).isEqualTo("pxe");
        assertThat(group.getAttribute("path")).isEqualTo("pxe");
        assertThat(OmfReply.elements(group, "info")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pxe", "/pxe/"})
    void theGroupListsEveryCallSortedByName(String path) {
        OmfReply reply = OmfReply.of(service.get(path));
        assertThat(reply.root().getTagName()).isEqualTo("services");
        assertThat(reply.all("serviceGroup").get(0).getAttribute("prefix")).isEqualTo("/pxe");
        assertThat(reply.all("service").stream()
                        .map(call -> call.getAttribute("name"))
                        .collect(toImmutableList()))
                .containsExactly(
                        "clearBootImage",
                        "clearBootImageAll",
                        "clearBootImageNS",
                        "getBootImage",
                        "getBootImageAll",
                        "getBootImageNS",
                        "setBootImage",
                        "setBootImageAll",
                        "setBootImageNS");
    }

    @Test
    void theArgumentsAreInTheOrderInWhichAControllerPassesThem() {
        assertThat(arguments(described("setBootImageNS"), "name")).containsExactly("domain", "ns", "imgName");
        assertThat(arguments(described("setBootImageNS"), "value")).containsExactly("domain", "nodeSet", "[imageName]");
        assertThat(arguments(described("setBootImageNS"), "isRequired")).containsExactly("true", "true", "false");
        assertThat(arguments(described("clearBootImageNS"), "name")).containsExactly("domain", "ns");
        assertThat(arguments(described("setBootImage"), "name")).containsExactly("node", "domain", "img", "ip");
        assertThat(arguments(described("setBootImageAll"), "name")).containsExactly("domain", "imgName");
    }

    @Test
    void everyDescribedCallWorksAsDescribed() {
        for (Element call : described()) {
            String query = String.join(
                    "&",
                    arguments(call, "name").stream()
                            .map(name -> name + "=" + VALUES.get(name))
                            .toList());
            assertThat(service.rawLine("GET /pxe/" + call.getAttribute("name") + "?" + query))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("<response status=\"OK\">");
        }
    }

    @Test
    void everyRequiredArgumentIsMissedByItsName() {
        for (Element call : described()) {
            for (Element argument : OmfReply.elements(call, "arg")) {
                if (argument.getAttribute("isRequired").equals("true")) {
                    String others = String.join(
                            "&",
                            arguments(call, "name").stream()
                                    .filter(name -> !name.equals(argument.getAttribute("name")))
                                    .map(name -> name + "=" + (name.equals("ns") ? "node1-1" : VALUES.get(name)))
                                    .toList());
                    OmfReply reply = OmfReply.of(service.send(
                            "GET",
                            "/pxe/" + call.getAttribute("name") + "?" + others,
                            BodyPublishers.noBody(),
                            ImmutableMap.of()));
                    assertThat(reply.status()).isEqualTo(400);
                    assertThat(reply.sentences().get(0)).contains(argument.getAttribute("name"));
                }
            }
        }
    }
}
