package net.mytestbed.pxe.testkit.lab;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What tftpd-hpa logged, read as it comes. It logs each question and each refusal, and serves each question in a process of its own. */
final class TftpLog {
    private static final Pattern LINE =
            Pattern.compile("in\\.tftpd\\[(\\d+)]: (?:RRQ from (\\S+) filename (.*)|sending NAK \\((.*)\\) to .*)");

    private final List<TftpRead> reads = new ArrayList<>();
    private final Map<String, Integer> lastOfProcess = new HashMap<>();
    private final Map<String, Integer> lastOfClient = new HashMap<>();
    private String unfinished = "";

    synchronized void append(String piece) {
        String text = unfinished + piece;
        int end = text.lastIndexOf('\n') + 1;
        text.substring(0, end).lines().forEach(this::line);
        unfinished = text.substring(end);
    }

    private void line(String line) {
        Matcher found = LINE.matcher(line);
        if (!found.find()) {
            return;
        }
        String process = found.group(1);
        if (found.group(2) != null) {
            asked(process, new TftpRead(found.group(2), found.group(3), Optional.empty()));
            return;
        }
        Integer refused = lastOfProcess.get(process);
        if (refused != null) {
            TftpRead read = reads.get(refused);
            reads.set(refused, new TftpRead(read.client(), read.file(), Optional.of(found.group(4))));
        }
    }

    /** A client that has no answer in time repeats its question: that is one question. */
    private void asked(String process, TftpRead read) {
        Integer last = lastOfClient.get(read.client());
        if (last == null || !reads.get(last).file().equals(read.file())) {
            last = reads.size();
            reads.add(read);
        }
        lastOfClient.put(read.client(), last);
        lastOfProcess.put(process, last);
    }

    /**
     * This client begins anew: its next question is none that is repeated.
     *
     * @return the number of the next question of all clients
     */
    synchronized int begin(String client) {
        lastOfClient.remove(client);
        return reads.size();
    }

    /** A client's questions from number {@code from} on and before number {@code end}, in order. */
    synchronized ImmutableList<TftpRead> reads(String client, int from, int end) {
        return reads.subList(from, Math.min(end, reads.size())).stream()
                .filter(read -> read.client().equals(client))
                .collect(ImmutableList.toImmutableList());
    }
}
