package net.mytestbed.pxe.testkit.tftp;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import net.mytestbed.pxe.testkit.tftp.BootOutcome.KernelStarted;
import org.assertj.core.api.AbstractAssert;

/** Assertions on how a simulated boot ended; from {@link PxeAssertions#assertThat(SimulatedBoot)}. */
public final class SimulatedBootAssert extends AbstractAssert<SimulatedBootAssert, SimulatedBoot> {
    SimulatedBootAssert(SimulatedBoot boot) {
        super(boot, SimulatedBootAssert.class);
    }

    /**
     * The node found its configuration under this name.
     *
     * @param name the name in {@code pxelinux.cfg/}: {@code 0A120102}, {@code default}
     */
    public SimulatedBootAssert readConfiguration(String name) {
        isNotNull();
        return check(
                actual.configuration()
                        .filter(found -> found.name().equals(name))
                        .isPresent(),
                "to have read its configuration under " + name);
    }

    /**
     * The node loaded and started this kernel.
     *
     * @param name as the configuration names it
     */
    public SimulatedBootAssert loadedKernel(String name) {
        isNotNull();
        return check(
                actual.outcome() instanceof KernelStarted started
                        && started.kernel().name().equals(name),
                "to have loaded the kernel " + name);
    }

    /**
     * The node loaded these initial RAM disks with its kernel, and no other ones.
     *
     * @param names as the configuration names them, in order
     */
    public SimulatedBootAssert withInitrd(String... names) {
        isNotNull();
        return check(
                actual.outcome() instanceof KernelStarted started
                        && names(started.initrds()).equals(ImmutableList.copyOf(names)),
                "to have loaded the initrd " + String.join(", ", names));
    }

    private static ImmutableList<String> names(ImmutableList<LoadedFile> files) {
        return files.stream().map(LoadedFile::name).collect(toImmutableList());
    }

    /** The node booted its local disk. */
    public SimulatedBootAssert bootedLocalDisk() {
        isNotNull();
        return check(actual.outcome() instanceof BootOutcome.LocalDiskBooted, "to have booted its local disk");
    }

    /** The node stayed at PXELINUX's prompt: for want of a kernel, or because its configuration makes it wait. */
    public SimulatedBootAssert stayedAtPrompt() {
        isNotNull();
        return check(actual.outcome() instanceof BootOutcome.StayedAtPrompt, "to have stayed at the prompt");
    }

    /** The node hung, as PXELINUX does on a directory. */
    public SimulatedBootAssert hung() {
        isNotNull();
        return check(actual.outcome() instanceof BootOutcome.Hung, "to have hung");
    }

    /** The node found no configuration at all, not even {@code default}, and so rebooted. */
    public SimulatedBootAssert rebooted() {
        isNotNull();
        return check(actual.outcome() instanceof BootOutcome.Rebooted, "to have rebooted");
    }

    private SimulatedBootAssert check(boolean isTrue, String expectation) {
        if (!isTrue) {
            throw failure("%s", "Expecting the node " + expectation + ", but:\n" + actual);
        }
        return this;
    }
}
