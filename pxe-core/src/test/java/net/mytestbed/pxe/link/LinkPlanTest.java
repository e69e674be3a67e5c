package net.mytestbed.pxe.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.node.HexIp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkPlanTest {
    private static final HexIp NODE = HexIp.ofAddress("10.18.1.2");
    private static final BootConfigName ORBIT = BootConfigName.of("orbit-2.0.0");
    private static final BootConfigName OTHER = BootConfigName.of("orbit-3.1");
    private static final BootLink LINK = new BootLink(NODE, ORBIT);

    private static LinkChange set(LinkEntry... before) {
        return LinkPlan.set(ImmutableMap.of(NODE, ORBIT), LinkTable.of(List.of(before)))
                .change(NODE);
    }

    private static LinkChange clear(LinkEntry... before) {
        return LinkPlan.clear(ImmutableSet.of(NODE), LinkTable.of(List.of(before)))
                .change(NODE);
    }

    @Test
    void aLinkIsCreatedWhereNothingStands() {
        assertThat(set()).isEqualTo(new LinkChange.Create(LINK));
    }

    @Test
    void anotherLinkIsReplaced() {
        BootLink other = new BootLink(NODE, OTHER);
        assertThat(set(other)).isEqualTo(new LinkChange.Replace(other, LINK));
    }

    @Test
    void aLinkThatLeavesTheDirectoryIsReplaced() {
        ForeignLink foreign = new ForeignLink(NODE, "../elsewhere");
        assertThat(set(foreign)).isEqualTo(new LinkChange.Replace(foreign, LINK));
    }

    @Test
    void aLinkThatIsAsWantedIsKept() {
        assertThat(set(LINK).word()).isEqualTo("keep");
    }

    @Test
    void whatIsNotALinkIsNeitherReplacedNorRemoved() {
        Occupied file = new Occupied(NODE, Occupied.Kind.FILE);
        assertThat(set(file)).isEqualTo(new LinkChange.Refuse(file));
        assertThat(clear(file)).isEqualTo(new LinkChange.Refuse(file));
    }

    @ParameterizedTest
    @CsvSource({"FILE, regular file", "DIRECTORY, directory", "SPECIAL, special file"})
    void aRefusalTellsWhatStandsThereAndWhatToDo(Occupied.Kind kind, String words) {
        assertThat(new LinkChange.Refuse(new Occupied(NODE, kind)).reason())
                .startsWith("0A120102 in the boot directory is a " + words + " and not a link")
                .contains("by hand");
    }

    @Test
    void aLinkIsRemovedWhoeverMadeIt() {
        ForeignLink foreign = new ForeignLink(NODE, "/elsewhere");
        assertThat(clear(LINK)).isEqualTo(new LinkChange.Remove(LINK));
        assertThat(clear(foreign)).isEqualTo(new LinkChange.Remove(foreign));
    }

    @Test
    void thereIsNothingToClearWhereNothingStands() {
        assertThat(clear().word()).isEqualTo("keep");
    }

    @Test
    void afterAPlanIsCarriedOutTheSamePlanChangesNothing() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            Map<HexIp, LinkEntry> table = randomTable(random);
            Map<HexIp, BootConfigName> wanted = new HashMap<>();
            random.ints(20, 0, 30).forEach(n -> wanted.put(new HexIp(n), random.nextBoolean() ? ORBIT : OTHER));
            LinkPlan plan = LinkPlan.set(wanted, LinkTable.of(table.values()));
            plan.changes()
                    .values()
                    .forEach(change -> change.imageAfterwards()
                            .ifPresent(image -> table.put(change.address(), new BootLink(change.address(), image))));
            assertThat(LinkPlan.set(wanted, LinkTable.of(table.values()))
                            .changes()
                            .values())
                    .as("seed %s", seed)
                    .allMatch(change -> change instanceof LinkChange.Keep || change instanceof LinkChange.Refuse);
        }
    }

    private static Map<HexIp, LinkEntry> randomTable(Random random) {
        Map<HexIp, LinkEntry> table = new HashMap<>();
        random.ints(15, 0, 30).forEach(n -> {
            HexIp address = new HexIp(n);
            LinkEntry entry = switch (random.nextInt(4)) {
                case 0 -> new BootLink(address, ORBIT);
                case 1 -> new BootLink(address, OTHER);
                case 2 -> new ForeignLink(address, "/x");
                default -> new Occupied(address, Occupied.Kind.FILE);
            };
            table.put(address, entry);
        });
        return table;
    }
}
