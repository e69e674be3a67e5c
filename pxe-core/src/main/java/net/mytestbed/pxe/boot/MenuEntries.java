package net.mytestbed.pxe.boot;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** On which label a menu starts: the last with MENU DEFAULT, else the first, both at the top and not in a submenu. */
final class MenuEntries {
    private int depth;
    private boolean isEmpty = true;
    private @Nullable BootLabel first;
    private @Nullable BootLabel marked;

    /** A submenu begins, which is an entry itself. */
    void begin() {
        isEmpty = false;
        depth++;
    }

    void end() {
        depth = Math.max(0, depth - 1);
    }

    boolean isSubmenu() {
        return depth > 0;
    }

    void add(BootLabel label, boolean isMenuDefault) {
        if (depth == 0) {
            first = isEmpty ? label : first;
            isEmpty = false;
            marked = isMenuDefault && label.kind() != ImageKind.MENU ? label : marked;
        }
    }

    Optional<BootLabel> first() {
        return Optional.ofNullable(marked == null ? first : marked);
    }
}
