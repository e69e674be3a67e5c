package net.mytestbed.pxe.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeSetTest {
    private static final Domain GRID = Domain.of("grid.orbit-lab.org");

    private static List<String> names(String text) {
        return NodeSet.parse(text).nodes(Optional.of(GRID)).stream()
                .map(node -> node.id().value())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,b,c | a b c",
                "n31, n32 | n31 n32",
                "a,b,a | a b",
                "a,,b, | a b",
                "omf.nicta.node1,node1-2 | omf.nicta.node1 node1-2",
                "[1,2] | node1-2.grid.orbit-lab.org",
                "[[1,1],[1,2]] | node1-1.grid.orbit-lab.org node1-2.grid.orbit-lab.org",
                "[ [1, 1] , [1,2] ] | node1-1.grid.orbit-lab.org node1-2.grid.orbit-lab.org",
                "[1..2,3..4] | node1-3.grid.orbit-lab.org node1-4.grid.orbit-lab.org node2-3.grid.orbit-lab.org node2-4.grid.orbit-lab.org",
                "[[1..2,1],[5,5]] | node1-1.grid.orbit-lab.org node2-1.grid.orbit-lab.org node5-5.grid.orbit-lab.org",
                "[[1,1]] | node1-1.grid.orbit-lab.org",
                "x,[1,2],y | x node1-2.grid.orbit-lab.org y",
                "[1,2],node1-2,node1-2.grid.orbit-lab.org | node1-2.grid.orbit-lab.org"
            })
    void aSetMeansItsNodesInTheOrderOfWriting(String text, String expected) {
        assertThat(names(text)).containsExactly(expected.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", " , ,"})
    void anEmptySetMeansNoNodes(String text) {
        assertThat(NodeSet.parse(text).isEmpty()).isTrue();
    }

    @Test
    void theWholeGridIsFourHundredNodes() {
        assertThat(names("[1..20,1..20]"))
                .hasSize(400)
                .startsWith("node1-1.grid.orbit-lab.org")
                .endsWith("node20-20.grid.orbit-lab.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1..999999999,1..999999999]",
                "[1..100001,1]",
                "[[1..50000,1..2],[1,1]]",
                "[0..999999999,0..999999999],[0..999999999,1..999999999]"
            })
    void moreNodesThanASetMayMeanAreRefusedBeforeTheyAreMade(String text) {
        assertThatExceptionOfType(PxeException.class)
                .isThrownBy(() -> NodeSet.parse(text))
                .withMessage("The node set means more than 100000 nodes: expected that many at most.");
    }

    @Test
    void soManyNodesThatALongCannotCountThemAreRefusedToo() {
        String rectangles = IntStream.range(0, 10)
                .mapToObj(row -> "[0..999999999," + row + "..999999999]")
                .collect(Collectors.joining(","));

        assertThatExceptionOfType(PxeException.class)
                .isThrownBy(() -> NodeSet.parse(rectangles))
                .withMessageContaining("more than 100000 nodes");
    }

    @Test
    void asManyNodesAsASetMayMeanAreRead() {
        assertThat(names("[1..100000,1]")).hasSize(NodeSet.MOST_NODES);
    }

    @Test
    void ofVeryManyPartsThatCannotBeReadTheFirstHundredAreNamed() {
        String parts = IntStream.rangeClosed(1, 1_000).mapToObj(n -> "b@d" + n).collect(Collectors.joining(","));

        assertThatExceptionOfType(PxeException.class)
                .isThrownBy(() -> NodeSet.parse(parts))
                .satisfies(e -> assertThat(e.problems())
                        .hasSize(100)
                        .last()
                        .extracting(Problem::sentence, STRING)
                        .startsWith("\"b@d100\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "]",
                "[]",
                "[[]]",
                "[1]",
                "[1,2",
                "1,2]",
                "[1,2,3]",
                "[1,2][3,4]",
                "[[1,2],]",
                "[[1,2],[3]]",
                "[[1,2] [3,4]",
                "[a,b]",
                "[-1,2]",
                "[1..,2]",
                "[..1,2]",
                "[1...2,3]",
                "[2..1,1]",
                "[1.5,2]",
                "[1,2]x",
                "[[[1,2]]]",
                "[99999999999,1]",
                "[1..2000000000,1..2000000000]",
                "../x",
                "a b",
                "[1,2],../x"
            })
    void whatCannotBeReadIsRefused(String text) {
        assertThatExceptionOfType(PxeException.class)
                .isThrownBy(() -> NodeSet.parse(text))
                .satisfies(
                        e -> assertThat(e.problems()).extracting(Problem::code).containsOnly(ProblemCode.BAD_REQUEST));
    }

    @Test
    void aNameThatIsRepeatedCountsOnce() {
        assertThat(NodeSet.parse("a,".repeat(NodeSet.MOST_NODES + 1)).nodes(Optional.of(Domain.of("lab"))))
                .hasSize(1);
    }

    @Test
    void everyPartThatCannotBeReadIsNamed() {
        assertThatExceptionOfType(PxeException.class)
                .isThrownBy(() -> NodeSet.parse("good,b@d,[1,2],[x,y],wor/se"))
                .satisfies(e -> assertThat(e.problems()).hasSize(3))
                .withMessageContainingAll("\"b@d\"", "\"[x,y]\"", "\"wor/se\"");
    }

    @Test
    void coordinatesWithoutADomainAreRefused() {
        NodeSet set = NodeSet.parse("[1,2]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> set.nodes(Optional.empty()))
                .withMessageContaining("domain");
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "0, -1"})
    void coordinatesAreNotNegative(int x, int y) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Coordinates(x, y))
                .withMessageStartingWith("[" + x + "," + y + "] are not coordinates");
    }

    @Test
    void anyRectangleMeansAsManyNodesAsItSays() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            int x = random.nextInt(50);
            int y = random.nextInt(50);
            int width = random.nextInt(20);
            int height = random.nextInt(20);
            String text = "[" + x + ".." + (x + width) + "," + y + ".." + (y + height) + "]";
            assertThat(names(text)).as("%s, seed %s", text, seed).hasSize((width + 1) * (height + 1));
        }
    }

    @Test
    void noTextAtAllMakesItFailInAnotherWayThanByRefusing() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String alphabet = "[[]],,..1290 ab-_\n\t%/\\";
        for (int i = 0; i < 20_000; i++) {
            String text = IntStream.range(0, random.nextInt(24))
                    .mapToObj(n -> String.valueOf(alphabet.charAt(random.nextInt(alphabet.length()))))
                    .collect(Collectors.joining());
            try {
                assertThat(NodeSet.parse(text).parts()).isNotNull();
            } catch (PxeException refused) {
                assertThat(refused.problems()).as("%s, seed %s", text, seed).isNotEmpty();
            }
        }
    }
}
