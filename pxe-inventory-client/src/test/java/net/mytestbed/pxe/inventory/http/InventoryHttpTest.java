package net.mytestbed.pxe.inventory.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import java.util.stream.IntStream;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;
import net.mytestbed.pxe.testkit.inventory.FakeInventoryServer;
import net.mytestbed.pxe.testkit.inventory.Fault;
import net.mytestbed.pxe.testkit.inventory.SampleTestbeds;
import net.mytestbed.pxe.testkit.inventory.Transfer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class InventoryHttpTest {
    private final FakeInventoryServer server = FakeInventoryServer.start(SampleTestbeds.norbit());
    private final InventoryHttp patient = http(TimeLimits.DEFAULT.answer(), TimeLimits.DEFAULT.pause());

    private InventoryHttp http(Duration answer, Duration pause) {
        return new InventoryHttp(
                server.url(), new TimeLimits(Duration.ofSeconds(5), answer, Duration.ofSeconds(10), pause));
    }

    @AfterEach
    void closeTheServer() {
        server.close();
    }

    private static XmlElement address(InventoryHttp http) {
        return http.find(http.call("getControlIP", ImmutableMap.of("hrn", "omf.nicta.node1", "domain", "norbit")))
                .orElseThrow();
    }

    private static Problem failure(InventoryHttp http) {
        return assertThatExceptionOfType(PxeException.class)
                .isThrownBy(() -> address(http))
                .actual()
                .problems()
                .get(0);
    }

    @ParameterizedTest
    @EnumSource(Transfer.class)
    void anAnswerIsReadInWhateverWayItIsSent(Transfer transfer) {
        server.transfer(transfer);
        assertThat(address(patient).text()).isEqualTo("10.0.0.1");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"RESET", "HALF_AN_ANSWER"})
    void aConnectionThatBreaksOnceDoesNotMatter(Fault fault) {
        server.enqueueFault(fault);
        assertThat(address(patient).text()).isEqualTo("10.0.0.1");
        assertThat(server.calls()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"RESET", "HALF_AN_ANSWER"})
    void aConnectionThatBreaksAgainIsNotMadeAThirdTime(Fault fault) {
        server.fault(fault);
        assertThat(failure(patient).code()).isEqualTo(ProblemCode.INVENTORY_DOWN);
        assertThat(server.calls()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"STATUS_500", "HTML", "EMPTY", "HUGE"})
    void anAnswerIsTakenAsItIsAndNotAskedForAgain(Fault fault) {
        server.fault(fault);
        assertThat(failure(patient).code()).isEqualTo(ProblemCode.INVENTORY_NONSENSE);
        assertThat(server.calls()).isEqualTo(1);
    }

    @Test
    void aSlowAnswerIsNotAskedForAgain() {
        server.fault(Fault.HANG);
        assertThat(failure(http(Duration.ofMillis(200), Duration.ofSeconds(5))).code())
                .isEqualTo(ProblemCode.INVENTORY_SLOW);
        assertThat(server.calls()).isEqualTo(1);
    }

    @Test
    void aConnectionThatIsRefusedIsToldSo() {
        server.fault(Fault.REFUSE);
        assertThat(failure(patient).sentence()).contains("the connection is refused");
    }

    @Test
    void anInventoryThatFailsSeveralTimesInARowIsLeftAlone() {
        server.fault(Fault.RESET);
        InventoryHttp http = http(Duration.ofSeconds(5), Duration.ofMinutes(10));
        IntStream.range(0, CallGuard.FAILURES).forEach(i -> failure(http));
        server.heal();
        int calls = server.calls();
        assertThat(failure(http).sentence()).contains("left alone", "The last time: The inventory cannot be reached");
        assertThat(server.calls()).isEqualTo(calls);
    }

    @Test
    void whileItIsLeftAloneARequestFailsAtOnceAndInTheSameWay() {
        server.fault(Fault.HANG);
        InventoryHttp http = http(Duration.ofMillis(100), Duration.ofMinutes(10));
        IntStream.range(0, CallGuard.FAILURES).forEach(i -> failure(http));
        Stopwatch running = Stopwatch.createStarted();
        for (int i = 0; i < 1_000; i++) {
            assertThat(failure(http).code()).isEqualTo(ProblemCode.INVENTORY_SLOW);
        }
        assertThat(running.elapsed()).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void itIsTriedAgainByItself() {
        server.fault(Fault.REFUSE);
        InventoryHttp http = http(Duration.ofSeconds(5), Duration.ofMillis(300));
        IntStream.range(0, CallGuard.FAILURES).forEach(i -> failure(http));
        server.heal();
        await().ignoreExceptionsInstanceOf(PxeException.class)
                .untilAsserted(() -> assertThat(address(http).text()).isEqualTo("10.0.0.1"));
    }

    @Test
    void failuresThatAreNotInARowDoNotMatter() {
        for (int i = 0; i < 2 * CallGuard.FAILURES; i++) {
            server.enqueueFault(Fault.HALF_AN_ANSWER).enqueueFault(Fault.HALF_AN_ANSWER);
            assertThat(failure(patient).sentence()).doesNotContain("left alone");
            assertThat(address(patient).text()).isEqualTo("10.0.0.1");
        }
    }

    @Test
    void nonsenseIsAnAnswerAndDoesNotCount() {
        server.fault(Fault.STATUS_500);
        for (int i = 0; i < 2 * CallGuard.FAILURES; i++) {
            assertThat(failure(patient).sentence()).contains("status 500");
        }
    }
}
