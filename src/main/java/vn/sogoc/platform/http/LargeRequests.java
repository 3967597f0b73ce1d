package vn.sogoc.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * A form is read before anybody asks whose it is. Where one may be large, nobody's is refused
 * unread.
 */
@Singleton
class LargeRequests {
  /** Behind authentication (200) and authorisation (100), before the endpoints. */
  private static final int AFTER_SIGN_IN = 50;

  private final ProblemResponses problems;
  private final Set<String> large;

  LargeRequests(
      ProblemResponses problems, @ConfigProperty(name = "sogoc.requests.large") Set<String> large) {
    this.problems = problems;
    this.large = large;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, AFTER_SIGN_IN);
  }

  private void check(RoutingContext context) {
    if (!isLarge(context, large) || isSomebody(context)) {
      context.next();
      return;
    }
    context
        .response()
        .putHeader("Connection", "close")
        .endHandler(ended -> context.request().connection().close());
    problems.send(context, HttpProblem.SIGN_IN_REQUIRED);
  }

  /** Whether a request goes where its body may be larger than elsewhere. */
  static boolean isLarge(RoutingContext context, Set<String> large) {
    return context.request().method().equals(HttpMethod.POST)
        && large.contains(context.normalizedPath());
  }

  private static boolean isSomebody(RoutingContext context) {
    return context.user() instanceof QuarkusHttpUser user
        && !user.getSecurityIdentity().isAnonymous();
  }
}
