package vn.sogoc.platform.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.http.ProblemResponses;

/**
 * {@code Authorization: Bearer sgk_...} (RFC 6750 section 2.1). A wrong key is refused even where
 * nobody needs one, so that a program learns of its mistake; the key never goes into an address or
 * a form. It outranks a session cookie that happens to come along.
 */
@ApplicationScoped
class ApiKeyMechanism implements HttpAuthenticationMechanism {
  private static final String SCHEME = "Bearer ";

  private final ProblemResponses problems;

  ApiKeyMechanism(ProblemResponses problems) {
    this.problems = problems;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identities) {
    List<String> headers = context.request().headers().getAll("Authorization");
    if (headers.isEmpty()) {
      return Uni.createFrom().nullItem();
    }
    context.put(HttpAuthenticationMechanism.class.getName(), this);
    String header = headers.get(0);
    if (headers.size() > 1 || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Uni.createFrom().failure(new AuthenticationFailedException());
    }
    return ApiKey.digestOf(header.substring(SCHEME.length()).strip())
        .map(digest -> identities.authenticate(new ApiKeyRequest(digest)))
        .orElseGet(() -> Uni.createFrom().failure(new AuthenticationFailedException()));
  }

  @Override
  public Uni<Boolean> sendChallenge(RoutingContext context) {
    problems.send(context, HttpProblem.SIGN_IN_REQUIRED);
    return Uni.createFrom().item(true);
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom()
        .item(new ChallengeData(401, "WWW-Authenticate", "Bearer realm=\"sogoc\""));
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of(ApiKeyRequest.class);
  }

  @Override
  public int getPriority() {
    return DEFAULT_PRIORITY + 1;
  }
}
