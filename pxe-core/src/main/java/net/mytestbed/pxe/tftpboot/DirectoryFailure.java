package net.mytestbed.pxe.tftpboot;

import static com.google.common.base.Strings.nullToEmpty;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        if (reason.contains("No space left") || reason.contains("quota exceeded")) {
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
        return exception(
                ProblemCode.DIRECTORY_FAILED, "The directory " + directory + " failed: " + reason + ".", failure);
    }

    private static PxeException exception(ProblemCode code, String sentence, IOException failure) {
        return new PxeException(Problem.of(code, sentence), failure);
    }

    private static String reason(IOException failure) {
        String reason = failure instanceof FileSystemException named ? nullToEmpty(named.getReason()) : "";
        if (!reason.isEmpty()) {
            return reason;
        }
        return failure instanceof AccessDeniedException ? "permission denied" : failure.toString();
    }
}
