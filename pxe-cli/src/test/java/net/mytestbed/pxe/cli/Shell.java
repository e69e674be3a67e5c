package net.mytestbed.pxe.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableMap;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.time.InstantSource;
import java.util.List;
import net.mytestbed.pxe.cli.doctor.Machine;
import net.mytestbed.pxe.cli.terminal.Terminal;

/** Runs the command in this process, as a shell would: with an environment, a terminal or none, and something typed in. */
record Shell(ImmutableMap<String, String> environment, Terminal terminal, String typed, InstantSource clock) {
    /** No one sits there. */
    static Shell piped() {
        return new Shell(ImmutableMap.of(), Terminal.NONE, "", InstantSource.system());
    }

    /** What a command left behind. */
    record Result(int status, String out, String err) {
        List<String> lines() {
            return out.lines().toList();
        }

        List<String> complaints() {
            return err.lines().toList();
        }

        JsonNode json() throws IOException {
            return JsonMapper.builder().build().readTree(out);
        }
    }

    Shell with(String name, String value) {
        return new Shell(
                ImmutableMap.<String, String>builder()
                        .putAll(environment)
                        .put(name, value)
                        .buildKeepingLast(),
                terminal,
                typed,
                clock);
    }

    Shell at(Terminal someone) {
        return new Shell(environment, someone, typed, clock);
    }

    Shell typing(String text) {
        return new Shell(environment, terminal, text, clock);
    }

    Result pxe(String... arguments) {
        return pxeOn(Machine.ofThisProcess(), arguments);
    }

    Result pxeOn(Machine machine, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = PxeCommand.commandLine(surroundings(out, err), machine).execute(arguments);
        return new Result(status, out.toString(), err.toString());
    }

    /** What a command finds in this shell. */
    Surroundings surroundings(Writer out, Writer err) {
        return new Surroundings(
                environment,
                terminal,
                new BufferedReader(new StringReader(typed)),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                clock);
    }
}
