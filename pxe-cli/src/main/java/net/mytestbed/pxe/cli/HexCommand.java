package net.mytestbed.pxe.cli;

import static net.mytestbed.pxe.problem.Quoted.quoted;

import com.google.common.base.Ascii;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import net.mytestbed.pxe.node.HexIp;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "hex",
        header = "Convert between IPv4 addresses and the file names PXELINUX asks for.",
        description = {
            "Prints a line for each argument: pxe hex 10.18.1.2 prints 0A120102, and pxe hex 0A120102 prints 10.18.1.2.",
            ""
        })
final class HexCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "ADDRESS|HEX", arity = "1..*", description = "An address, or a file name of eight digits.")
    private List<String> arguments = List.of();

    HexCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        List<String> converted = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (String argument : arguments) {
            try {
                converted.add(convert(argument));
            } catch (IllegalArgumentException e) {
                wrong.add(e.getMessage());
            }
        }
        if (!wrong.isEmpty()) {
            wrong.forEach(surroundings::complain);
            return ExitStatus.WRONG_USAGE.number();
        }
        converted.forEach(surroundings.out()::println);
        return ExitStatus.DONE.number();
    }

    private static String convert(String argument) {
        if (argument.indexOf('.') >= 0) {
            return HexIp.ofAddress(argument).hex();
        }
        // iPXE writes the same digits in lower case.
        String hex = Ascii.toUpperCase(argument);
        if (!HexIp.isHex(hex)) {
            throw new IllegalArgumentException(quoted(argument)
                    + " is neither an IPv4 address, as 10.18.1.2, nor the name of a node's file, as 0A120102.");
        }
        return HexIp.ofHex(hex).address();
    }
}
