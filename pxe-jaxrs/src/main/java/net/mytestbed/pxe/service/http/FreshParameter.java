package net.mytestbed.pxe.service.http;

import static net.mytestbed.pxe.problem.Quoted.quoted;

/** The parameter {@code fresh}: whether the inventory must be asked anew, whatever it said a moment ago. */
public final class FreshParameter {
    /** Its name on every wire. */
    public static final String NAME = "fresh";

    private FreshParameter() {}

    /** @throws IllegalArgumentException if the value is neither {@code true} nor {@code false} */
    public static boolean isTrue(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new IllegalArgumentException("The parameter " + NAME + " is " + quoted(value)
                        + ": expected true, to ask the inventory anew, or false.");
        };
    }
}
