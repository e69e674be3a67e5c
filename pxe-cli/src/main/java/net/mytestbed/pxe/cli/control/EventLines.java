package net.mytestbed.pxe.cli.control;

import java.util.Optional;
import java.util.StringJoiner;

/**
 * Puts events together out of lines (HTML, section 9.2.6). Of its fields {@code retry} is not followed: when to try again is decided
 * here.
 */
final class EventLines {
    private Optional<String> lastId = Optional.empty();
    private Optional<String> id = Optional.empty();
    private Optional<String> type = Optional.empty();
    private Optional<StringJoiner> data = Optional.empty();

    /** The id after which to go on listening, if the service has told one. */
    Optional<String> lastId() {
        return lastId;
    }

    /** Takes the next line; gives back the event that ends with it, if one does. */
    Optional<ServerEvent> take(String line) {
        if (line.isEmpty()) {
            return end();
        }
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
        switch (field) {
            case "id" -> id = Optional.of(value);
            case "event" -> type = Optional.of(value);
            case "data" -> {
                data = data.or(() -> Optional.of(new StringJoiner("\n")));
                data.get().add(value);
            }
            default -> {
                // A comment has no name at all, and what is not known is left out.
            }
        }
        return Optional.empty();
    }

    /** What has an id and no data only moves the place. */
    private Optional<ServerEvent> end() {
        lastId = id.or(() -> lastId);
        Optional<ServerEvent> event = data.map(lines -> new ServerEvent(type.orElse("message"), lines.toString()));
        forget();
        return event;
    }

    /** What is only begun when a connection breaks comes again. */
    void forget() {
        type = Optional.empty();
        data = Optional.empty();
        id = Optional.empty();
    }
}
