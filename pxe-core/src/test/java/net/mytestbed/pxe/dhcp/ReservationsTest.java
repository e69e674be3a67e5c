package net.mytestbed.pxe.dhcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableList;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.node.MacAddress;
import net.mytestbed.pxe.node.NodeId;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.PxeException;
import org.junit.jupiter.api.Test;

class ReservationsTest {
    private static Reservation reservation(String name, String mac, String address) {
        return new Reservation(NodeId.of(name), MacAddress.of(mac), HexIp.ofAddress(address));
    }

    @Test
    void theyStandInTheOrderOfTheirAddressesAsNumbers() {
        Reservation two = reservation("a", "00:00:00:00:00:01", "10.18.1.2");
        Reservation ten = reservation("b", "00:00:00:00:00:02", "10.18.1.10");
        Reservation high = reservation("c", "00:00:00:00:00:03", "192.168.0.1");

        assertThat(Reservations.of(ImmutableList.of(high, ten, two)).all()).containsExactly(two, ten, high);
    }

    @Test
    void everyConflictNamesAllOfItsNodes() {
        ImmutableList<Reservation> conflicting = ImmutableList.of(
                reservation("node1", "00:00:00:00:00:01", "10.18.1.1"),
                reservation("node2", "00:00:00:00:00:01", "10.18.1.2"),
                reservation("node3", "00:00:00:00:00:03", "10.18.1.2"),
                reservation("node4", "00:00:00:00:00:04", "10.18.1.4"),
                reservation("node4", "00:00:00:00:00:05", "10.18.1.5"));

        assertThatExceptionOfType(PxeException.class)
                .isThrownBy(() -> Reservations.of(conflicting))
                .satisfies(refused -> assertThat(refused.problems())
                        .extracting(Problem::sentence)
                        .satisfiesExactly(
                                name -> assertThat(name)
                                        .startsWith("One name, node4,")
                                        .contains("10.18.1.4", "10.18.1.5"),
                                mac -> assertThat(mac)
                                        .startsWith("One MAC address, 00:00:00:00:00:01,")
                                        .contains("node1", "node2"),
                                address -> assertThat(address)
                                        .startsWith("One address, 10.18.1.2,")
                                        .contains("node2", "node3")));
    }
}
