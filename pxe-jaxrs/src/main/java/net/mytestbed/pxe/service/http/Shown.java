package net.mytestbed.pxe.service.http;

import java.util.Optional;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.link.BootLink;
import net.mytestbed.pxe.link.ForeignLink;
import net.mytestbed.pxe.link.LinkChange;
import net.mytestbed.pxe.link.LinkEntry;

/** What a node boots, in the words of answers. */
public final class Shown {
    private Shown() {}

    /**
     * By what stands under the node's name: the boot configuration, {@code default} where nothing stands there, the text of a link
     * that the operator made to somewhere else, and the node's own name where the operator put a file under it.
     */
    public static String image(Optional<LinkEntry> entry) {
        return entry.map(Shown::image).orElse(BootConfigName.DEFAULT.value());
    }

    private static String image(LinkEntry entry) {
        if (entry instanceof BootLink link) {
            return link.image().value();
        }
        return entry instanceof ForeignLink foreign
                ? foreign.target()
                : entry.address().hex();
    }

    /** Before a change. */
    public static String imageBefore(LinkChange change) {
        return image(change.entryBefore());
    }

    /** After a change; a refused one changes nothing. */
    public static String imageAfter(LinkChange change) {
        return change instanceof LinkChange.Refuse
                ? imageBefore(change)
                : change.imageAfterwards().orElse(BootConfigName.DEFAULT).value();
    }
}
