package net.mytestbed.pxe.cli.doctor;

import com.google.common.collect.ImmutableList;
import java.io.IOException;

/** Looks at one part of an installation and changes nothing. */
interface Check {
    /** The part, one word. */
    String part();

    /**
     * What is wrong with it; nothing where all is well.
     *
     * @throws IOException if something that is there cannot be read
     * @throws net.mytestbed.pxe.problem.PxeException if the boot directory or an inventory fails
     */
    ImmutableList<Ailment> look() throws IOException;
}
