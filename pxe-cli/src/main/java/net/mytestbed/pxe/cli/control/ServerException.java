package net.mytestbed.pxe.cli.control;

/** The server could not be asked, or what it answered is of no use. */
public final class ServerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean isUnreachable;

    private ServerException(boolean isUnreachable, String sentence) {
        super(sentence);
        this.isUnreachable = isUnreachable;
    }

    /** Nobody answered, or only to say that the server cannot be asked now. */
    static ServerException unreachable(String sentence) {
        return new ServerException(true, sentence);
    }

    /** There was an answer, and no use in it. */
    static ServerException failed(String sentence) {
        return new ServerException(false, sentence);
    }

    /** Whether the server could not be asked. */
    public boolean isUnreachable() {
        return isUnreachable;
    }
}
