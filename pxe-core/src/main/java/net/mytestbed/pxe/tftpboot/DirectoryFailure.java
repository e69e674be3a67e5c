package net.mytestbed.pxe.tftpboot;

import static com.google.common.base.Strings.nullToEmpty;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import net.mytestbed.pxe.problem.Problem;
import net.mytestbed.pxe.problem.ProblemCode;
import net.mytestbed.pxe.problem.PxeException;

/** Tells an operator what a failure of the file system means. */
final class DirectoryFailure {
    private DirectoryFailure() {}

    static PxeException of(Path directory, IOException failure) {
        if (!Files.isDirectory(directory)) {
            return exception(
                    ProblemCode.DIRECTORY_GONE,
                    "The directory " + directory + " does not exist: create it, or correct the configuration.",
                    failure);
        }
        String reason = reason(failure);
        if (isOfRoom(failure)) {
            return exception(
                    ProblemCode.DIRECTORY_FULL,
                    "The directory " + directory + " has no room left (" + reason + "): free blocks or inodes there.",
                    failure);
        }
        if (failure instanceof AccessDeniedException || reason.contains("Read-only file system")) {
            return exception(
                    ProblemCode.DIRECTORY_READ_ONLY,
                    "The directory " + directory + " cannot be written (" + reason
                            + "): give the user of this process write access to it.",
                    failure);
        }
        if (isOutOfDescriptors(failure)) {
            return exception(
                    ProblemCode.DIRECTORY_FAILED,
                    "The directory " + directory + " cannot be used, because this process may open no more files ("
                            + reason + "): raise its limit (LimitNOFILE of a systemd unit, or ulimit -n).",
                    failure);
        }
        return exception(
                ProblemCode.DIRECTORY_FAILED, "The directory " + directory + " failed: " + reason + ".", failure);
    }

    /** Whether there was no room left, of blocks, inodes or a quota. */
    static boolean isOfRoom(IOException failure) {
        return reason(failure).contains("No space left") || reason(failure).contains("quota exceeded");
    }

    /** Whether a file failed for a reason that is no property of the file, so that another one would fail as well. */
    static boolean isOfTheMachine(IOException failure) {
        return isOutOfDescriptors(failure)
                || reason(failure).contains("Input/output error")
                || reason(failure).contains("Stale file handle");
    }

    private static boolean isOutOfDescriptors(IOException failure) {
        return reason(failure).contains("Too many open files");
    }

    /** What could not be undone is told on. */
    private static PxeException exception(ProblemCode code, String sentence, IOException failure) {
        PxeException exception = new PxeException(Problem.of(code, sentence), failure);
        Stream.of(failure.getSuppressed()).forEach(exception::addSuppressed);
        return exception;
    }

    private static String reason(IOException failure) {
        String reason = failure instanceof FileSystemException named ? nullToEmpty(named.getReason()) : "";
        if (!reason.isEmpty()) {
            return reason;
        }
        return failure instanceof AccessDeniedException ? "permission denied" : failure.toString();
    }
}
