package net.mytestbed.pxe.cli.control;

import static java.util.Objects.requireNonNull;

/**
 * One of the events that a service sends.
 *
 * @param type its type, {@code message} where the service names none
 * @param data its data, lines joined by line feeds
 */
record ServerEvent(String type, String data) {
    ServerEvent {
        requireNonNull(type, "type");
        requireNonNull(data, "data");
    }
}
