package net.mytestbed.pxe.cli.demo;

/** A step of the demonstration did not do what it says. */
public final class DemoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DemoException(String sentence) {
        super(sentence);
    }

    DemoException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** @throws DemoException if it is not as expected */
    static void require(boolean isAsExpected, String sentence) {
        if (!isAsExpected) {
            throw new DemoException(sentence);
        }
    }
}
