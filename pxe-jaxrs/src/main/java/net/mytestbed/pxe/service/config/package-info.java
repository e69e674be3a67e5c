/** The configuration file: a superset of OMF 5.4's {@code pxe.yaml}, read strictly, with everything that is wrong told at once. */
@NullMarked
package net.mytestbed.pxe.service.config;

import org.jspecify.annotations.NullMarked;
