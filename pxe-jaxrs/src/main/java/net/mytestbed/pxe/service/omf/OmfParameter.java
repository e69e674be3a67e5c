package net.mytestbed.pxe.service.omf;

import com.google.common.collect.ImmutableSet;

/** What a call can be told, under each of the names that clients use for it. */
enum OmfParameter {
    NODE("the node, by its full name or its name in the domain", "node"),
    DOMAIN("the testbed that the nodes belong to", "domain"),
    NODE_SET("the nodes: names joined by commas, coordinates as in [1,2], ranges as in [1..3,1..20]", "ns"),
    /** OMF 5.4 calls it {@code imgName}, older clients {@code img}. */
    IMAGE("the boot configuration; without it the inventory's, else the default one", "imgName", "img"),
    ADDRESS("the control address that the node must have", "ip"),
    /** Not OMF's, and in no call's description: what an experiment controller passes by position stays as it was. */
    FRESH("true, to ask the inventory anew", "fresh");

    private final String info;
    private final ImmutableSet<String> names;

    OmfParameter(String info, String... names) {
        this.info = info;
        this.names = ImmutableSet.copyOf(names);
    }

    /** What it means, in a line for the self-description. */
    String info() {
        return info;
    }

    /** Whether it says which nodes are meant, so that a call that passed over it would be for other ones. */
    boolean choosesNodes() {
        return this == NODE || this == NODE_SET || this == ADDRESS;
    }

    /** The names under which it may come. */
    ImmutableSet<String> names() {
        return names;
    }
}
