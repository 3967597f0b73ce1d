package vn.sogoc.platform.http;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/** Sends a person without a session to the sign-in page, and afterwards back to where they were. */
final class SignInRedirect {
  /** Relative on purpose: a redirect never follows the Host header. */
  static final String PAGE = "/login";

  static final String CHALLENGE = "Bearer realm=\"sogoc\"";

  /** The cookie that Quarkus form authentication reads after a sign-in; it checks the origin. */
  private static final String LOCATION_COOKIE = "quarkus-redirect-location";

  private SignInRedirect() {}

  static void remember(RoutingContext context) {
    if (context.request().method().equals(HttpMethod.GET)) {
      context
          .response()
          .addCookie(
              Cookie.cookie(LOCATION_COOKIE, context.request().absoluteURI())
                  .setPath("/")
                  .setHttpOnly(true)
                  .setSameSite(CookieSameSite.STRICT)
                  .setSecure(context.request().isSSL()));
    }
  }
}
