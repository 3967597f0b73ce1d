package vn.sogoc.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.MDC;
import vn.sogoc.platform.PublicIds;

/** Gives each request its id before anything else sees it. The caller's own header is ignored. */
@Singleton
class RequestIds {
  static final String HEADER = "X-Request-Id";
  static final int FIRST = 10_000;
  private static final String KEY = "sogoc.requestId";

  private final PublicIds ids;

  RequestIds(PublicIds ids) {
    this.ids = ids;
  }

  void register(@Observes Filters filters) {
    filters.register(this::name, FIRST);
  }

  private void name(RoutingContext context) {
    String id = ids.next("req").toString();
    context.put(KEY, id);
    context.response().putHeader(HEADER, id);
    MDC.put("requestId", id);
    context.next();
  }

  static String of(RoutingContext context) {
    String id = context.get(KEY);
    return id == null ? "none" : id;
  }
}
