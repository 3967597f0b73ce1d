package vn.sogoc.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.sogoc.platform.PlatformConfig;

/**
 * Refuses what a page of another site makes a browser send (cross-site request forgery), before
 * anything is read or anybody is recognised, sign-in included. Browsers say where a request comes
 * from in {@code Sec-Fetch-Site} (Fetch Metadata) and {@code Origin} (RFC 6454); programs say
 * neither and carry no cookies. The token of the session is the second fence, in {@code access}.
 */
@Singleton
class CrossSite {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> OURS = Set.of("same-origin", "none");

  private final ProblemResponses problems;
  private final String ownAuthority;

  CrossSite(ProblemResponses problems, PlatformConfig config) {
    this.problems = problems;
    this.ownAuthority = config.address().getRawAuthority();
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, RequestIds.FIRST - 2);
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (SAFE.contains(request.method().name())
        || request.getHeader("Authorization") != null
        || isOurs(
            request.getHeader("Sec-Fetch-Site"),
            request.getHeader("Origin"),
            request.authority())) {
      context.next();
    } else {
      problems.send(context, HttpProblem.CROSS_SITE_REQUEST);
    }
  }

  private boolean isOurs(
      @Nullable String site, @Nullable String origin, @Nullable HostAndPort host) {
    if (site != null) {
      return OURS.contains(site);
    }
    if (origin == null) {
      return true;
    }
    String from = authorityOf(origin);
    return from != null
        && (from.equals(ownAuthority) || (host != null && from.equals(host.toString())));
  }

  private static @Nullable String authorityOf(String origin) {
    try {
      return URI.create(origin).getRawAuthority();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
