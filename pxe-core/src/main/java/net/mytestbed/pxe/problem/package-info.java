/**
 * What can be wrong with a request, as typed data: a code that clients can act on, the node it is about, and a sentence
 * for the operator. How a code is shown (HTTP status, exit status) is decided by whoever shows it, not here.
 */
@NullMarked
package net.mytestbed.pxe.problem;

import org.jspecify.annotations.NullMarked;
