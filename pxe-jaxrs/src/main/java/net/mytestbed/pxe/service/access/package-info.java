/** Who may ask, and who may command which nodes: by the caller's network, and by tokens. Nothing of it is needed; all of it can be. */
@NullMarked
package net.mytestbed.pxe.service.access;

import org.jspecify.annotations.NullMarked;
