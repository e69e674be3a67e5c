package net.mytestbed.pxe.testkit.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.testkit.lab.image.RamImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LabExtension.class)
class LabIT {
    /** Makes a lab with a node that is on, says which process holds it, and waits to be killed. */
    static final class Victim {
        public static void main(String... arguments) throws IOException {
            Lab lab = Lab.start();
            lab.node("node1-2").powerOn();
            System.out.println(lab.pid());
            System.in.read();
        }
    }

    /** The processes in the lab that this one holds: they have its process namespace. */
    private static Set<ProcessHandle> inTheLabOf(long pid) {
        Path namespace = namespace(pid);
        return ProcessHandle.allProcesses()
                .filter(process -> namespace.equals(namespace(process.pid())))
                .collect(Collectors.toSet());
    }

    private static Path namespace(long pid) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + pid + "/ns/pid"));
        } catch (IOException ended) {
            return Path.of("ended");
        }
    }

    @Test
    void nothingRunsOnWhenTheProcessThatMadeTheLabIsKilled() throws IOException {
        Process victim = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:-UsePerfData",
                        "-D" + LabParts.PROPERTY + "="
                                + LabParts.ofThisMachine().root(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = new BufferedReader(new InputStreamReader(victim.getInputStream(), UTF_8))) {
            Set<ProcessHandle> ofTheLab = inTheLabOf(Long.parseLong(said.readLine()));
            Stream<ProcessHandle> all = Stream.concat(ofTheLab.stream(), victim.descendants());
            Set<ProcessHandle> processes = all.collect(Collectors.toSet());
            assertThat(ofTheLab).as("processes in the lab").hasSizeGreaterThan(5);

            victim.destroyForcibly();

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(processes).noneMatch(ProcessHandle::isAlive));
        } finally {
            victim.destroyForcibly();
        }
    }

    @Test
    void aClosedLabLeavesNoProcess() {
        Set<ProcessHandle> processes;
        try (Lab lab = Lab.start()) {
            lab.node("node1-1").powerOn();
            processes = inTheLabOf(lab.pid());
            assertThat(processes).hasSizeGreaterThan(5);
        }

        assertThat(processes).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void theServersNetworkIsNotSeenOutsideTheLab(Lab lab) {
        assertThat(lab.server().run("ip", "-brief", "link")).contains("br0").contains("node1-2");
        assertThat(Path.of("/sys/class/net/br0")).doesNotExist();
    }

    @Test
    void theControllerHasAMachineOfItsOwn(Lab lab) {
        assertThat(lab.controller().host().run("ip", "-brief", "address"))
                .contains("10.18.0.9")
                .doesNotContain("br0");
    }

    @Test
    void aNodeThatIsSwitchedOffCanBeSwitchedOnAgain(Lab lab) {
        LabNode node = lab.node("node1-1");
        node.powerOn();
        node.powerOff();

        LabBoot boot = node.powerOn();

        assertThat(boot.await("iPXE").serial()).contains("SeaBIOS");
        node.powerOff();
    }

    @Test
    void aKernelsCommandLineMayNameTheNode(Lab lab) throws IOException {
        new RamImage(BootConfigName.of("orbit-pxe"), lab.controller().host().address(), lab.parts()).into(lab.tree());
        String config = Files.readString(lab.tree().cfgDir().resolve("orbit-pxe"), UTF_8);
        lab.tree()
                .config("named", config.replace("control=eth0", "control=eth0 hrn=omf.nicta.node1"))
                .link("10.18.1.2", "named");

        ResourceController controller = lab.node("node1-2").powerOn().awaitReport();

        assertThat(controller.said("hrn")).isEqualTo("omf.nicta.node1");
        lab.node("node1-2").powerOff();
    }
}
