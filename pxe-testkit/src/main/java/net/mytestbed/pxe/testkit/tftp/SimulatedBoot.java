package net.mytestbed.pxe.testkit.tftp;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * What happened when a {@link SimulatedNode} booted.
 *
 * @param requests every file that the node asked for, in order: first the names of its configuration, then kernel and initrds
 * @param configuration the configuration that was found first; empty if there was none
 * @param outcome how it ended
 */
public record SimulatedBoot(
        ImmutableList<Request> requests, Optional<Configuration> configuration, BootOutcome outcome) {
    /**
     * One file that the node asked for.
     *
     * @param file its name as it was asked for: {@code pxelinux.cfg/0A120102}
     * @param answer what the server answered
     */
    public record Request(String file, TftpAnswer answer) {
        public Request {
            requireNonNull(file, "file");
            requireNonNull(answer, "answer");
        }
    }

    /**
     * The configuration that the node found.
     *
     * @param name the name under which it was found: {@code 0A120102}, {@code default}
     * @param text its text, one character for each byte
     */
    public record Configuration(String name, String text) {
        public Configuration {
            requireNonNull(name, "name");
            requireNonNull(text, "text");
        }
    }

    public SimulatedBoot {
        requireNonNull(requests, "requests");
        requireNonNull(configuration, "configuration");
        requireNonNull(outcome, "outcome");
    }

    /** What happened, for a person: a line for each request and one for the outcome. */
    @Override
    public String toString() {
        StringBuilder story = new StringBuilder();
        requests.forEach(request -> story.append(request.file())
                .append(": ")
                .append(request.answer())
                .append('\n'));
        return story.append("The node ").append(outcome).append('.').toString();
    }
}
