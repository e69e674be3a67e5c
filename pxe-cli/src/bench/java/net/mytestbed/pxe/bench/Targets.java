package net.mytestbed.pxe.bench;

/** What is to be reached, and whether it is. */
final class Targets {
    private final Section.Builder section = Section.of("Targets", "target", "limit", "measured", "reached");

    void atLeast(String target, double measured, double limit) {
        add(target, "at least " + limit, measured, measured >= limit);
    }

    void atMost(String target, double measured, double limit) {
        add(target, "at most " + limit, measured, measured <= limit);
    }

    private void add(String target, String limit, double measured, boolean reached) {
        section.row(target, limit, measured, reached ? "yes" : "**no**");
    }

    Section section() {
        return section.build();
    }
}
