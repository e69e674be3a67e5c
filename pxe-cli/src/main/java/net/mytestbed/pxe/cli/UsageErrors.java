package net.mytestbed.pxe.cli;

import static net.mytestbed.pxe.problem.Quoted.quoted;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells what is wrong with the arguments, in one line, and where to read on; not the whole help. */
final class UsageErrors implements IParameterExceptionHandler {
    private final Surroundings surroundings;

    UsageErrors(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public int handleParseException(ParameterException exception, String[] arguments) {
        CommandLine command = exception.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        surroundings.complain(sentence(exception, command));
        surroundings.err().println("Try: " + name + " --help");
        return ExitStatus.WRONG_USAGE.number();
    }

    private static String sentence(ParameterException exception, CommandLine command) {
        if (exception instanceof UnmatchedArgumentException unmatched) {
            String what = unmatched.isUnknownOption()
                    ? "option"
                    : command.getSubcommands().isEmpty() ? "argument" : "command";
            return "There is no " + what + " " + quoted(unmatched.getUnmatched().get(0)) + suggestion(unmatched);
        }
        String message = String.valueOf(exception.getMessage());
        return message.endsWith(".") ? message : message + ".";
    }

    private static String suggestion(UnmatchedArgumentException unmatched) {
        List<String> near = ImmutableList.copyOf(unmatched.getSuggestions());
        return near.isEmpty() ? "." : "; did you mean " + Joiner.on(" or ").join(near) + "?";
    }
}
