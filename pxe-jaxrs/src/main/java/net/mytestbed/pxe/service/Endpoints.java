package net.mytestbed.pxe.service;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import net.mytestbed.pxe.link.BootDirectory;
import net.mytestbed.pxe.manager.PxeManager;
import net.mytestbed.pxe.service.access.AccessFilter;
import net.mytestbed.pxe.service.access.AccessRules;
import net.mytestbed.pxe.service.api.ApiErrors;
import net.mytestbed.pxe.service.api.ApiJson;
import net.mytestbed.pxe.service.api.ChangeFeed;
import net.mytestbed.pxe.service.api.EventsResource;
import net.mytestbed.pxe.service.api.ExplainResource;
import net.mytestbed.pxe.service.api.HealthResource;
import net.mytestbed.pxe.service.api.IdempotencyKeys;
import net.mytestbed.pxe.service.api.ImagesResource;
import net.mytestbed.pxe.service.api.InventoryResource;
import net.mytestbed.pxe.service.api.LinksResource;
import net.mytestbed.pxe.service.api.NodeBootResource;
import net.mytestbed.pxe.service.api.NodesResource;
import net.mytestbed.pxe.service.api.OpenApiResource;
import net.mytestbed.pxe.service.api.PlansResource;
import net.mytestbed.pxe.service.api.PruneResource;
import net.mytestbed.pxe.service.http.ErrorFormats;
import net.mytestbed.pxe.service.http.FailureMapper;
import net.mytestbed.pxe.service.metrics.Metrics;
import net.mytestbed.pxe.service.metrics.MetricsResource;
import net.mytestbed.pxe.service.omf.OmfCalls;
import net.mytestbed.pxe.service.omf.OmfErrors;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.jackson.JacksonFeature;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;

/** Everything that is served: the one list of resources and of what they need. */
final class Endpoints {
    private Endpoints() {}

    static ErrorFormats errorFormats() {
        return new ErrorFormats(ImmutableList.of(new ApiErrors()), new OmfErrors());
    }

    static ResourceConfig over(PxeAssembly assembly, AccessRules rules) {
        return new ResourceConfig()
                .property(ServerProperties.WADL_FEATURE_DISABLE, true)
                .property(CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true)
                .property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true)
                // Without its own mappers, whose answers tell the names of classes.
                .register(JacksonFeature.withoutExceptionMappers())
                .register(new ApiJson())
                .register(new AccessFilter(rules))
                .register(new FailureMapper(errorFormats()))
                .registerResources(ImmutableSet.copyOf(new OmfCalls(assembly.manager()).resources()))
                .register(parts(assembly))
                .register(PlansResource.class)
                .register(NodesResource.class)
                .register(NodeBootResource.class)
                .register(ExplainResource.class)
                .register(EventsResource.class)
                .register(ImagesResource.class)
                .register(InventoryResource.class)
                .register(LinksResource.class)
                .register(PruneResource.class)
                .register(OpenApiResource.class)
                .register(HealthResource.class)
                .register(MetricsResource.class);
    }

    /** What the constructors of the resources take. Jersey complains in the log of resources that are instances. */
    private static AbstractBinder parts(PxeAssembly assembly) {
        return new AbstractBinder() {
            @Override
            protected void configure() {
                bind(assembly.manager()).to(PxeManager.class);
                bind(assembly.directory()).to(BootDirectory.class);
                bind(assembly.metrics()).to(Metrics.class);
                bind(assembly.events()).to(ChangeFeed.class);
                bind(new IdempotencyKeys()).to(IdempotencyKeys.class);
            }
        };
    }
}
