package vn.sogoc.platform.http;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.sogoc.platform.Lang;

/** The language and the id of the request that is running. */
@ApplicationScoped
public class CurrentRequest {
  static final String LANG_COOKIE = "lang";

  private final CurrentVertxRequest current;

  CurrentRequest(CurrentVertxRequest current) {
    this.current = current;
  }

  /** The language to answer in: {@code ?lang=}, the cookie, {@code Accept-Language}. */
  public Lang lang() {
    RoutingContext context = current.getCurrent();
    return context == null ? Lang.VI : langOf(context);
  }

  /** The id that also stands in the {@code X-Request-Id} header and in the log. */
  public String id() {
    RoutingContext context = current.getCurrent();
    return context == null ? "none" : RequestIds.of(context);
  }

  static Lang langOf(RoutingContext context) {
    return Lang.choose(
        first(context.queryParams().getAll("lang")),
        cookie(context),
        context.request().getHeader("Accept-Language"));
  }

  private static @Nullable String first(List<String> values) {
    return values.isEmpty() ? null : values.get(0);
  }

  private static @Nullable String cookie(RoutingContext context) {
    Cookie cookie = context.request().getCookie(LANG_COOKIE);
    return cookie == null ? null : cookie.getValue();
  }
}
