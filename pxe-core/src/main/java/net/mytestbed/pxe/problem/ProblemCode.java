package net.mytestbed.pxe.problem;

import com.google.common.base.Ascii;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of things that can be wrong with a request. The wire names are part of the public contract. */
public enum ProblemCode {
    /** A parameter is missing or cannot be read. */
    BAD_REQUEST,
    /** The caller has to say who it is, and did not, or not so that it is known. */
    UNAUTHENTICATED,
    /** The caller may not do this, or not with this node. */
    FORBIDDEN,
    /** The inventory does not know the node. */
    UNKNOWN_NODE,
    /** The inventory does not know the domain. */
    UNKNOWN_DOMAIN,
    /** The inventory knows the node, but no control address for it. */
    NO_ADDRESS,
    /** Neither the request, nor the inventory, nor the configuration says which boot configuration the node takes. */
    NO_IMAGE,
    /** The address given with the request is not the inventory's address for the node. */
    ADDRESS_MISMATCH,
    /** The node's hexadecimal name is taken by something that is not a link. */
    NOT_A_LINK,
    /** Two nodes have one control address. */
    ADDRESS_CONFLICT,
    /** The boot configuration is missing, empty, unreadable or has errors. */
    BAD_IMAGE,
    /** There is no boot configuration of this name to be shown. */
    UNKNOWN_IMAGE,
    /** An idempotency key was used before, with another request. */
    KEY_REUSED,
    /** The inventory answered something that makes no sense. */
    INVENTORY_NONSENSE,
    /** The inventory cannot be reached. */
    INVENTORY_DOWN,
    /** The inventory did not answer in time. */
    INVENTORY_SLOW,
    /** The boot or the state directory has no room left. */
    DIRECTORY_FULL,
    /** The boot or the state directory cannot be written. */
    DIRECTORY_READ_ONLY,
    /** The boot or the state directory does not exist. */
    DIRECTORY_GONE,
    /** The boot or the state directory failed in another way. */
    DIRECTORY_FAILED;

    /** The code of this name on the wire; nothing where no kind is called so. */
    public static Optional<ProblemCode> named(String wireName) {
        return Arrays.stream(values())
                .filter(code -> code.wireName().equals(wireName))
                .findFirst();
    }

    /** The name of this code on the wire, for example {@code unknown-node}. */
    public String wireName() {
        return Ascii.toLowerCase(name()).replace('_', '-');
    }
}
