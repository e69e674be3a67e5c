package net.mytestbed.pxe.inventory.http;

import static java.util.Objects.requireNonNull;

import net.mytestbed.pxe.problem.Problem;

/** What an inventory said of one node. */
sealed interface Said {
    /** A value, which may make no sense; an empty text says that there is none. */
    record Text(InventoryCall call, String text) implements Said {
        public Text {
            requireNonNull(call, "call");
            requireNonNull(text, "text");
        }
    }

    /** All that it knows, in a table where the node is listed. */
    record Listed(NodeTable table, NodeElement element) implements Said {
        public Listed {
            requireNonNull(table, "table");
            requireNonNull(element, "element");
        }

        Text text(String attribute) {
            return new Text(table.call(), element.text(attribute));
        }
    }

    /** An {@code <ERROR>} about the node. */
    record ErrorElement() implements Said {}

    /** Something from which nothing can be read. */
    record Nonsense(Problem problem) implements Said {
        public Nonsense {
            requireNonNull(problem, "problem");
        }
    }
}
