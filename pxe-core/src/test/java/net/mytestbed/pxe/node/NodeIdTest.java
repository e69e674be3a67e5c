package net.mytestbed.pxe.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeIdTest {
    @Test
    void namesAreComparedInLowerCase() {
        assertThat(NodeId.of("Node1-2.SB8.orbit-lab.org")).isEqualTo(NodeId.of("node1-2.sb8.orbit-lab.org"));
    }

    @ParameterizedTest
    @CsvSource({
        "node1-2.sb8.orbit-lab.org, sb8.orbit-lab.org",
        "console.grid.orbit-lab.org, grid.orbit-lab.org",
        "omf.nicta.node1, omf.nicta",
        "omf.nicta.node35, omf.nicta",
        "node1-2.sb8, sb8",
        "grid.node7, grid"
    })
    void aNameTellsItsDomain(String name, String domain) {
        assertThat(NodeId.of(name).domain()).contains(Domain.of(domain));
    }

    @Test
    void aBareNameTellsNoDomain() {
        assertThat(NodeId.of("n1").domain()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "n 1",
                "n1\n",
                "../etc",
                "/etc/passwd",
                "n1/",
                "n..1",
                ".n1",
                "n1.",
                "-n1",
                "n1&domain=x",
                "n1%00",
                "nödé",
                "n1\u0000",
                "n\u202e1",
                "n1?x",
                "n1#x",
                "a,b"
            })
    void whatIsNotANameIsRefused(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NodeId.of(value))
                .withMessageContaining("is not the name of a node")
                .withMessageMatching("[\\x20-\\x7e]*");
    }

    @Test
    void aNameOfMoreThan253CharactersIsRefusedAndNotRepeatedWhole() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NodeId.of("n".repeat(63) + ".x".repeat(100_000)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(250));
    }

    @Test
    void theSameNodeByItsBareNameAndByItsFullNameIsOneNode() {
        Domain domain = Domain.of("sb8.orbit-lab.org");
        assertThat(new Node(NodeId.of("node1-2"), domain))
                .isEqualTo(new Node(NodeId.of("node1-2.sb8.orbit-lab.org"), domain))
                .hasSameHashCodeAs(new Node(NodeId.of("node1-2.sb8.orbit-lab.org"), domain));
    }

    @ParameterizedTest
    @CsvSource({
        "node1-2, node1-2.sb8.orbit-lab.org",
        "node1-2.sb8.orbit-lab.org, node1-2.sb8.orbit-lab.org",
        "omf.nicta.node1, omf.nicta.node1"
    })
    void aNodeHasOneFullNameHoweverItIsCalled(String name, String full) {
        assertThat(new Node(NodeId.of(name), Domain.of("sb8.orbit-lab.org")).fullName())
                .isEqualTo(NodeId.of(full));
    }

    @Test
    void theDomainThatIsGivenGoesBeforeTheOneThatTheNameTells() {
        assertThat(Node.of(NodeId.of("omf.nicta.node1"), Optional.of(Domain.of("norbit")))
                        .domain())
                .isEqualTo(Domain.of("norbit"));
    }

    @Test
    void aBareNameWithoutADomainIsRefusedWithWhatToDo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Node.of(NodeId.of("n1"), Optional.empty()))
                .withMessageContaining("\"n1\" has no domain")
                .withMessageContaining("name the domain");
    }
}
