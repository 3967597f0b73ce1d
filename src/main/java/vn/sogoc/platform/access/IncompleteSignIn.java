package vn.sogoc.platform.access;

import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * A sign-in form without a name or without a password. The form sign-in of Quarkus reads it, finds
 * nothing to do and passes it on, with a body that nobody can read again.
 */
@Singleton
class IncompleteSignIn {
  /** Before every endpoint; the sign-in itself comes earlier still. */
  private static final int FIRST = 0;

  void register(@Observes Router router) {
    router
        .post("/login")
        .order(FIRST)
        .handler(
            context ->
                context
                    .response()
                    .setStatusCode(303)
                    .putHeader("Location", "/login?error=1")
                    .end());
  }
}
