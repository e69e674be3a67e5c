package net.mytestbed.pxe.tftpboot;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.mytestbed.pxe.lease.Lease;
import net.mytestbed.pxe.problem.Quoted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The records of leases on disk: symbolic links whose names are numbers. Not safe for concurrent use. */
final class LeaseRecords {
    private static final Logger log = LoggerFactory.getLogger(LeaseRecords.class);
    /** So many at least, for then {@code ls} shows them in their order. */
    private static final int DIGITS = 12;

    private static final Pattern NUMBER = Pattern.compile(LinkFiles.RECORD);

    /** How often records are listed again while another process makes new ones; each time only those are read. */
    private static final int MOST_ATTEMPTS = 100;

    private final LinkFiles files;
    /** Records that the log has told of already; they are looked at again and again. */
    private final Set<String> reported = new HashSet<>();

    LeaseRecords(LinkFiles files) {
        this.files = files;
    }

    /**
     * Another process may replace a lease meanwhile: the new record is made before the old one goes. So when all that was listed has been
     * read and nothing new is listed, no lease was missed.
     */
    LeaseIndex readAll() throws IOException {
        NavigableMap<String, Optional<LeaseText>> read = new TreeMap<>();
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Set<String> listed = recordNames();
            if (read.keySet().containsAll(listed)) {
                break;
            }
            for (String name : listed) {
                if (!read.containsKey(name)) {
                    read.put(name, lease(name));
                }
            }
        }
        LeaseIndex index = new LeaseIndex();
        read.forEach((name, leases) -> {
            index.reserve(Long.parseLong(name));
            leases.ifPresent(found -> index.add(Long.parseLong(name), found.leases()));
        });
        index.confirm();
        return index;
    }

    private Set<String> recordNames() throws IOException {
        try (Stream<Path> names = Files.list(files.directory())) {
            return names.map(path -> path.getFileName().toString())
                    .filter(name -> NUMBER.matcher(name).matches())
                    .collect(toImmutableSet());
        } catch (NoSuchFileException neverUsed) {
            return ImmutableSet.of();
        }
    }

    private Optional<LeaseText> lease(String name) throws IOException {
        try {
            String text = Files.readSymbolicLink(files.path(name)).toString();
            Optional<LeaseText> leases = LeaseText.parse(text);
            if (leases.isEmpty()) {
                reportUnreadable(name, text);
            }
            return leases;
        } catch (NoSuchFileException goneMeanwhile) {
            return Optional.empty();
        } catch (NotLinkException e) {
            reportUnreadable(name, "not a symbolic link");
            return Optional.empty();
        }
    }

    private void reportUnreadable(String name, String text) {
        if (reported.add(name)) {
            log.warn(
                    "unreadable-lease file={} text={} effect=its-links-are-the-operators",
                    files.path(name),
                    Quoted.quoted(text));
        }
    }

    private static String name(long number) {
        return Strings.padStart(Long.toString(number), DIGITS, '0');
    }

    /** A record by a name that no one reads would be a lease that never ends. */
    void create(long number, LeaseText text) throws IOException {
        String name = name(number);
        if (!NUMBER.matcher(name).matches()) {
            throw new FileSystemException(
                    files.path(name).toString(),
                    null,
                    "the record " + name(number - 1) + " leaves no higher number, remove it or give it a lower one");
        }
        files.create(name, text.text());
    }

    void remove(long number) throws IOException {
        files.remove(name(number));
    }

    /** Where there is no room for the shorter text the longer one stays: what it says too much has no link, or a newer lease. */
    boolean isRewritten(long number, ImmutableList<Lease> living) throws IOException {
        String name = name(number);
        try {
            files.stage(name, LeaseText.inOne(living).text());
            files.swapIn(name);
            return true;
        } catch (IOException e) {
            if (!DirectoryFailure.isOfRoom(e)) {
                throw e;
            }
            if (reported.add(name)) {
                log.warn("keep-ended-leases file={} reason=no-room until=the-next-change", files.path(name));
            }
            return false;
        }
    }
}
