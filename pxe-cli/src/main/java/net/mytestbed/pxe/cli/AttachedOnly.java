package net.mytestbed.pxe.cli;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** For an option whose value may be left out: what follows it after a blank is something else, as in {@code --wait NODE}. */
final class AttachedOnly implements IParameterPreprocessor {
    /** What it is taken for where it is left out, in the words of the option. */
    static final String LEFT_OUT = "none";

    @Override
    public boolean preprocess(Stack<String> arguments, CommandSpec command, ArgSpec option, Map<String, Object> info) {
        if (" ".equals(info.get("separator"))) {
            arguments.push(LEFT_OUT);
        }
        return false;
    }
}
