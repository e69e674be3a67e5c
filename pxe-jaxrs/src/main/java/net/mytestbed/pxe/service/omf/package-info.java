/**
 * The wire of OMF 5.4's PXE service: its calls with their parameters, its description of itself by which an experiment controller
 * learns them, and its answers in XML. {@link net.mytestbed.pxe.service.omf.OmfCall} is the one table behind all of it.
 */
@NullMarked
package net.mytestbed.pxe.service.omf;

import org.jspecify.annotations.NullMarked;
