package net.mytestbed.pxe.service;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import net.mytestbed.pxe.service.api.WireEvents;
import net.mytestbed.pxe.service.api.WireExplanation;
import net.mytestbed.pxe.service.api.WireImages;
import net.mytestbed.pxe.service.api.WireLinks;
import net.mytestbed.pxe.service.api.WireNodes;
import net.mytestbed.pxe.service.api.WireRefresh;
import org.jspecify.annotations.Nullable;

/** The description of the JSON API, made of its resources and of the records that it answers. */
final class OpenApiDocument {
    /** A call, in a sentence, and what it answers. */
    private record Call(String summary, Class<?> answer, String mediaType) {
        Call(String summary, Class<?> answer) {
            this(summary, answer, MediaType.APPLICATION_JSON);
        }
    }

    private static final ImmutableMap<String, Call> CALLS = ImmutableMap.<String, Call>builder()
            .put(
                    "GET /api/v1/nodes",
                    new Call("What the nodes of a domain or of a node set boot.", WireNodes.States.class))
            .put("GET /api/v1/nodes/{node}", new Call("What one node boots.", WireNodes.State.class))
            .put(
                    "PUT /api/v1/nodes/{node}/boot",
                    new Call("Send one node to a boot configuration.", WireNodes.Plan.class))
            .put(
                    "DELETE /api/v1/nodes/{node}/boot",
                    new Call("Send one node back to its default.", WireNodes.Plan.class))
            .put(
                    "GET /api/v1/nodes/{node}/explain",
                    new Call("Why one node boots what it boots.", WireExplanation.class))
            .put(
                    "POST /api/v1/plans",
                    new Call("Set or clear many nodes at once, or tell what would be done.", WireNodes.Plan.class))
            .put(
                    "GET /api/v1/events",
                    new Call(
                            "Every change by this service as it happens, as server-sent events: of the type change with"
                                    + " this as data, or of the type gap (GapEvent) where changes are missing and the"
                                    + " state has to be read anew.",
                            WireEvents.ChangeEvent.class,
                            MediaType.SERVER_SENT_EVENTS))
            .put("GET /api/v1/images", new Call("The boot configurations, read and checked.", WireImages.Images.class))
            .put(
                    "GET /api/v1/images/{name}",
                    new Call("One boot configuration, read and checked.", WireImages.Image.class))
            .put("GET /api/v1/links", new Call("Everything that stands under nodes' names.", WireLinks.Links.class))
            .put(
                    "POST /api/v1/prune",
                    new Call("Remove what is of no use any more, or tell it.", WireLinks.Prune.class))
            .put("POST /api/v1/inventory/refresh", new Call("Ask the inventories anew.", WireRefresh.class))
            .put("GET /health/live", new Call("Whether the service answers.", inApi("HealthResource$Health")))
            .put("GET /health/ready", new Call("Whether links can be made now.", inApi("HealthResource$Health")))
            .put("GET /openapi.json", new Call("This document.", Object.class))
            .buildOrThrow();

    /** The fields of each body that is read, by the types that JSON has. */
    static final ImmutableMap<String, ImmutableMap<String, String>> BODIES = ImmutableMap.of(
            "POST /api/v1/plans",
            ImmutableMap.<String, String>builder()
                    .put("action", "string")
                    .put("domain", "string")
                    .put("nodes", "array")
                    .put("ns", "string")
                    .put("all", "boolean")
                    .put("image", "string")
                    .put("lifetime", "string")
                    .put("dryRun", "boolean")
                    .buildOrThrow(),
            "PUT /api/v1/nodes/{node}/boot",
            ImmutableMap.of("image", "string", "lifetime", "string"),
            "POST /api/v1/prune",
            ImmutableMap.of("only", "array", "dryRun", "boolean"));

    /** What each parameter says; where one call understands it in its own way, under the call's name. */
    private static final ImmutableMap<String, String> PARAMETERS = ImmutableMap.<String, String>builder()
            .put("node", "the node, by its full name, or by a short one with `domain`")
            .put("domain", "the testbed; not needed where names are full")
            .put("ns", "a node set: `a,b,c`, `[1,2]`, `[1..3,1..20]`; several are joined")
            .put("fresh", "`true`: the inventory is asked anew, whatever it said a moment ago")
            .put("name", "the name of its file")
            .put("uuid", "the UUID by which the node's boot program asks")
            .put("after", "the id of the last event that was heard")
            .put("Last-Event-ID", "the same, as browsers send it when they connect again; it goes before `after`")
            .put(
                    "Idempotency-Key",
                    "1 to 255 printable ASCII characters: who repeats the request with the same key within a day gets"
                            + " the same answer, and it is carried out once")
            .put("GET /api/v1/nodes domain", "the testbed: all of its nodes, or those of `ns`")
            .put("GET /api/v1/events domain", "only changes of this testbed's nodes")
            .put("POST /api/v1/inventory/refresh domain", "only this testbed is asked at once; without it all")
            .buildOrThrow();

    /** What each field of a body says. */
    private static final ImmutableMap<String, String> FIELDS = ImmutableMap.<String, String>builder()
            .put("action", "`set` or `clear`; required")
            .put("domain", "the testbed; not needed where names are full")
            .put("nodes", "which nodes: names")
            .put("ns", "or a node set: `[1..3,1..20]`")
            .put("all", "or `true`, for every node of `domain`")
            .put("image", "the boot configuration; without it the inventory's for each node, else `defImage`")
            .put(
                    "lifetime",
                    "how long the links stand, in ISO 8601: `PT10M`; `PT0S`: until cleared; without it `linkLifetime`")
            .put("dryRun", "`true`: nothing is changed, the answer tells what would be")
            .put("only", "hex names: nothing else is touched")
            .buildOrThrow();

    private final ObjectNode root = JsonMapper.builder().build().createObjectNode();
    private final TreeMap<String, ObjectNode> schemas = new TreeMap<>();

    private static Class<?> inApi(String name) {
        try {
            return Class.forName("net.mytestbed.pxe.service.api." + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The document that these resources are described by. */
    static ObjectNode of(Collection<Class<?>> resources) {
        return new OpenApiDocument().document(resources);
    }

    private ObjectNode document(Collection<Class<?>> resources) {
        root.put("openapi", "3.1.0");
        root.putObject("info")
                .put("title", "PXE Aggregate Manager")
                .put("version", "1")
                .put("description", "Which PXELINUX configuration each node of a testbed boots next.");
        root.withObjectProperty("info").putObject("license").put("name", "MIT").put("identifier", "MIT");
        root.putArray("servers").addObject().put("url", "/");
        // Nothing is asked for where the configuration names no tokens.
        ArrayNode security = root.putArray("security");
        security.addObject();
        security.addObject().putArray("token");
        ObjectNode paths = root.putObject("paths");
        TreeMap<String, Method> methods = new TreeMap<>();
        for (Class<?> resource : resources) {
            for (Method method : resource.getMethods()) {
                verb(method).ifPresent(verb -> methods.put(path(resource, method) + " " + verb, method));
            }
        }
        methods.forEach((key, method) -> {
            String path = key.substring(0, key.indexOf(' '));
            String verb = key.substring(key.indexOf(' ') + 1);
            describe(
                    verb + " " + path, method, paths.withObjectProperty(path).putObject(verb.toLowerCase(Locale.ROOT)));
        });
        String problem = schema(inApi("ApiErrors$ProblemDetails"));
        ObjectNode components = root.putObject("components");
        components
                .putObject("responses")
                .putObject("Problem")
                .put("description", "Refused or failed; nothing was changed.")
                .putObject("content")
                .putObject("application/problem+json")
                .putObject("schema")
                .put("$ref", problem);
        components
                .putObject("securitySchemes")
                .putObject("token")
                .put("type", "http")
                .put("scheme", "bearer");
        schema(WireEvents.GapEvent.class);
        ObjectNode all = components.putObject("schemas");
        schemas.forEach(all::set);
        return root;
    }

    static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .map(type -> type.getAnnotation(HttpMethod.class))
                .filter(found -> found != null)
                .map(HttpMethod::value)
                // As GET, without the body.
                .filter(verb -> !verb.equals(HttpMethod.HEAD))
                .findFirst();
    }

    static String path(Class<?> resource, Method method) {
        String base = requireNonNull(resource.getAnnotation(Path.class)).value();
        return Optional.ofNullable(method.getAnnotation(Path.class))
                .map(own -> base + (own.value().startsWith("/") ? "" : "/") + own.value())
                .orElse(base);
    }

    private void describe(String name, Method method, ObjectNode operation) {
        Call call = requireNonNull(CALLS.get(name), () -> name + " is not described");
        operation.put("operationId", operationId(name));
        operation.put("summary", call.summary());
        ArrayNode parameters = operation.putArray("parameters");
        Arrays.stream(method.getParameters()).forEach(parameter -> parameter(name, parameter, parameters));
        Optional.ofNullable(BODIES.get(name)).ifPresent(fields -> body(fields, operation));
        ObjectNode responses = operation.putObject("responses");
        ObjectNode content = responses
                .putObject("200")
                .put("description", "Done.")
                .putObject("content")
                .putObject(call.mediaType())
                .putObject("schema");
        if (call.answer() == Object.class) {
            content.put("type", "object");
        } else {
            content.put("$ref", schema(call.answer()));
        }
        responses.putObject("default").put("$ref", "#/components/responses/Problem");
    }

    /** {@code GET /api/v1/nodes/{node}/explain} is {@code get-nodes-node-explain}. */
    private static String operationId(String call) {
        return Ascii.toLowerCase(call.replace("/api/v1", ""))
                .replaceAll("[^a-z]+", "-")
                .replaceAll("-$", "");
    }

    private static void parameter(String call, Parameter parameter, ArrayNode all) {
        Optional.ofNullable(parameter.getAnnotation(PathParam.class))
                .ifPresent(found -> parameter(call, found.value(), "path", parameter, all));
        Optional.ofNullable(parameter.getAnnotation(QueryParam.class))
                .ifPresent(found -> parameter(call, found.value(), "query", parameter, all));
        Optional.ofNullable(parameter.getAnnotation(HeaderParam.class))
                .ifPresent(found -> parameter(call, found.value(), "header", parameter, all));
    }

    private static void parameter(String call, String name, String in, Parameter parameter, ArrayNode all) {
        ObjectNode schema = all.addObject()
                .put("name", name)
                .put("in", in)
                .put("required", in.equals("path"))
                .put(
                        "description",
                        Optional.ofNullable(PARAMETERS.get(call + " " + name))
                                .or(() -> Optional.ofNullable(PARAMETERS.get(name)))
                                .orElseThrow(() -> new IllegalStateException(
                                        call + ": nothing is said of the parameter " + name + ".")))
                .putObject("schema");
        if (parameter.getType() == List.class) {
            schema.put("type", "array").putObject("items").put("type", "string");
        } else {
            schema.put("type", "string");
        }
    }

    private static void body(ImmutableMap<String, String> fields, ObjectNode operation) {
        ObjectNode schema = operation
                .putObject("requestBody")
                .putObject("content")
                .putObject("application/json")
                .putObject("schema");
        schema.put("type", "object").put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        fields.forEach((field, type) -> {
            ObjectNode property = properties.putObject(field).put("type", type);
            if (type.equals("array")) {
                property.putObject("items").put("type", "string");
            }
            property.put("description", requireNonNull(FIELDS.get(field)));
        });
    }

    /** A reference to the schema of a record, which is made if there is none yet. */
    private String schema(Class<?> type) {
        String name = type.getSimpleName();
        if (!schemas.containsKey(name)) {
            RecordJavadoc javadoc = RecordJavadoc.of(type);
            ObjectNode schema = root.objectNode().put("type", "object").put("description", javadoc.description());
            schemas.put(name, schema);
            ArrayNode required = root.arrayNode();
            ObjectNode properties = schema.putObject("properties");
            Arrays.stream(type.getRecordComponents()).forEach(field -> {
                fill(properties.putObject(field.getName()), field.getGenericType())
                        .put("description", javadoc.field(field.getName()));
                if (!isNullable(field)) {
                    required.add(field.getName());
                }
            });
            schema.set("required", required);
        }
        return "#/components/schemas/" + name;
    }

    private static boolean isNullable(RecordComponent field) {
        return field.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private ObjectNode fill(ObjectNode property, Type type) {
        if (type instanceof ParameterizedType list) {
            property.put("type", "array");
            fill(property.putObject("items"), list.getActualTypeArguments()[0]);
        } else if (type == String.class) {
            property.put("type", "string");
        } else if (type == boolean.class) {
            property.put("type", "boolean");
        } else if (type == int.class || type == Integer.class) {
            property.put("type", "integer");
        } else {
            property.put("$ref", schema((Class<?>) type));
        }
        return property;
    }
}
