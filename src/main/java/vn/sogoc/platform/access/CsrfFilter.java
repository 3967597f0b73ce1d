package vn.sogoc.platform.access;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Refusal;

/**
 * Whoever came with a session cookie and wants to change something shows the session's token, in a
 * form and in an API call alike. Callers without a session are let through here: a browser adds an
 * API key to nothing by itself, and an anonymous caller has no authority that another site could
 * borrow.
 */
class CsrfFilter {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private final Csrf csrf;

  CsrfFilter(Csrf csrf) {
    this.csrf = csrf;
  }

  @ServerRequestFilter
  @WithFormRead
  public void check(ResteasyReactiveContainerRequestContext request) {
    if (SAFE.contains(request.getMethod())) {
      return;
    }
    Optional<Session> session = csrf.session();
    if (session.isPresent() && !csrf.belongs(presented(request), session.get())) {
      throw new Refusal(
          AccessProblem.CSRF_TOKEN_MISSING, "the token of the session is missing or of another");
    }
  }

  private static @Nullable String presented(ResteasyReactiveContainerRequestContext request) {
    String header = ((ContainerRequestContext) request).getHeaderString(Csrf.HEADER);
    if (header != null) {
      return header;
    }
    ResteasyReactiveRequestContext context =
        (ResteasyReactiveRequestContext) request.getServerRequestContext();
    return context.getFormData() == null
        ? null
        : (String) context.getFormParameter(Csrf.FIELD, true, false);
  }
}
