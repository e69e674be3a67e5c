package net.mytestbed.pxe.cli.control;

import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import net.mytestbed.pxe.service.config.PxeConfig;

/** Where programs on its own machine reach the service of a configuration. */
public final class ServiceUrl {
    private ServiceUrl() {}

    /** Who listens at every address is reached at this machine's own. Empty for port 0, for then only the service knows its port. */
    public static Optional<URI> of(PxeConfig.Http http) {
        if (http.port() == 0) {
            return Optional.empty();
        }
        InetAddress address = InetAddresses.isInetAddress(http.address())
                ? InetAddresses.forString(http.address())
                : InetAddress.getLoopbackAddress();
        String host = address.isAnyLocalAddress() ? "127.0.0.1" : http.address();
        return Optional.of(URI.create(
                (http.tls().isPresent() ? "https" : "http") + "://" + HostAndPort.fromParts(host, http.port()) + "/"));
    }
}
