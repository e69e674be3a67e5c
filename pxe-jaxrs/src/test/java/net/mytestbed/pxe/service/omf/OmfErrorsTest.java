package net.mytestbed.pxe.service.omf;

import static net.mytestbed.pxe.testkit.tftp.PxeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.service.ServiceExtension;
import net.mytestbed.pxe.testkit.tftp.TreeSnapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call that cannot be carried out answers; and nothing in the directory is changed by it. */
class OmfErrorsTest {
    private static final String NODE2 = "node1-2.sb8.orbit-lab.org";
    private static final String SB8 = "domain=sb8.orbit-lab.org";

    @RegisterExtension
    static final ServiceExtension service = new ServiceExtension();

    /** The answer to a call that fails; node1-1 has a link before, so that there is something to lose. */
    private OmfReply refused(String callAndQuery) {
        service.tree().link("10.18.1.1", "orbit-2.0.0");
        TreeSnapshot before = service.tree().snapshot();
        HttpResponse<String> answer = service.pxe(callAndQuery);
        assertThat(service.tree()).isUnchangedSince(before);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/xml");
        assertThat(answer.body()).startsWith("<response status=\"ERROR\"><action service=\"pxe\" name=\"");
        return OmfReply.of(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "setBootImage",
                "setBootImage?node=",
                "setBootImage?node=%20",
                "setBootImage?node=node1-2",
                "setBootImage?node=node1-1,node1-2&" + SB8,
                "setBootImage?node=../../etc&" + SB8,
                "setBootImage?node=n33%26domain%3Dother&" + SB8,
                "setBootImage?node=node1-2%00&" + SB8,
                "setBootImage?node=node1-2%0A&" + SB8,
                "setBootImage?node=node1-1&node=node1-2&" + SB8,
                "setBootImage?node=" + NODE2 + "&domain=sb%208",
                "setBootImage?node=" + NODE2 + "&domain=..%2F..",
                "setBootImage?node=" + NODE2 + "&domain=norbit&domain=sb8.orbit-lab.org",
                "setBootImage?node=" + NODE2 + "&img=../../../etc/passwd",
                "setBootImage?node=" + NODE2 + "&img=/etc/passwd",
                "setBootImage?node=" + NODE2 + "&img=..",
                "setBootImage?node=" + NODE2 + "&img=.hidden",
                "setBootImage?node=" + NODE2 + "&img=orbit-2.0.0%0A",
                "setBootImage?node=" + NODE2 + "&img=orbit%0Aforged",
                "setBootImage?node=" + NODE2 + "&img=orbit-2.0.0%00",
                "setBootImage?node=" + NODE2 + "&img=0A120101",
                "setBootImage?node=" + NODE2 + "&img=%252e%252e%252fetc",
                "setBootImage?node=" + NODE2 + "&img=%C0%AE%C0%AE/etc",
                "setBootImage?node=" + NODE2 + "&img=orbit-2.0.0&imgName=orbit-3.1",
                "setBootImage?node=" + NODE2 + "&ip=010.18.1.2",
                "setBootImage?node=" + NODE2 + "&ip=10.18.1.2.",
                "setBootImage?node=" + NODE2 + "&ip=10.300.0.1",
                "setBootImage?node=" + NODE2 + "&ip=::1",
                "setBootImage?node=" + NODE2 + "&ns=node1-1",
                "setBootImageNS?" + SB8,
                "setBootImageNS?ns=node1-1,node1-2",
                "setBootImageNS?ns=[1,1]",
                "setBootImageNS?ns=",
                "setBootImageNS?" + SB8 + "&ns=[",
                "setBootImageNS?" + SB8 + "&ns=[1,1",
                "setBootImageNS?" + SB8 + "&ns=[2..1,1]",
                "setBootImageNS?" + SB8 + "&ns=[1..2000000000,1..2000000000]",
                "setBootImageNS?" + SB8 + "&ns=node1-1,../x",
                "setBootImageNS?" + SB8 + "&ns=node1-1&ip=10.18.1.1",
                "setBootImageNS?" + SB8 + "&ns=node1-1&imgName=../x",
                "setBootImageAll",
                "setBootImageAll?domain=",
                "setBootImageAll?" + SB8 + "&node=node1-1",
                "setBootImageAll?" + SB8 + "&ns=node1-1",
                "clearBootImage?" + SB8,
                "clearBootImage?node=" + NODE2 + "&ip=10.18.1",
                "clearBootImageAll?" + SB8 + "&ip=10.18.1.1",
                "getBootImageAll?" + SB8 + "&node=node1-1",
                "clearBootImageNS?" + SB8,
                "clearBootImageAll",
                "getBootImage",
                "getBootImageNS?" + SB8,
                "getBootImageAll?domain=%2F",
            })
    void aParameterThatIsMissingOrCannotBeReadIsABadRequest(String call) {
        OmfReply reply = refused(call);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.codes()).containsOnly("bad-request").hasSize(1);
    }

    @Test
    void anImageNameOfNineteenHundredCharactersIsABadRequest() {
        OmfReply reply = refused("setBootImage?node=" + NODE2 + "&img=" + "x".repeat(1_900));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.sentences().get(0)).hasSizeLessThan(300);
    }

    @Test
    void twoValuesWhereOneIsExpectedAreBothTold() {
        OmfReply reply = refused("setBootImage?node=" + NODE2 + "&img=orbit-2.0.0&imgName=orbit-3.1");
        assertThat(reply.sentences().get(0))
                .contains("imgName or img is given more than once", "\"orbit-2.0.0\"", "\"orbit-3.1\"");
    }

    @Test
    void everyParameterThatIsWrongIsNamed() {
        OmfReply reply = refused("setBootImage?domain=sb%208&img=../x&ip=1.2.3");
        assertThat(reply.codes()).containsOnly("bad-request");
        assertThat(reply.sentences())
                .satisfiesExactlyInAnyOrder(
                        sentence -> assertThat(sentence).contains("\"sb 8\""),
                        sentence -> assertThat(sentence).contains("\"../x\""),
                        sentence -> assertThat(sentence).contains("\"1.2.3\""),
                        sentence -> assertThat(sentence).contains("parameter node is missing"));
    }

    @ParameterizedTest
    @CsvSource({
        "setBootImage?node=node9-9.sb8.orbit-lab.org,           404, unknown-node,   node9-9.sb8.orbit-lab.org",
        "clearBootImage?node=node9-9.sb8.orbit-lab.org,         404, unknown-node,   node9-9.sb8.orbit-lab.org",
        "getBootImage?node=node9-9.sb8.orbit-lab.org,           404, unknown-node,   node9-9.sb8.orbit-lab.org",
        "setBootImageAll?domain=sb9.orbit-lab.org,              404, unknown-domain, ''",
        "clearBootImageAll?domain=sb9.orbit-lab.org,            404, unknown-domain, ''",
        "getBootImageAll?domain=sb9.orbit-lab.org,              404, unknown-domain, ''",
        "setBootImage?ip=10.18.1.1&node=node1-2.sb8.orbit-lab.org, 409, address-mismatch, node1-2.sb8.orbit-lab.org",
        "clearBootImage?ip=10.18.1.1&node=node1-2.sb8.orbit-lab.org, 409, address-mismatch, node1-2.sb8.orbit-lab.org",
        "getBootImage?ip=10.18.1.1&node=node1-2.sb8.orbit-lab.org, 409, address-mismatch, node1-2.sb8.orbit-lab.org",
        "setBootImage?node=no-address.lab,                      409, no-address,     no-address.lab",
        "clearBootImage?node=no-address.lab,                    409, no-address,     no-address.lab",
        "setBootImage?node=no-image.lab,                        409, no-image,       no-image.lab",
        "setBootImage?img=absent&node=node1-2.sb8.orbit-lab.org, 422, bad-image,     ''",
        "setBootImage?img=empty&node=node1-2.sb8.orbit-lab.org, 422, bad-image,      ''",
        "setBootImage?img=private&node=node1-2.sb8.orbit-lab.org, 422, bad-image,    ''",
        "setBootImage?img=directory&node=node1-2.sb8.orbit-lab.org, 422, bad-image,  ''",
        "setBootImage?img=broken&node=node1-2.sb8.orbit-lab.org, 422, bad-image,     ''",
    })
    void eachThingThatIsWrongHasItsStatusAndCode(String call, int status, String code, String node) throws IOException {
        service.inventory()
                .domain(
                        "lab",
                        lab -> lab.node("no-address.lab", bare -> bare.image("orbit-2.0.0"))
                                .node("no-image.lab", "10.18.9.9"));
        service.tree().config("empty", "").config("broken", "default LOCAL\nlabel local\nlocalboot 0\n");
        service.tree().config("private", "default local\nlabel local\nlocalboot 0\n");
        Files.setPosixFilePermissions(
                service.tree().cfgDir().resolve("private"), PosixFilePermissions.fromString("rw-r-----"));
        Files.createDirectory(service.tree().cfgDir().resolve("directory"));
        OmfReply reply = refused(call);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.codes()).containsExactly(code);
        assertThat(reply.errorNodes()).containsExactly(node);
    }

    @Test
    void everyUnknownNodeIsNamedAndTheKnownOnesStayAsTheyAre() {
        OmfReply reply = refused("setBootImageNS?" + SB8 + "&ns=node1-2,node7-7,node1-1,node8-8");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.errorNodes()).containsExactly("node7-7", "node8-8");
    }

    @Test
    void twoNodesWithOneAddressAreRefused() {
        service.inventory()
                .domain(
                        "twins.lab",
                        lab -> lab.image("orbit-2.0.0").node("a", "10.18.1.1").node("b", "10.18.1.1"));
        OmfReply reply = refused("setBootImageNS?domain=twins.lab&ns=a,b");
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.codes()).containsExactly("address-conflict");
        assertThat(reply.sentences().get(0)).contains("10.18.1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"set", "clear"})
    void aFileUnderTheNodesNameIsNeverTouched(String action) {
        service.tree().config("0A120102", "the operator's own");
        OmfReply reply = refused(action + "BootImageNS?" + SB8 + "&ns=[1,1..2]");
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.codes()).containsExactly("not-a-link");
        assertThat(reply.errorNodes()).containsExactly(NODE2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"set", "clear"})
    void aDirectoryUnderTheNodesNameIsNeverTouched(String action) throws IOException {
        Files.createDirectory(service.tree().cfgDir().resolve("0A120102"));
        OmfReply reply = refused(action + "BootImageNS?" + SB8 + "&ns=[1,1..2]");
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.codes()).containsExactly("not-a-link");
    }

    @ParameterizedTest
    @CsvSource({"INVENTORY_NONSENSE, 502", "INVENTORY_DOWN, 503", "INVENTORY_SLOW, 504"})
    void anInventoryThatFailsIsAFailure(ProblemCode code, int status) {
        service.inventory().fail(Problem.of(code, "The inventory is not well."));
        for (String call : ImmutableList.of(
                "setBootImage?node=" + NODE2, "clearBootImageNS?" + SB8 + "&ns=[1,1]", "getBootImageAll?" + SB8)) {
            OmfReply reply = refused(call);
            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.codes()).containsExactly(code.wireName());
            assertThat(reply.sentences()).containsExactly("The inventory is not well.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"set", "clear", "get"})
    void aBootDirectoryThatIsGoneIsAFailure(String action) throws IOException {
        MoreFiles.deleteRecursively(service.tree().cfgDir(), RecursiveDeleteOption.ALLOW_INSECURE);
        OmfReply reply = OmfReply.of(service.pxe(action + "BootImage?node=" + NODE2));
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.codes()).containsExactly("directory-gone");
    }

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void everyProblemIsToldByAnErrorOfItsCode(ProblemCode code) {
        service.inventory().fail(Problem.ofNode(code, "node1-2", "What & why <is> \u0007 wrong."));
        OmfReply reply = refused("setBootImage?node=" + NODE2);
        assertThat(reply.status()).isBetween(400, 599);
        assertThat(reply.codes()).containsExactly(code.wireName());
        assertThat(reply.errorNodes()).containsExactly("node1-2");
        assertThat(reply.sentences()).containsExactly("What & why <is>   wrong.");
    }
}
