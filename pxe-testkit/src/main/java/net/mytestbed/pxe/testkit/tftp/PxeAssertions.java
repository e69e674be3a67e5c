package net.mytestbed.pxe.testkit.tftp;

/**
 * Assertions on what nodes boot. They stand beside AssertJ's own: import both {@code assertThat} methods statically.
 *
 * <pre>{@code
 * assertThat(tree).node("10.18.1.2").boots("orbit-2.0.0");
 * assertThat(tree).isUnchangedSince(before);
 * assertThat(boot).loadedKernel("orbit-2.0.0-vmlinuz").withInitrd("orbit-2.0.0-initrd.gz");
 * }</pre>
 */
public final class PxeAssertions {
    private PxeAssertions() {}

    /** Asserts what is in a TFTP server's directory. */
    public static TftpTreeAssert assertThat(TftpTree tree) {
        return new TftpTreeAssert(tree);
    }

    /** Asserts how a simulated boot ended. */
    public static SimulatedBootAssert assertThat(SimulatedBoot boot) {
        return new SimulatedBootAssert(boot);
    }
}
