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
import net.mytestbed.pxe.problem.Quoted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line in the log for each change of what a node boots. */
final class ChangeLog {
    private static final Logger log = LoggerFactory.getLogger(PxeManager.class);

    private ChangeLog() {}

    static void changed(Collection<NodeChange> changes, Requester requester) {
        for (NodeChange change : changes) {
            if (!(change.change() instanceof LinkChange.Keep)) {
                log.info(
                        "{} node={} address={} hex={} from={} to={} until={} by={} request={}",
                        change.change().word(),
                        change.node(),
                        change.address().address(),
                        change.address().hex(),
                        before(change.change()),
                        change.change().imageAfterwards().map(Object::toString).orElse("default"),
                        until(change.lease().flatMap(Lease::until)),
                        requester.who(),
                        requester.requestId());
            }
        }
    }

    static void ended(Lease lease, boolean linkRemoved) {
        log.info(
                "expire node={} address={} hex={} image={} link={}",
                lease.node(),
                lease.address().address(),
                lease.address().hex(),
                lease.image(),
                linkRemoved ? "removed" : "not-ours");
    }

    private static String before(LinkChange change) {
        if (change instanceof LinkChange.Replace replace) {
            return shown(replace.before());
        }
        return change instanceof LinkChange.Remove remove ? shown(remove.before()) : "default";
    }

    private static String shown(LinkEntry entry) {
        if (entry instanceof BootLink link) {
            return link.image().value();
        }
        return entry instanceof ForeignLink foreign ? Quoted.quoted(foreign.target()) : "-";
    }

    private static String until(Optional<Instant> until) {
        return until.map(Instant::toString).orElse("cleared");
    }
}
