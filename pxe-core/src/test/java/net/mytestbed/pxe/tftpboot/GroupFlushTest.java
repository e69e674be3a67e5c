package net.mytestbed.pxe.tftpboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupFlushTest {
    private final AtomicInteger flushes = new AtomicInteger();

    @Test
    void whatAnEarlierProcessChangedAndDidNotFlushIsFlushedOnce() throws IOException {
        GroupFlush group = new GroupFlush(flushes::incrementAndGet);
        group.flush();
        group.flush();
        assertThat(flushes).hasValue(1);
    }

    @Test
    void aChangeIsFlushedOnce() throws IOException {
        GroupFlush group = new GroupFlush(flushes::incrementAndGet);
        group.changed();
        group.flush();
        group.flush();
        assertThat(flushes).hasValue(1);
    }

    @Test
    void allWhoWaitWhileOneFlushRunsShareTheNext() throws InterruptedException {
        CountDownLatch firstRuns = new CountDownLatch(1);
        CountDownLatch allChanged = new CountDownLatch(1);
        GroupFlush group = new GroupFlush(() -> {
            if (flushes.incrementAndGet() == 1) {
                firstRuns.countDown();
                await(allChanged);
            }
        });
        ExecutorService threads = Executors.newFixedThreadPool(33);
        try {
            CompletableFuture<Void> first = changeAndFlush(group, threads);
            firstRuns.await();
            CountDownLatch changed = new CountDownLatch(32);
            List<CompletableFuture<Void>> others = IntStream.range(0, 32)
                    .mapToObj(i -> CompletableFuture.runAsync(
                            () -> {
                                group.changed();
                                changed.countDown();
                                flush(group);
                            },
                            threads))
                    .toList();
            changed.await();
            allChanged.countDown();
            first.join();
            others.forEach(CompletableFuture::join);
        } finally {
            threads.shutdown();
        }
        assertThat(flushes).hasValue(2);
    }

    @Test
    void aChangeMadeWhileAFlushRunsIsNotSettledByIt() throws IOException {
        GroupFlush[] group = new GroupFlush[1];
        group[0] = new GroupFlush(() -> {
            if (flushes.incrementAndGet() == 1) {
                group[0].changed();
            }
        });
        group[0].changed();
        group[0].flush();
        group[0].flush();
        assertThat(flushes).hasValue(2);
    }

    @Test
    void aFlushThatFailsIsToldAndTriedAgain() throws IOException {
        AtomicBoolean broken = new AtomicBoolean(true);
        GroupFlush group = new GroupFlush(() -> {
            flushes.incrementAndGet();
            if (broken.get()) {
                throw new IOException("Input/output error");
            }
        });
        group.changed();
        assertThatIOException().isThrownBy(group::flush).withMessage("Input/output error");
        broken.set(false);
        group.flush();
        assertThat(flushes).hasValue(2);
    }

    private static CompletableFuture<Void> changeAndFlush(GroupFlush group, ExecutorService threads) {
        return CompletableFuture.runAsync(
                () -> {
                    group.changed();
                    flush(group);
                },
                threads);
    }

    private static void flush(GroupFlush group) {
        try {
            group.flush();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
