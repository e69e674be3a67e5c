package net.mytestbed.pxe.service.http;

/**
 * The port to who counts requests. It is told of each one, also of those that are refused before they reach a resource,
 * but not of what is no HTTP.
 */
public interface RequestListener {
    /** Nobody counts. */
    RequestListener UNHEARD = new RequestListener() {
        @Override
        public void began() {}

        @Override
        public void answered(Answered request) {}
    };

    /** A request has arrived. */
    void began();

    /** A request has been answered, or its connection is gone. */
    void answered(Answered request);
}
