package net.mytestbed.pxe.bench;

import com.google.common.primitives.ImmutableLongArray;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A closed loop: each client asks, waits for the answer, and asks again.
 *
 * @param clients how many at the same time
 * @param keepAlive whether each keeps its connection
 */
record Load(int clients, boolean keepAlive) {
    /** What a client asks. */
    interface Requests {
        /** @param count how many this client has sent before */
        byte[] next(int client, long count);
    }

    /**
     * @param perSecond answers per second, of all clients
     * @param p50 half of the answers took no longer, in milliseconds
     * @param p99 99 of 100 took no longer, in milliseconds
     */
    record Result(double perSecond, double p50, double p99) {}

    Result run(int port, Requests requests, Duration time) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            long start = System.nanoTime();
            long end = start + time.toNanos();
            List<Future<ImmutableLongArray>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                int client = i;
                running.add(threads.submit(() -> client(client, port, requests, end)));
            }
            ImmutableLongArray.Builder all = ImmutableLongArray.builder();
            for (Future<ImmutableLongArray> client : running) {
                all.addAll(client.get());
            }
            return result(all.build().toArray(), System.nanoTime() - start);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException("A client failed: " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
    }

    private ImmutableLongArray client(int client, int port, Requests requests, long end) throws IOException {
        ImmutableLongArray.Builder nanos = ImmutableLongArray.builder(1 << 14);
        try (HttpCalls calls = new HttpCalls(port, keepAlive)) {
            long before = System.nanoTime();
            for (long count = 0; before < end; count++) {
                byte[] request = requests.next(client, count);
                long sent = System.nanoTime();
                calls.call(request);
                before = System.nanoTime();
                nanos.add(before - sent);
            }
        }
        return nanos.build();
    }

    private static Result result(long[] nanos, long elapsed) {
        Arrays.sort(nanos);
        return new Result(
                nanos.length * 1e9 / elapsed, nanos[nanos.length / 2] / 1e6, nanos[(int) (nanos.length * 0.99)] / 1e6);
    }
}
