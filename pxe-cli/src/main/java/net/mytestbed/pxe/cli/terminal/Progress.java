package net.mytestbed.pxe.cli.terminal;

import java.io.PrintWriter;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Supplier;

/** Tells a person that waits that something is being done, once it has taken a second, and takes the words away at its end. */
public final class Progress {
    private static final long SECOND_MILLIS = 1_000;
    private static final String ERASE_LINE = "\r\u001B[K";

    private final PrintWriter err;
    private final boolean isShown;

    /** @param terminal says whether anyone would see it */
    public Progress(PrintWriter err, Terminal terminal) {
        this.err = err;
        this.isShown = terminal.error();
    }

    /**
     * Does the work.
     *
     * @param what what is being done, for example {@code Setting 400 nodes}
     */
    public <T> T during(String what, Supplier<T> work) {
        return during(() -> what, work);
    }

    /**
     * Does the work.
     *
     * @param what what is being done at the moment; asked once a second, by another thread
     */
    public <T> T during(Supplier<String> what, Supplier<T> work) {
        if (!isShown) {
            return work.get();
        }
        Ticks ticks = new Ticks(what);
        Timer timer = new Timer("progress", true);
        timer.scheduleAtFixedRate(ticks, SECOND_MILLIS, SECOND_MILLIS);
        try {
            return work.get();
        } finally {
            timer.cancel();
            ticks.erase();
        }
    }

    private final class Ticks extends TimerTask {
        private final Supplier<String> what;
        private long seconds;
        private boolean isErased;

        Ticks(Supplier<String> what) {
            this.what = what;
        }

        @Override
        public synchronized void run() {
            if (!isErased) {
                seconds++;
                err.print(ERASE_LINE + Terminal.printable(what.get()) + " ... " + seconds + " s");
                err.flush();
            }
        }

        synchronized void erase() {
            isErased = true;
            if (seconds > 0) {
                err.print(ERASE_LINE);
                err.flush();
            }
        }
    }
}
