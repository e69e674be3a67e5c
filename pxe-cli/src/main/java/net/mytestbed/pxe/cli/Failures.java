package net.mytestbed.pxe.cli;

import com.google.common.collect.ImmutableList;
import net.mytestbed.pxe.cli.control.ServerException;
import net.mytestbed.pxe.cli.demo.DemoException;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.PxeException;
import net.mytestbed.pxe.yaml.YamlException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** The one place where a failure becomes lines on standard error and an exit status. */
final class Failures implements IExecutionExceptionHandler {
    private final Surroundings surroundings;

    Failures(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public int handleExecutionException(Exception exception, CommandLine command, ParseResult parsed) {
        return status(exception).number();
    }

    private ExitStatus status(Exception exception) {
        if (exception instanceof PxeException refused) {
            return complain(refused.problems());
        }
        if (exception instanceof YamlException unusable) {
            unusable.complaints().forEach(complaint -> surroundings.complain(complaint.toString()));
            return ExitStatus.WRONG_USAGE;
        }
        if (exception instanceof ServerException failed) {
            surroundings.complain(String.valueOf(failed.getMessage()));
            return failed.isUnreachable() ? ExitStatus.UNREACHABLE : ExitStatus.FAILED;
        }
        if (exception instanceof DemoException failed) {
            surroundings.complain(String.valueOf(failed.getMessage()));
            return ExitStatus.FAILED;
        }
        surroundings.complain(
                "This is a fault in the program, not in what you typed; please report it with these lines:");
        exception.printStackTrace(surroundings.err());
        return ExitStatus.FAILED;
    }

    /** A line for each problem, which names its node. */
    private ExitStatus complain(ImmutableList<Problem> problems) {
        problems.forEach(problem -> surroundings.complain(line(problem)));
        return ExitStatus.of(problems);
    }

    private static String line(Problem problem) {
        return problem.node()
                .filter(node -> !problem.sentence().contains(node))
                .map(node -> "Node " + node + ": " + problem.sentence())
                .orElse(problem.sentence());
    }
}
