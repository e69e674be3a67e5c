package net.mytestbed.pxe.service;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.service.access.AccessRules;
import net.mytestbed.pxe.service.access.AllowedNetworks;
import net.mytestbed.pxe.service.access.Tokens;
import net.mytestbed.pxe.service.config.PxeConfig;

/** Makes the rules that a configuration names. */
final class Rules {
    /** The key of the networks that stand for all domains without some of their own. */
    private static final Domain BY_DEFAULT = Domain.of("default");

    private Rules() {}

    /** @throws net.mytestbed.pxe.yaml.YamlException with everything that is wrong with the file of tokens */
    static AccessRules of(PxeConfig.Access access) {
        return new AccessRules(
                access.allow()
                        .map(allow -> new AllowedNetworks(
                                ImmutableMap.copyOf(Maps.filterKeys(allow, domain -> !domain.equals(BY_DEFAULT))),
                                allow.getOrDefault(BY_DEFAULT, ImmutableSet.of()))),
                access.legacy(),
                access.tokens().map(Tokens::open));
    }
}
