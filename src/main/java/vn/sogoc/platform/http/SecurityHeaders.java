package vn.sogoc.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sogoc.platform.Lang;

/**
 * The headers of every answer, errors included. No inline script or style ever runs; nobody frames
 * our pages; nothing is cached unless the endpoint says so, because most answers are about a
 * person.
 */
@Singleton
class SecurityHeaders {
  static final String CONTENT_SECURITY_POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self' data: blob:",
          "font-src 'self'",
          "connect-src 'self'",
          "manifest-src 'self'",
          "form-action 'self'",
          "frame-ancestors 'none'",
          "base-uri 'none'");

  void register(@Observes Filters filters) {
    filters.register(SecurityHeaders::add, RequestIds.FIRST - 1);
  }

  private static void add(RoutingContext context) {
    MultiMap headers = context.response().headers();
    headers.set("Content-Security-Policy", policyFor(context.request().path()));
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set(
        "Permissions-Policy",
        "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()");
    if (context.request().isSSL()) {
      headers.set("Strict-Transport-Security", "max-age=31536000");
    }
    context.addHeadersEndHandler(ignored -> finish(context));
    context.next();
  }

  /** Signing in and out leads on in the language that the address named; it is in no cookie. */
  private static String inLanguageOf(RoutingContext context, String location) {
    int status = context.response().getStatusCode();
    Optional<Lang> lang = Lang.ofTag(context.request().getParam("lang"));
    if (status < 300
        || status > 303
        || lang.isEmpty()
        || !location.startsWith("/")
        || location.matches(".*[?&]lang=.*")) {
      return location;
    }
    return location + (location.indexOf('?') < 0 ? "?" : "&") + "lang=" + lang.get().tag();
  }

  /**
   * The description of the API, which only the demo serves, is a page of others with its own ways.
   */
  private static String policyFor(@Nullable String path) {
    return path != null && path.startsWith("/swagger")
        ? CONTENT_SECURITY_POLICY
            .replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
            .replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
        : CONTENT_SECURITY_POLICY;
  }

  private static void finish(RoutingContext context) {
    MultiMap headers = context.response().headers();
    List<String> policies = headers.getAll("Content-Security-Policy");
    // an endpoint's own takes the place of ours; a browser would obey both
    if (policies.size() > 1) {
      headers.set("Content-Security-Policy", policies.getLast());
    }
    if (!headers.contains("Cache-Control")) {
      headers.set("Cache-Control", "no-store");
    }
    // form sign-in builds its redirects from the Host header, which the sender chose
    String location = headers.get("Location");
    String origin = context.request().scheme() + "://" + context.request().authority();
    if (location != null) {
      String within =
          location.startsWith(origin + "/") ? location.substring(origin.length()) : location;
      headers.set("Location", inLanguageOf(context, within));
    }
  }
}
