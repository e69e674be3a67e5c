package net.mytestbed.pxe.tftpboot;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.link.BootLink;
import net.mytestbed.pxe.link.ForeignLink;
import net.mytestbed.pxe.link.LinkChange;
import net.mytestbed.pxe.link.LinkEntry;
import net.mytestbed.pxe.node.HexIp;

/**
 * One plan on its way to the disk, so many changes at a time. Of those, what can fail for want of room comes first, while it can be undone
 * without a reader noticing; a step that fails undoes all those before it.
 */
final class LinkSwap {
    /** What is staged at a time: with all of ten thousand staged at first, ext4 takes ten times as long. */
    static final int AT_A_TIME = 100;

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
            for (List<LinkChange> some : Lists.partition(ImmutableList.copyOf(changes), AT_A_TIME)) {
                runSome(some);
            }
        } catch (IOException failure) {
            undoAll(failure);
            throw failure;
        }
    }

    private void runSome(List<LinkChange> changes) throws IOException {
        Map<BootConfigName, HexIp> staged = new HashMap<>();
        for (LinkChange change : changes) {
            if (change instanceof LinkChange.Replace replace) {
                stage(
                        replace.link(),
                        Optional.ofNullable(staged.putIfAbsent(replace.link().image(), replace.address())));
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
    }

    private void stage(BootLink link, Optional<HexIp> alike) throws IOException {
        String name = link.address().hex();
        String text = link.image().value();
        undo.push(() -> files.unstage(name));
        if (alike.isPresent()) {
            files.stageLike(alike.get().hex(), name, text);
        } else {
            files.stage(name, text);
        }
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
            } catch (IOException | InvalidPathException e) {
                // A foreign link's text may be none that can be written again, as where the locale does not know its
                // characters.
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
