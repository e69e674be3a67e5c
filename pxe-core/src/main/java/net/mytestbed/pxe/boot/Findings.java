package net.mytestbed.pxe.boot;

import static java.util.Comparator.comparingInt;

import com.google.common.collect.EnumMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Multiset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Collects findings. Of each kind it keeps the first {@value #SHOWN} and counts the rest: a file that is no configuration at
 * all (a kernel under a configuration's name) must not fill a screen, or the memory.
 */
final class Findings {
    private static final int SHOWN = 10;

    private final List<Finding> kept = new ArrayList<>();
    private final Multiset<Finding.Kind> counts = EnumMultiset.create(Finding.Kind.class);

    void add(Finding.Kind kind, int lineNumber, String sentence) {
        add(new Finding(kind, OptionalInt.of(lineNumber), sentence));
    }

    void add(Finding.Kind kind, String sentence) {
        add(new Finding(kind, OptionalInt.empty(), sentence));
    }

    private void add(Finding finding) {
        counts.add(finding.kind());
        if (counts.count(finding.kind()) <= SHOWN) {
            kept.add(finding);
        }
    }

    ImmutableList<Finding> toList() {
        return toListWith(ImmutableList.of());
    }

    /** All of them and the others by line, those about the whole file first. */
    ImmutableList<Finding> toListWith(List<Finding> others) {
        List<Finding> all = new ArrayList<>(others);
        all.addAll(kept);
        for (Finding.Kind kind : counts.elementSet()) {
            int left = counts.count(kind) - SHOWN;
            if (left > 0) {
                all.add(new Finding(
                        kind,
                        OptionalInt.empty(),
                        "The same (" + kind + ") was found " + left
                                + " times more. If so much is wrong, this is perhaps no PXELINUX configuration."));
            }
        }
        return all.stream()
                .sorted(comparingInt(finding -> finding.lineNumber().orElse(0)))
                .collect(ImmutableList.toImmutableList());
    }
}
