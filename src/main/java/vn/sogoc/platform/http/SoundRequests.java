package vn.sogoc.platform.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Refuses, before anything is read, what two readers could understand differently or what no parser
 * behind this could take: a second host, a body whose end is not certain, content of a kind that
 * has no name, more than we take.
 */
@Singleton
class SoundRequests {
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

  /** RFC 9110 section 8.3.1. */
  private static final Pattern MEDIA_TYPE =
      Pattern.compile(
          TOKEN
              + "/"
              + TOKEN
              + "([ \\t]*;[ \\t]*("
              + TOKEN
              + "=("
              + TOKEN
              + "|\"[^\"\\\\]*\"))?)*");

  /** RFC 2046 section 5.1.1, without the space that nobody uses. */
  private static final Pattern BOUNDARY =
      Pattern.compile("(?i).*;[ \\t]*boundary=(\"[^\"]{1,70}\"|[^\";]{1,70})([ \\t]*;.*)?");

  private static final long WATCH_MILLIS = 100;

  private static final List<String> FORMS =
      List.of("application/x-www-form-urlencoded", "multipart/form-data");

  private final ProblemResponses problems;
  private final long usual;
  private final long largest;
  private final Set<String> large;

  SoundRequests(
      ProblemResponses problems,
      VertxHttpConfig config,
      @ConfigProperty(name = "sogoc.requests.body") MemorySize usual,
      @ConfigProperty(name = "sogoc.requests.large") Set<String> large) {
    this.problems = problems;
    this.usual = usual.asLongValue();
    this.largest =
        config.limits().maxBodySize().map(size -> size.asLongValue()).orElse(Long.MAX_VALUE);
    this.large = large;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, RequestIds.FIRST - 2);
  }

  private void check(RoutingContext context) {
    HttpProblem fault = fault(context);
    if (fault == null) {
      context.next();
    } else {
      // what follows on this connection may be part of what was refused
      context
          .response()
          .putHeader("Connection", "close")
          .endHandler(ended -> context.request().connection().close());
      problems.send(context, fault);
    }
  }

  private @Nullable HttpProblem fault(RoutingContext context) {
    MultiMap headers = context.request().headers();
    String transfer = headers.get("Transfer-Encoding");
    if (headers.getAll("Host").size() > 1 // RFC 9112 section 3.2
        // nothing of ours has a NUL byte, and PostgreSQL keeps no text with one
        || context.request().uri().contains("%00")
        || (transfer != null && !transfer.equalsIgnoreCase("chunked"))) { // section 6.1
      return HttpProblem.MALFORMED_REQUEST;
    }
    String coding = headers.get("Content-Encoding");
    if (coding != null && !coding.equalsIgnoreCase("identity")) {
      return HttpProblem.UNSUPPORTED_MEDIA_TYPE;
    }
    long most = LargeRequests.isLarge(context, large) ? largest : usual;
    String length = headers.get("Content-Length");
    if (length != null && Long.parseLong(length) > most) {
      return HttpProblem.TOO_LARGE;
    }
    context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, most); // for a body without a length
    List<String> types = headers.getAll("Content-Type");
    if (types.size() > 1) {
      return HttpProblem.UNSUPPORTED_MEDIA_TYPE;
    }
    HttpProblem fault = type(context, types.isEmpty() ? null : types.get(0).strip());
    if (fault == null && length == null && most < largest && !types.isEmpty()) {
      watch(context.request(), context.vertx(), most);
    }
    return fault;
  }

  /**
   * The parts of a form are counted against the largest of all bodies only. One that came without
   * its length and may not be so large is looked at now and then, and ends with its connection.
   */
  private static void watch(HttpServerRequest request, Vertx vertx, long most) {
    vertx.setPeriodic(
        WATCH_MILLIS,
        timer -> {
          if (request.isEnded() || request.response().closed()) {
            vertx.cancelTimer(timer);
          } else if (request.bytesRead() > most) {
            vertx.cancelTimer(timer);
            request.connection().close();
          }
        });
  }

  private static @Nullable HttpProblem type(RoutingContext context, @Nullable String type) {
    if (type != null && !MEDIA_TYPE.matcher(type).matches()) {
      return HttpProblem.UNSUPPORTED_MEDIA_TYPE;
    }
    String name = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (name.startsWith("multipart/") && !BOUNDARY.matcher(String.valueOf(type)).matches()) {
      return HttpProblem.MALFORMED_REQUEST;
    }
    // the form sign-in of Quarkus takes whatever comes for a form
    boolean isSignIn =
        context.request().method().equals(HttpMethod.POST)
            && context.normalizedPath().endsWith(SignInRedirect.PAGE);
    return isSignIn && !FORMS.contains(name) ? HttpProblem.UNSUPPORTED_MEDIA_TYPE : null;
  }
}
