package vn.sogoc.platform.http;

import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Who a budget without a sign-in belongs to: the IPv4 address, or the /64 of an IPv6 address, which
 * is what one household gets. Behind a proxy Quarkus takes it from the headers that the
 * configuration trusts. Never stored, never logged.
 */
public final class ClientAddress {
  private ClientAddress() {}

  /** The address of the request's sender in a normal form. */
  public static String of(RoutingContext context) {
    SocketAddress remote = context.request().remoteAddress();
    String host = remote == null ? null : remote.hostAddress();
    return host == null ? "unknown" : folded(host);
  }

  /** The /48 that an address of {@link #of} lies in, which one site gets; none for IPv4. */
  public static Optional<String> around(String address) {
    return address.endsWith("/64")
        ? Optional.of(address.substring(0, address.length() - "0000/64".length()) + "/48")
        : Optional.empty();
  }

  static String folded(String host) {
    if (host.indexOf(':') < 0) {
      return host;
    }
    try {
      // a literal address: nothing is looked up
      InetAddress address = InetAddress.getByName(host);
      if (address instanceof Inet6Address) {
        return HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), 8)) + "/64";
      }
      return address.getHostAddress();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
