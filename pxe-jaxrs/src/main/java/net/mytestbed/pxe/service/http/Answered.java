package net.mytestbed.pxe.service.http;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * A request that has been answered.
 *
 * @param call the path of the resource that answered, with the names of its variables, as {@code /api/v1/nodes/{node}};
 *     {@code none} where there is no such resource or none was reached. So there are no more of them than resources.
 * @param method its method, whatever the client sent
 * @param status the status of the answer
 * @param took from its head to the end of the answer
 * @param isStream whether it lasted as long as the client stayed, so that its length says nothing
 */
public record Answered(String call, String method, int status, Duration took, boolean isStream) {
    public Answered {
        requireNonNull(call, "call");
        requireNonNull(method, "method");
        requireNonNull(took, "took");
    }
}
