package vn.sogoc.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.auth.User;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * A form is read before anybody asks whose it is. Where one may be large, that of somebody who may
 * not send one is refused unread.
 */
@Singleton
class LargeRequests {
  /** Behind authentication (200) and authorisation (100), before the endpoints. */
  private static final int AFTER_SIGN_IN = 50;

  private final ProblemResponses problems;
  private final Set<String> large;
  private final String role;

  LargeRequests(
      ProblemResponses problems,
      @ConfigProperty(name = "sogoc.requests.large") Set<String> large,
      @ConfigProperty(name = "sogoc.requests.large-role") String role) {
    this.problems = problems;
    this.large = large;
    this.role = role;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, AFTER_SIGN_IN);
  }

  private void check(RoutingContext context) {
    HttpProblem fault = isLarge(context, large) ? fault(context.user(), role) : null;
    if (fault == null) {
      context.next();
      return;
    }
    context
        .response()
        .putHeader("Connection", "close")
        .endHandler(ended -> context.request().connection().close());
    if (fault == HttpProblem.SIGN_IN_REQUIRED) {
      problems.signIn(context);
    } else {
      problems.send(context, fault);
    }
  }

  /** Whether a request goes where its body may be larger than elsewhere. */
  static boolean isLarge(RoutingContext context, Set<String> large) {
    return context.request().method().equals(HttpMethod.POST)
        && large.contains(context.normalizedPath());
  }

  /** What is wrong with a sender; null where they may send something large. */
  private static @Nullable HttpProblem fault(@Nullable User sender, String role) {
    if (!(sender instanceof QuarkusHttpUser user) || user.getSecurityIdentity().isAnonymous()) {
      return HttpProblem.SIGN_IN_REQUIRED;
    }
    return user.getSecurityIdentity().hasRole(role) ? null : HttpProblem.FORBIDDEN;
  }
}
