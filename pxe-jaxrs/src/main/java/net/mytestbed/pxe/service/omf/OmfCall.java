package net.mytestbed.pxe.service.omf;

import static net.mytestbed.pxe.service.omf.OmfArgument.optional;
import static net.mytestbed.pxe.service.omf.OmfArgument.required;
import static net.mytestbed.pxe.service.omf.OmfParameter.ADDRESS;
import static net.mytestbed.pxe.service.omf.OmfParameter.DOMAIN;
import static net.mytestbed.pxe.service.omf.OmfParameter.IMAGE;
import static net.mytestbed.pxe.service.omf.OmfParameter.NODE;
import static net.mytestbed.pxe.service.omf.OmfParameter.NODE_SET;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.Optional;

/**
 * The calls of the PXE service, sorted by name as OMF 5.4 lists them. Routing, reading of the parameters and self-description all
 * follow this table. The order of the arguments is the order in which an experiment controller passes them.
 */
@SuppressWarnings("ImmutableEnumChecker") // It sees no records: an argument is one of enum and texts.
enum OmfCall {
    CLEAR_BOOT_IMAGE(
            "clearBootImage",
            OmfAction.CLEAR,
            "Take the boot link of a node away, so that it boots from its disk",
            required(NODE, "node", "node"),
            optional(DOMAIN, "domain", "domain"),
            optional(ADDRESS, "ip", "ip")),
    CLEAR_BOOT_IMAGE_ALL(
            "clearBootImageAll",
            OmfAction.CLEAR,
            "Take the boot links of all nodes of a testbed away, so that they boot from their disks",
            required(DOMAIN, "domain", "domain")),
    CLEAR_BOOT_IMAGE_NS(
            "clearBootImageNS",
            OmfAction.CLEAR,
            "Take the boot links of a set of nodes away, so that they boot from their disks",
            required(DOMAIN, "domain", "domain"),
            required(NODE_SET, "ns", "nodeSet")),
    GET_BOOT_IMAGE(
            "getBootImage",
            OmfAction.GET,
            "Tell what a node boots",
            required(NODE, "node", "node"),
            optional(DOMAIN, "domain", "domain"),
            optional(ADDRESS, "ip", "ip")),
    GET_BOOT_IMAGE_ALL(
            "getBootImageAll",
            OmfAction.GET,
            "Tell what all nodes of a testbed boot",
            required(DOMAIN, "domain", "domain")),
    GET_BOOT_IMAGE_NS(
            "getBootImageNS",
            OmfAction.GET,
            "Tell what a set of nodes boots",
            required(DOMAIN, "domain", "domain"),
            required(NODE_SET, "ns", "nodeSet")),
    SET_BOOT_IMAGE(
            "setBootImage",
            OmfAction.SET,
            "Link a node to a boot configuration, which it takes at its next boot",
            required(NODE, "node", "node"),
            optional(DOMAIN, "domain", "domain"),
            optional(IMAGE, "img", "imageName"),
            optional(ADDRESS, "ip", "ip")),
    SET_BOOT_IMAGE_ALL(
            "setBootImageAll",
            OmfAction.SET,
            "Link all nodes of a testbed to a boot configuration, which they take at their next boot",
            required(DOMAIN, "domain", "domain"),
            optional(IMAGE, "imgName", "imageName")),
    SET_BOOT_IMAGE_NS(
            "setBootImageNS",
            OmfAction.SET,
            "Link a set of nodes to a boot configuration, which they take at their next boot",
            required(DOMAIN, "domain", "domain"),
            required(NODE_SET, "ns", "nodeSet"),
            optional(IMAGE, "imgName", "imageName"));

    private final String wireName;
    private final OmfAction action;
    private final String info;
    private final ImmutableList<OmfArgument> arguments;
    private final ImmutableSet<OmfParameter> parameters;

    OmfCall(String wireName, OmfAction action, String info, OmfArgument... arguments) {
        this.wireName = wireName;
        this.action = action;
        this.info = info;
        this.arguments = ImmutableList.copyOf(arguments);
        this.parameters = this.arguments.stream().map(OmfArgument::parameter).collect(ImmutableSet.toImmutableSet());
    }

    /** The call of this name, if there is one. */
    static Optional<OmfCall> named(String wireName) {
        return Arrays.stream(values())
                .filter(call -> call.wireName.equals(wireName))
                .findFirst();
    }

    String wireName() {
        return wireName;
    }

    OmfAction action() {
        return action;
    }

    /** What it does, in a line for the self-description. */
    String info() {
        return info;
    }

    /** What it takes, in the order of positional arguments. */
    ImmutableList<OmfArgument> arguments() {
        return arguments;
    }

    boolean takes(OmfParameter parameter) {
        return parameters.contains(parameter);
    }
}
