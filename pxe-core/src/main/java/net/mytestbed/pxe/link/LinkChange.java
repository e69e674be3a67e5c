package net.mytestbed.pxe.link;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.node.HexIp;

/** What a plan does with one node's name. */
public sealed interface LinkChange {
    /** The node whose name it is about. */
    HexIp address();

    /** The word for it in answers: {@code create}, {@code replace}, {@code remove}, {@code keep} or {@code refuse}. */
    String word();

    /** The boot configuration that the node's link points to afterwards, empty if it has no boot link then. */
    default Optional<BootConfigName> imageAfterwards() {
        return entryAfterwards()
                .filter(BootLink.class::isInstance)
                .map(BootLink.class::cast)
                .map(BootLink::image);
    }

    /** What stood under the node's name before, empty if nothing did. */
    Optional<LinkEntry> entryBefore();

    /** What stands under the node's name afterwards, empty if nothing does. */
    Optional<LinkEntry> entryAfterwards();

    /** A link is made where nothing was. */
    record Create(BootLink link) implements LinkChange {
        public Create {
            requireNonNull(link, "link");
        }

        @Override
        public HexIp address() {
            return link.address();
        }

        @Override
        public String word() {
            return "create";
        }

        @Override
        public Optional<LinkEntry> entryBefore() {
            return Optional.empty();
        }

        @Override
        public Optional<LinkEntry> entryAfterwards() {
            return Optional.of(link);
        }
    }

    /** A link is put in the place of another one. */
    record Replace(LinkEntry before, BootLink link) implements LinkChange {
        public Replace {
            requireNonNull(before, "before");
            requireNonNull(link, "link");
        }

        @Override
        public HexIp address() {
            return link.address();
        }

        @Override
        public String word() {
            return "replace";
        }

        @Override
        public Optional<LinkEntry> entryBefore() {
            return Optional.of(before);
        }

        @Override
        public Optional<LinkEntry> entryAfterwards() {
            return Optional.of(link);
        }
    }

    /** A link is taken away. */
    record Remove(LinkEntry before) implements LinkChange {
        public Remove {
            requireNonNull(before, "before");
        }

        @Override
        public HexIp address() {
            return before.address();
        }

        @Override
        public String word() {
            return "remove";
        }

        @Override
        public Optional<LinkEntry> entryBefore() {
            return Optional.of(before);
        }

        @Override
        public Optional<LinkEntry> entryAfterwards() {
            return Optional.empty();
        }
    }

    /** All is as wanted already: the link stands, or there is none. */
    record Keep(HexIp address, Optional<BootLink> link) implements LinkChange {
        public Keep {
            requireNonNull(address, "address");
            requireNonNull(link, "link");
        }

        @Override
        public String word() {
            return "keep";
        }

        @Override
        public Optional<LinkEntry> entryBefore() {
            return link.map(standing -> standing);
        }

        @Override
        public Optional<LinkEntry> entryAfterwards() {
            return entryBefore();
        }
    }

    /** The name is taken by something that is not a link; it stays as it is. */
    record Refuse(Occupied occupied) implements LinkChange {
        public Refuse {
            requireNonNull(occupied, "occupied");
        }

        @Override
        public HexIp address() {
            return occupied.address();
        }

        @Override
        public String word() {
            return "refuse";
        }

        @Override
        public Optional<LinkEntry> entryBefore() {
            return Optional.of(occupied);
        }

        @Override
        public Optional<LinkEntry> entryAfterwards() {
            return Optional.of(occupied);
        }

        /** Why, and what to do, for the operator. */
        public String reason() {
            return address().hex() + " in the boot directory is a " + occupied.kind()
                    + " and not a link, and so the operator's: move it away or delete it by hand.";
        }
    }
}
