package net.mytestbed.pxe.inventory.http;

import static java.util.Objects.requireNonNull;

import net.mytestbed.pxe.problem.Problem;

/** What an inventory said of one node in one call. */
sealed interface Said {
    /** A value, which may make no sense. */
    record Text(InventoryCall call, String text) implements Said {
        public Text {
            requireNonNull(call, "call");
            requireNonNull(text, "text");
        }
    }

    /** An {@code <ERROR>} about the node. */
    record ErrorElement() implements Said {}

    /** Something from which no value can be read. */
    record Nonsense(Problem problem) implements Said {
        public Nonsense {
            requireNonNull(problem, "problem");
        }
    }
}
