package net.mytestbed.pxe.service.http;

/** How a failure is written for one kind of client. */
public interface ErrorFormat {
    /** Whether requests to this path come from this kind of client. */
    boolean speaksAt(String path);

    /** The media type of what {@link #write} writes. */
    String mediaType();

    /**
     * The body of the answer.
     *
     * @param path the path that was asked for, decoded, beginning with a slash
     */
    byte[] write(Failure failure, String path);
}
