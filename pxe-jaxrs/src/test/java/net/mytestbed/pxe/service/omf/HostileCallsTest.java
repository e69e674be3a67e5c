package net.mytestbed.pxe.service.omf;

import static net.mytestbed.pxe.testkit.tftp.PxeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.mytestbed.pxe.node.NodeSet;
import net.mytestbed.pxe.problem.PxeException;
import net.mytestbed.pxe.service.HostileValues;
import net.mytestbed.pxe.service.ServiceExtension;
import net.mytestbed.pxe.service.SoundLog;
import net.mytestbed.pxe.testkit.tftp.TreeSnapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** Every hostile value in every parameter of every call of the OMF wire. A new call is in here by itself. */
class HostileCallsTest {
    private static final ImmutableMap<OmfParameter, String> SOUND = ImmutableMap.of(
            OmfParameter.NODE, "node1-2.sb8.orbit-lab.org",
            OmfParameter.DOMAIN, "sb8.orbit-lab.org",
            OmfParameter.NODE_SET, "%5B1,1..2%5D",
            OmfParameter.IMAGE, "orbit-2.0.0",
            OmfParameter.ADDRESS, "10.18.1.2");

    @RegisterExtension
    static final ServiceExtension service = new ServiceExtension();

    @RegisterExtension
    static final SoundLog log = new SoundLog();

    private TreeSnapshot before;

    /** There is a link that could be lost. */
    @BeforeEach
    void setNode1() {
        assertThat(service.pxe("setBootImage?node=node1-1.sb8.orbit-lab.org").statusCode())
                .isEqualTo(200);
        before = service.tree().snapshot();
    }

    @AfterEach
    void nothingIsChangedAndTheServiceIsWell() {
        assertThat(service.tree()).isUnchangedSince(before);
        assertThat(service.pxe("getBootImage?node=node1-1.sb8.orbit-lab.org").statusCode())
                .isEqualTo(200);
        assertThat(service.pxe("setBootImageNS?ns=node1-2&domain=sb8.orbit-lab.org")
                        .statusCode())
                .isEqualTo(200);
    }

    static Stream<Arguments> parameters() {
        return Arrays.stream(OmfCall.values())
                .flatMap(call -> call.arguments().stream()
                        .flatMap(argument -> argument.parameter().names().stream()
                                .map(name -> Arguments.of(call, argument.parameter(), name))));
    }

    /** The parameters of a call, all of them sound but one. */
    private static String query(OmfCall call, OmfParameter hostile, String name, String value) {
        Stream<String> sound = call.arguments().stream()
                .filter(argument -> argument.parameter() != hostile)
                .map(argument -> argument.name() + "=" + SOUND.get(argument.parameter()));
        return Stream.concat(sound, Stream.of(name + "=" + value)).collect(Collectors.joining("&"));
    }

    private static String path(OmfCall call) {
        return "/pxe/" + call.wireName();
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("parameters")
    void aHostileValueIsRefused(OmfCall call, OmfParameter parameter, String name) {
        HostileValues.encoded().forEach((what, value) -> {
            if (!isSound(parameter, what)) {
                String query = query(call, parameter, name, value);
                assertRefused(what, call, service.get(path(call) + "?" + query));
                assertRefused(what + ", as a form", call, service.postForm(path(call), query));
            }
        });
    }

    /** White space around the names of a node set is passed over. */
    private static boolean isSound(OmfParameter parameter, String what) {
        return parameter == OmfParameter.NODE_SET && what.equals("a line feed at the end");
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("parameters")
    void aValueOfTenMegabytesIsRefused(OmfCall call, OmfParameter parameter, String name) {
        String query = query(call, parameter, name, "x".repeat(10_000_000));
        assertRefused("10 MB", call, service.postForm(path(call), query));
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("parameters")
    void aHundredThousandParametersAreRefused(OmfCall call, OmfParameter parameter, String name) {
        String query = query(call, parameter, name, SOUND.getOrDefault(parameter, ""));
        assertRefused("100,000", call, service.postForm(path(call), query + ("&" + name + "=x").repeat(100_000)));
    }

    private static void assertRefused(String what, OmfCall call, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(what).isBetween(400, 499);
        assertThat(answer.body()).as(what).matches("[ -~]+").hasSizeLessThan(100_000);
        assertThat(answer.headers().map()).as(what).doesNotContainKeys("X-Injected", "x-injected");
        OmfReply reply = OmfReply.of(answer);
        assertThat(names(reply.root())).as(what).containsExactlyInAnyOrder("response", "action", "error");
        assertThat(reply.root().getAttribute("status")).as(what).isEqualTo("ERROR");
        assertThat(reply.all("action").get(0).getAttribute("name"))
                .isEqualTo(call.action().wireName());
        assertThat(reply.codes()).as(what).doesNotContain("forged");
    }

    private static Set<String> names(Element root) {
        Set<String> names = new HashSet<>(Set.of(root.getTagName()));
        OmfReply.elements(root, "*").forEach(element -> names.add(element.getTagName()));
        return names;
    }

    @Test
    void allCoordinatesThereAreAreRefusedWithoutRoomForThem() {
        for (String set : new String[] {
            "[1..2000000000,1..2000000000]",
            "[1..999999999,1..999999999]",
            "[[1..999999999,1..999999999],[0..999999999,0..999999999]]"
        }) {
            assertThat(allocated(set)).as(set).isLessThan(1 << 20);
        }
    }

    /** The bytes that reading takes, once its classes are there. */
    private static long allocated(String set) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = 0;
        for (int round = 0; round < 2; round++) {
            long begin = threads.getCurrentThreadAllocatedBytes();
            try {
                NodeSet.parse(set);
                throw new AssertionError(set + " was read");
            } catch (PxeException refused) {
                bytes = threads.getCurrentThreadAllocatedBytes() - begin;
            }
        }
        return bytes;
    }
}
