package net.mytestbed.pxe.service.http;

import static java.util.Objects.requireNonNull;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;

/** Refuses bodies that take too long to arrive, and bodies for which there is no room beside those of the other requests. */
@PreMatching
final class BoundedBodies implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String PROPERTY = BoundedBodies.class.getName();

    private final Duration longest;
    private final AtomicLong inUse = new AtomicLong();

    BoundedBodies(Duration longest) {
        this.longest = requireNonNull(longest, "longest");
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getLength() != 0) {
            Body body = new Body(request.getEntityStream());
            request.setEntityStream(body);
            request.setProperty(PROPERTY, body);
        }
    }

    /** What was read is not needed any more. */
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(PROPERTY) instanceof Body body) {
            body.release();
        }
    }

    private final class Body extends FilterInputStream {
        private final long begin = System.nanoTime();
        private final AtomicLong taken = new AtomicLong();

        Body(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            account(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            account(Math.max(count, 0));
            return count;
        }

        private void account(int count) {
            if (System.nanoTime() - begin > longest.toNanos()) {
                throw new HttpException.RuntimeException(HttpStatus.REQUEST_TIMEOUT_408);
            }
            taken.addAndGet(count);
            if (inUse.addAndGet(count) > Limits.ALL_BODIES_BYTES) {
                throw new HttpException.RuntimeException(HttpStatus.SERVICE_UNAVAILABLE_503);
            }
        }

        void release() {
            inUse.addAndGet(-taken.getAndSet(0));
        }
    }
}
