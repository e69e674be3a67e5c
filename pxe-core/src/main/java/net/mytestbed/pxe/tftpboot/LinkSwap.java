package net.mytestbed.pxe.tftpboot;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import net.mytestbed.pxe.link.BootLink;
import net.mytestbed.pxe.link.ForeignLink;
import net.mytestbed.pxe.link.LinkChange;
import net.mytestbed.pxe.link.LinkEntry;

/**
 * One plan on its way to the disk. What can fail for want of room comes first, while it can be undone without a reader noticing; a
 * step that fails undoes those before it.
 */
final class LinkSwap {
    private interface Step {
        void run() throws IOException;
    }

    private final LinkFiles files;
    private final Deque<Step> undo = new ArrayDeque<>();

    LinkSwap(LinkFiles files) {
        this.files = files;
    }

    void run(Collection<LinkChange> changes) throws IOException {
        try {
            for (LinkChange change : changes) {
                if (change instanceof LinkChange.Replace replace) {
                    stage(replace.link());
                }
            }
            for (LinkChange change : changes) {
                if (change instanceof LinkChange.Create create) {
                    create(create.link());
                }
            }
            for (LinkChange change : changes) {
                if (change instanceof LinkChange.Replace replace) {
                    swapIn(replace);
                } else if (change instanceof LinkChange.Remove remove) {
                    remove(remove.before());
                }
            }
        } catch (IOException failure) {
            undoAll(failure);
            throw failure;
        }
    }

    private void stage(BootLink link) throws IOException {
        undo.push(() -> files.unstage(link.address().hex()));
        files.stage(link.address().hex(), link.image().value());
    }

    private void create(BootLink link) throws IOException {
        files.create(link.address().hex(), link.image().value());
        undo.push(() -> files.remove(link.address().hex()));
    }

    private void swapIn(LinkChange.Replace replace) throws IOException {
        files.requireLinkOrNothing(replace.address().hex());
        files.swapIn(replace.address().hex());
        undo.push(() -> {
            files.stage(replace.address().hex(), text(replace.before()));
            files.swapIn(replace.address().hex());
        });
    }

    private void remove(LinkEntry before) throws IOException {
        files.requireLinkOrNothing(before.address().hex());
        if (files.remove(before.address().hex())) {
            undo.push(() -> files.create(before.address().hex(), text(before)));
        }
    }

    private void undoAll(IOException failure) {
        for (Step step : undo) {
            try {
                step.run();
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
    }

    private static String text(LinkEntry entry) {
        if (entry instanceof BootLink link) {
            return link.image().value();
        }
        if (entry instanceof ForeignLink foreign) {
            return foreign.target();
        }
        throw new IllegalArgumentException(entry.address() + " is not a link and cannot be replaced or removed.");
    }
}
