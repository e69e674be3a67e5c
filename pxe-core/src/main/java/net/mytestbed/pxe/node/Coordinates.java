package net.mytestbed.pxe.node;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * A node's place in a grid. ORBIT counts from 1; 0 is allowed because other labs count from there.
 *
 * @param x the column, 0 or more
 * @param y the row, 0 or more
 */
public record Coordinates(int x, int y) {
    /** @throws IllegalArgumentException if one of them is negative */
    public Coordinates {
        checkArgument(x >= 0 && y >= 0, "[%s,%s] are not coordinates: expected two whole numbers, 0 or more.", x, y);
    }

    /** The node's name within its testbed: {@code node1-2}. */
    public String nodeName() {
        return "node" + x + "-" + y;
    }
}
