package net.mytestbed.pxe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Strings;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The package's life in a clean Debian: installed, in use, upgraded, removed, purged. Each step goes on where the last one ended. */
@EnabledIfSystemProperty(named = "pxe.cleanRoot", matches = ".+")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(300)
class DebianPackageIT {
    private static final String NODE = "node1-2.sb8.orbit-lab.org";
    private static final String AS_SERVICE = "su -s /bin/sh omf-aggmgr-pxe -c ";

    private static CleanRoot debian;

    @BeforeAll
    static void enter() {
        debian = new CleanRoot(
                Path.of(Strings.nullToEmpty(System.getProperty("pxe.cleanRoot"))),
                Path.of("target/omf-aggmgr-pxe.deb").toAbsolutePath());
    }

    @AfterAll
    static void leave() {
        debian.close();
    }

    private static String succeeds(String command) {
        CleanRoot.Result result = debian.run(command);
        assertThat(result.status()).as("%s: %s", command, result.output()).isZero();
        return result.output();
    }

    private static boolean holds(String condition) {
        return debian.run(condition).status() == 0;
    }

    @Test
    @Order(1)
    void itInstalls() {
        succeeds("dpkg -i /tmp/package.deb");
        assertThat(succeeds("dpkg-query -W -f '${Status} ${Provides}' omf-aggmgr-pxe"))
                .isEqualTo("install ok installed omf-aggmgr-pxe-5.4");
    }

    @Test
    @Order(2)
    void theServiceHasAnAccountAndDirectoriesOfItsOwn() {
        assertThat(succeeds("stat -c '%U %a %n' /tftpboot/* /var/log/omf-aggmgr-pxe")
                        .lines())
                .containsExactly(
                        "omf-aggmgr-pxe 755 /tftpboot/pxelinux.cfg",
                        "omf-aggmgr-pxe 755 /tftpboot/pxelinux.leases",
                        "omf-aggmgr-pxe 755 /var/log/omf-aggmgr-pxe");
        assertThat(holds(AS_SERVICE + "'test -w /etc/omf-aggmgr-pxe'")).isFalse();
    }

    @Test
    @Order(3)
    void thereIsAManualPageForEachCommandAndACompletion() {
        assertThat(succeeds("man pxe-set | cat")).contains("--dry-run", "pxe set [");
        assertThat(succeeds(
                                "for command in serve set clear show prune hex demo completion; do man -w pxe-$command; done")
                        .lines())
                .hasSize(8);
        assertThat(succeeds(
                        "bash -c '. /usr/share/bash-completion/completions/pxe && complete -p pxe && type _pxe_known'"))
                .contains("pxe", "pxe complete");
    }

    @Test
    @Order(4)
    void theUnitIsSoundAndLittleExposed() {
        String unit = "/lib/systemd/system/omf-aggmgr-pxe.service";
        assertThat(succeeds("systemd-analyze verify --man=no " + unit)).isEmpty();
        // In tenths: below 2.0.
        System.out.println(succeeds("systemd-analyze security --offline=true --threshold=19 " + unit + " | tail -n 1"));
        succeeds("systemd-analyze security --offline=true --threshold=19 " + unit);
    }

    @Test
    @Order(5)
    void whatJavaFindsOutAtAStartIsThereAlready() {
        assertThat(succeeds("PXE_JAVA_OPTS='-Xlog:class+load' pxe hex 10.18.1.2"))
                .contains("net.mytestbed.pxe.node.HexIp source: shared objects file (top)", "\n0A120102\n");
    }

    @Test
    @Order(6)
    void itServesUnderItsAccountWithTheConfigurationOfThePackage() {
        succeeds("""
                printf 'default l\\nlabel l\\nlocalboot 0\\n' >/tftpboot/pxelinux.cfg/orbit-2.0.0
                printf 'domains: {sb8.orbit-lab.org: {image: orbit-2.0.0, nodes: {node1-2: 10.18.1.2}}}' >/etc/omf-aggmgr-pxe/inventory.yaml
                sed -i 's,http://localhost:5053/inventory,file:/etc/omf-aggmgr-pxe/inventory.yaml,' /etc/omf-aggmgr-pxe/pxe.yaml
                %s"$(sed -n 's/^ExecStart=//p' /lib/systemd/system/omf-aggmgr-pxe.service)" >/tmp/log 2>&1 &
                """.formatted(AS_SERVICE));
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> holds("pxe set --server http://127.0.0.1:5054 " + NODE));
        assertThat(succeeds("readlink /tftpboot/pxelinux.cfg/0A120102")).isEqualTo("orbit-2.0.0");
        assertThat(succeeds("cat /var/log/omf-aggmgr-pxe/audit.*")).contains("\"node\":\"" + NODE + "\"");
    }

    @Test
    @Order(7)
    void rootsCommandsDoNotShutTheServiceOut() {
        succeeds("pxe clear " + NODE);
        succeeds("pxe set --server http://127.0.0.1:5054 " + NODE);
        assertThat(succeeds("stat -c %U /tftpboot/pxelinux.leases/.lock /var/log/omf-aggmgr-pxe/audit.*")
                        .lines())
                .containsOnly("omf-aggmgr-pxe");
    }

    @Test
    @Order(8)
    void anUpgradeKeepsTheOperatorsConfigurationAndHisLinks() {
        succeeds("""
                cd /tmp && dpkg-deb -R package.deb unpacked && sed -i 's/^Version: .*/Version: 99.0/' unpacked/DEBIAN/control &&
                dpkg-deb -b unpacked newer.deb && dpkg -i newer.deb
                """);
        assertThat(succeeds("dpkg-query -W -f '${Version}' omf-aggmgr-pxe")).isEqualTo("99.0");
        assertThat(succeeds("cat /etc/omf-aggmgr-pxe/pxe.yaml")).contains("file:/etc/omf-aggmgr-pxe/inventory.yaml");
        assertThat(succeeds("pxe show " + NODE)).contains("orbit-2.0.0");
    }

    @Test
    @Order(9)
    void aRemovalLeavesConfigurationLinksAndLog() {
        succeeds("dpkg -r omf-aggmgr-pxe");
        assertThat(holds("test -e /usr/bin/pxe || test -e /var/cache/omf-aggmgr-pxe"))
                .isFalse();
        succeeds("test -L /tftpboot/pxelinux.cfg/0A120102 && test -f /etc/omf-aggmgr-pxe/pxe.yaml");
    }

    @Test
    @Order(10)
    void aPurgeLeavesWhatIsTheOperators() {
        succeeds("dpkg --purge omf-aggmgr-pxe");
        assertThat(holds("test -e /etc/omf-aggmgr-pxe/pxe.yaml")).isFalse();
        succeeds("test -f /etc/omf-aggmgr-pxe/inventory.yaml && test -f /tftpboot/pxelinux.cfg/orbit-2.0.0");
        succeeds("test -L /tftpboot/pxelinux.cfg/0A120102 && ls -l /tftpboot/pxelinux.leases | grep -q 0A120102=");
        succeeds("ls /var/log/omf-aggmgr-pxe/audit.*");
    }
}
