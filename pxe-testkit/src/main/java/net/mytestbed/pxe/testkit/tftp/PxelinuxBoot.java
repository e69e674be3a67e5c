package net.mytestbed.pxe.testkit.tftp;

import com.google.common.collect.ImmutableList;
import com.google.common.io.ByteStreams;
import com.google.common.io.Files;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.mytestbed.pxe.boot.BootAction;
import net.mytestbed.pxe.boot.BootConfig;
import net.mytestbed.pxe.boot.BootConfigName;
import net.mytestbed.pxe.boot.ChainedBoot;
import net.mytestbed.pxe.boot.ImageKind;
import net.mytestbed.pxe.node.HexIp;
import net.mytestbed.pxe.testkit.tftp.SimulatedBoot.Configuration;
import net.mytestbed.pxe.testkit.tftp.SimulatedBoot.Request;
import net.mytestbed.pxe.testkit.tftp.TftpAnswer.Found;

/** One boot by PXELINUX: the search for a configuration, and what comes of it. What a configuration means is core's to say. */
final class PxelinuxBoot {
    private static final long LARGEST_IMAGE = 1L << 30;

    private final FileSource source;
    private final ImmutableList.Builder<Request> requests = ImmutableList.builder();
    private final Map<String, TftpAnswer> loaded = new HashMap<>();

    PxelinuxBoot(FileSource source) {
        this.source = source;
    }

    /** The names for a node of which only the address is known (PXELINUX manual, "Configuration"). */
    static ImmutableList<String> searchNames(HexIp address) {
        return ImmutableList.<String>builder()
                .addAll(address.searchNames())
                .add(BootConfigName.DEFAULT.value())
                .build();
    }

    /** @param names the names to look for in {@code pxelinux.cfg/}, in order */
    SimulatedBoot boot(List<String> names) {
        for (String name : names) {
            String file = TftpTree.CONFIG_DIRECTORY + "/" + name;
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            TftpAnswer answer = ask(file, content, BootConfig.MAXIMUM_SIZE);
            if (answer instanceof Found) {
                BootConfig config = BootConfig.parse(content.toByteArray());
                BootOutcome outcome = follow(config);
                return new SimulatedBoot(
                        requests.build(), Optional.of(new Configuration(name, config.text())), outcome);
            }
            if (isDirectory(answer)) {
                return new SimulatedBoot(requests.build(), Optional.empty(), new BootOutcome.Hung(file));
            }
        }
        return new SimulatedBoot(requests.build(), Optional.empty(), new BootOutcome.Rebooted());
    }

    private TftpAnswer ask(String file, OutputStream content, long largest) {
        TftpAnswer answer = source.read(file, content, largest);
        requests.add(new Request(file, answer));
        return answer;
    }

    /** tftpd-hpa opens a directory and fails when it reads it, by which time PXELINUX no longer listens for errors. */
    private static boolean isDirectory(TftpAnswer answer) {
        return answer instanceof TftpAnswer.Refused refused && refused.message().equals(TftpRoot.IS_A_DIRECTORY);
    }

    private BootOutcome follow(BootConfig first) {
        BootAction action = ChainedBoot.follow(first, this::load, this::readConfig);
        return action instanceof BootAction.ReadsConfig unread ? elsewhere(unread.file()) : outcome(action);
    }

    private Optional<BootConfig> readConfig(String file) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        return ask(file, content, BootConfig.MAXIMUM_SIZE) instanceof Found
                ? Optional.of(BootConfig.parse(content.toByteArray()))
                : Optional.empty();
    }

    private BootOutcome outcome(BootAction action) {
        if (action instanceof BootAction.BootsKernel boots) {
            return start(boots);
        }
        if (action instanceof BootAction.BootsLocalDisk disk) {
            return new BootOutcome.LocalDiskBooted("localboot " + disk.type());
        }
        if (action instanceof BootAction.RunsProgram runs) {
            return chainsToDisk(runs)
                    ? new BootOutcome.LocalDiskBooted(runs.program() + " " + runs.arguments())
                    : new BootOutcome.ProgramStarted(runs.program(), runs.arguments());
        }
        if (action instanceof BootAction.WaitsForPerson waits) {
            return new BootOutcome.StayedAtPrompt(waits.reason());
        }
        throw new IllegalStateException("No outcome is known for " + action + ".");
    }

    private static boolean chainsToDisk(BootAction.RunsProgram runs) {
        return runs.kind() == ImageKind.COM32
                && runs.program().endsWith("chain.c32")
                && runs.arguments().startsWith("hd");
    }

    private BootOutcome start(BootAction.BootsKernel boots) {
        Optional<LoadedFile> kernel = loadedFile(boots.kernel());
        if (kernel.isEmpty()) {
            return elsewhere(boots.kernel());
        }
        ImmutableList.Builder<LoadedFile> initrds = ImmutableList.builder();
        for (String initrd : boots.initrds()) {
            Optional<LoadedFile> file = loadedFile(initrd);
            if (file.isEmpty()) {
                return elsewhere(initrd);
            }
            initrds.add(file.get());
        }
        return new BootOutcome.KernelStarted(kernel.get(), initrds.build(), boots.commandLine());
    }

    /** A URL or the like: core takes such a file to be there, but this node asks no other server. */
    private static BootOutcome elsewhere(String file) {
        return new BootOutcome.StayedAtPrompt("The TFTP server did not give the file " + file + ".");
    }

    private boolean load(String file) {
        return loaded.computeIfAbsent(file, name -> ask(name, ByteStreams.nullOutputStream(), LARGEST_IMAGE))
                instanceof Found;
    }

    private Optional<LoadedFile> loadedFile(String name) {
        return loaded.get(Files.simplifyPath("./" + name)) instanceof Found found
                ? Optional.of(new LoadedFile(name, found.size(), found.sha256()))
                : Optional.empty();
    }
}
