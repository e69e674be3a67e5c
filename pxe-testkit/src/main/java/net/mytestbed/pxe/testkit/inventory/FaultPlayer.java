package net.mytestbed.pxe.testkit.inventory;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Plays faults on a connection in place of an answer. */
final class FaultPlayer {
    /** How long {@link Fault#TRICKLE} waits before each byte: short enough that no limit on silence ends it. */
    private static final Duration TRICKLE_INTERVAL = Duration.ofMillis(20);

    private static final int HUGE_BYTES = 50_000_000;

    private final HttpConnection connection;

    FaultPlayer(HttpConnection connection) {
        this.connection = requireNonNull(connection, "connection");
    }

    void play(Fault fault, HttpAnswer insteadOf) throws IOException {
        switch (fault) {
            case REFUSE, RESET -> connection.reset();
            case HANG -> connection.waitForTheClientToLeave();
            case TRICKLE -> trickle();
            case HALF_AN_ANSWER -> sendHalf(insteadOf);
            case STATUS_500 -> connection.send(HttpAnswer.of(500, "text/plain", "Internal Server Error"));
            case DATABASE_ERROR ->
                sendXml("<CONTROL_IP><ERROR>Error when accessing the Inventory Database</ERROR></CONTROL_IP>");
            case ERROR -> sendXml("<ERROR>Something is wrong</ERROR>");
            case HTML ->
                connection.send(HttpAnswer.of(
                        200,
                        "text/html",
                        "<!DOCTYPE html><html><head><title>It works!</title></head><body>Hi<br></body></html>"));
            case EMPTY -> sendXml("");
            case OTHER_XML -> sendXml("<rss version='2.0'><channel/></rss>");
            case HUGE -> sendHuge();
            case ENTITY_BOMB -> sendXml(entityBomb());
            case EXTERNAL_ENTITY ->
                sendXml("<!DOCTYPE CONTROL_IP [<!ENTITY file SYSTEM 'file:///etc/hostname'>]>"
                        + "<CONTROL_IP>&file;</CONTROL_IP>");
            case DEEP -> sendXml("<a>".repeat(100_000));
            case REDIRECT_LOOP -> connection.send(HttpAnswer.redirect("?again"));
        }
    }

    private void sendXml(String body) throws IOException {
        connection.send(HttpAnswer.xml(body));
    }

    private void trickle() throws IOException {
        connection.write(HttpAnswer.headOfXml(HUGE_BYTES));
        while (connection.clientWaits(TRICKLE_INTERVAL)) {
            connection.write(new byte[] {' '});
        }
    }

    private void sendHalf(HttpAnswer answer) throws IOException {
        connection.write(answer.head());
        connection.write(answer.body().slice(0, answer.body().size() / 2).read());
        connection.close();
    }

    private void sendHuge() throws IOException {
        byte[] start = "<CONTROL_IP>".getBytes(StandardCharsets.UTF_8);
        byte[] end = "</CONTROL_IP>".getBytes(StandardCharsets.UTF_8);
        byte[] piece = "<x/>".repeat(250_000).getBytes(StandardCharsets.UTF_8);
        int pieces = HUGE_BYTES / piece.length;
        connection.write(HttpAnswer.headOfXml(start.length + pieces * piece.length + end.length));
        connection.write(start);
        for (int i = 0; i < pieces; i++) {
            connection.write(piece);
        }
        connection.write(end);
    }

    /** Ten entities, each ten times the one before: 10^10 letters. */
    private static String entityBomb() {
        StringBuilder bomb = new StringBuilder("<!DOCTYPE CONTROL_IP [<!ENTITY e0 'x'>");
        for (int i = 1; i <= 10; i++) {
            String ten = ("&e" + (i - 1) + ";").repeat(10);
            bomb.append("<!ENTITY e").append(i).append(" '").append(ten).append("'>");
        }
        return bomb.append("]><CONTROL_IP>&e10;</CONTROL_IP>").toString();
    }
}
