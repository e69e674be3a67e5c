/**
 * What is wrong with an installation: one {@link net.mytestbed.pxe.cli.doctor.Check} for each part of it. They read the machine and
 * change nothing.
 */
@NullMarked
package net.mytestbed.pxe.cli.doctor;

import org.jspecify.annotations.NullMarked;
