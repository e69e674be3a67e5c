package net.mytestbed.pxe.testkit.lab;

import static java.util.Objects.requireNonNull;

/**
 * An HTTP answer that the lab's experiment controller got.
 *
 * @param status its status: 200
 * @param body its text
 */
public record LabAnswer(int status, String body) {
    public LabAnswer {
        requireNonNull(body, "body");
    }

    /** @param printed the body, and the status in a line of its own */
    static LabAnswer of(String printed) {
        int end = printed.lastIndexOf('\n');
        return new LabAnswer(Integer.parseInt(printed.substring(end + 1)), printed.substring(0, end));
    }
}
