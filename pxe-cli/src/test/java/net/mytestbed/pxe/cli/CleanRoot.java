package net.mytestbed.pxe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * A shell in a clean Debian. It has mounts, processes and a network of its own, and what it writes is in memory: all of it is gone
 * when the shell ends, and the shell ends with this process.
 */
final class CleanRoot implements AutoCloseable {
    private static final String END = "-- end of command, status ";

    private static final String SETUP = """
            set -e
            mount -t tmpfs tmpfs /mnt
            mkdir /mnt/upper /mnt/work /mnt/root
            mount -t overlay -o lowerdir="$1",upperdir=/mnt/upper,workdir=/mnt/work overlay /mnt/root
            mount -t proc proc /mnt/root/proc
            mount -t tmpfs tmpfs /mnt/root/dev
            for device in null zero random urandom; do
              : >/mnt/root/dev/$device
              mount --bind /dev/$device /mnt/root/dev/$device
            done
            mkdir /mnt/root/dev/shm
            cp "$2" /mnt/root/tmp/package.deb
            ip link set lo up
            exec chroot /mnt/root env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive sh 2>&1
            """;

    private final Process shell;
    private final PrintWriter in;
    private final BufferedReader out;

    /** What a command printed, standard error included, and its status. */
    record Result(int status, String output) {}

    /**
     * @param root the file system, which stays as it is
     * @param deb a package, in there as {@code /tmp/package.deb}
     */
    CleanRoot(Path root, Path deb) {
        try {
            shell = new ProcessBuilder(
                            "unshare",
                            "--mount",
                            "--pid",
                            "--net",
                            "--fork",
                            "--kill-child",
                            "sh",
                            "-c",
                            SETUP,
                            "sh",
                            root.toString(),
                            deb.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        in = new PrintWriter(shell.getOutputStream(), true, UTF_8);
        out = new BufferedReader(new InputStreamReader(shell.getInputStream(), UTF_8));
    }

    Result run(String command) {
        in.println("{ " + command + "\n} </dev/null; status=$?; echo; echo '" + END + "'$status");
        StringBuilder output = new StringBuilder();
        try {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(END)) {
                    return new Result(
                            Integer.parseInt(line.substring(END.length())),
                            output.toString().stripTrailing());
                }
                output.append(line).append('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("The shell in the clean root ended: " + output);
    }

    @Override
    public void close() {
        shell.destroyForcibly();
    }
}
