package net.mytestbed.pxe.cli;

import picocli.CommandLine.Option;

/** For whom a command prints. */
final class OutputOption {
    /** What it prints. */
    enum Format {
        /** Aligned columns, for people. */
        table,
        /** One JSON object with the field names of the JSON API, for programs. */
        json
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "table (the default) or json.")
    private Format format = Format.table;

    boolean isJson() {
        return format == Format.json;
    }

    Report report(Surroundings surroundings) {
        return new Report(surroundings, format);
    }
}
