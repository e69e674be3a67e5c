package net.mytestbed.pxe.manager;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import net.mytestbed.pxe.lease.Lease;
import net.mytestbed.pxe.lease.Requester;
import net.mytestbed.pxe.link.BootLink;
import net.mytestbed.pxe.link.ForeignLink;
import net.mytestbed.pxe.link.LinkChange;
import net.mytestbed.pxe.link.LinkEntry;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.PxeException;
import net.mytestbed.pxe.problem.Quoted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One event for each change of what a node boots, to the logger {@value #NAME}, and for each refusal, to its child
 * {@code refused}, which a log that tells refusals in another way can leave out. The message is the action; all else is a key with
 * a text, so that one event makes a readable line on the console and a JSON line in a file.
 */
public final class AuditLog {
    static final String NAME = "net.mytestbed.pxe.audit";

    private static final Logger log = LoggerFactory.getLogger(NAME);
    private static final Logger refusals = LoggerFactory.getLogger(NAME + ".refused");
    private static final String NO_LINK = "default";

    private AuditLog() {}

    /** @param action what was asked for: {@code set}, {@code clear} or {@code prune} */
    static void changed(String action, Collection<NodeChange> changes, Requester requester) {
        for (NodeChange change : changes) {
            if (!(change.change() instanceof LinkChange.Keep)) {
                by(requester, log.atInfo())
                        .addKeyValue("node", change.node().toString())
                        .addKeyValue("address", change.address().address())
                        .addKeyValue("hex", change.address().hex())
                        .addKeyValue(
                                "from",
                                change.change()
                                        .entryBefore()
                                        .map(AuditLog::shown)
                                        .orElse(NO_LINK))
                        .addKeyValue(
                                "to",
                                change.change()
                                        .imageAfterwards()
                                        .map(Object::toString)
                                        .orElse(NO_LINK))
                        .addKeyValue(
                                "until", change.lease().map(AuditLog::until).orElse("-"))
                        .log(action);
            }
        }
    }

    static void expired(Lease lease, boolean linkRemoved) {
        by(lease.requester(), log.atInfo())
                .addKeyValue("node", lease.node().toString())
                .addKeyValue("address", lease.address().address())
                .addKeyValue("hex", lease.address().hex())
                .addKeyValue("from", lease.image().value())
                .addKeyValue("to", linkRemoved ? NO_LINK : "the-operators-link")
                .log("expire");
    }

    static void pruned(Stale stale, Requester requester) {
        by(requester, log.atInfo())
                .addKeyValue(
                        "node",
                        stale.lease().map(lease -> lease.node().toString()).orElse("-"))
                .addKeyValue("address", stale.address().address())
                .addKeyValue("hex", stale.address().hex())
                .addKeyValue("from", stale.entry().map(AuditLog::shown).orElse(NO_LINK))
                .addKeyValue("to", stale.linkGoes() ? NO_LINK : "as-it-stands")
                .addKeyValue("reason", stale.reason().word())
                .log("prune");
    }

    /**
     * Notes that a request was refused.
     *
     * @param action what was asked for
     */
    public static void refused(String action, PxeException refusal, Requester requester) {
        for (Problem problem : refusal.problems()) {
            by(requester, refusals.atInfo())
                    .addKeyValue("refused", action)
                    .addKeyValue("node", problem.node().orElse("-"))
                    .addKeyValue("code", problem.code().wireName())
                    .addKeyValue("reason", problem.sentence())
                    .log("refuse");
        }
    }

    private static LoggingEventBuilder by(Requester requester, LoggingEventBuilder event) {
        return event.addKeyValue("by", requester.who()).addKeyValue("request", requester.requestId());
    }

    private static String shown(LinkEntry entry) {
        if (entry instanceof BootLink link) {
            return link.image().value();
        }
        return entry instanceof ForeignLink foreign ? Quoted.quoted(foreign.target()) : NO_LINK;
    }

    private static String until(Lease lease) {
        Optional<Instant> until = lease.until();
        return until.map(Instant::toString).orElse("cleared");
    }
}
