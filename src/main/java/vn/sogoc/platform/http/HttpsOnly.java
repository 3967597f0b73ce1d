package vn.sogoc.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.sogoc.platform.PlatformConfig;

/**
 * In production nobody is served over plain HTTP: whoever reads along could take a session, a key
 * or a verdict. A page is sent to the public address; what carries a key or changes something is
 * refused, so that a program notices its mistake at the first try. Behind a proxy that the
 * configuration trusts, its word on the scheme counts; of {@code /ops} the operator decides.
 */
@Singleton
class HttpsOnly {
  /** What is done with a request. */
  enum Answer {
    SERVE,
    REDIRECT,
    REFUSE
  }

  private final ProblemResponses problems;
  private final URI address;
  private final boolean required;

  HttpsOnly(
      ProblemResponses problems,
      PlatformConfig config,
      @ConfigProperty(name = "sogoc.https-only", defaultValue = "false") boolean required) {
    this.problems = problems;
    this.address = config.address();
    this.required = required;
  }

  void register(@Observes Filters filters) {
    if (required) {
      filters.register(this::check, RequestIds.FIRST - 1);
    }
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    boolean secret = request.getHeader("Authorization") != null;
    switch (answer(request.isSSL(), request.method().name(), request.path(), secret)) {
      case SERVE -> context.next();
      case REDIRECT ->
          context
              .response()
              .setStatusCode(308)
              .putHeader("Location", target(address, request.uri()))
              .end();
      case REFUSE -> problems.send(context, HttpProblem.HTTPS_REQUIRED);
    }
  }

  static Answer answer(boolean secure, String method, String path, boolean secret) {
    if (secure || path.equals("/ops") || path.startsWith("/ops/")) {
      return Answer.SERVE;
    }
    boolean reading = method.equals("GET") || method.equals("HEAD");
    return reading && !secret ? Answer.REDIRECT : Answer.REFUSE;
  }

  /** Never follows the Host header, nor an address in absolute form (RFC 9112 section 3.2.2). */
  static String target(URI address, String uri) {
    return address + (uri.startsWith("/") ? uri : "/");
  }
}
