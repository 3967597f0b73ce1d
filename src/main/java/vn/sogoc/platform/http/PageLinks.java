package vn.sogoc.platform.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Says in a {@code Link} header (RFC 8288) where the next page of a list is. */
class PageLinks {

  @ServerResponseFilter
  public void add(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getEntity() instanceof Page<?> page && page.page().next() != null) {
      URI next =
          request
              .getUriInfo()
              .getRequestUriBuilder()
              .replaceQueryParam("after", page.page().next())
              .build();
      // a reference without its host, which the sender of the request chose
      response
          .getHeaders()
          .add(
              HttpHeaders.LINK,
              "<" + next.getRawPath() + "?" + next.getRawQuery() + ">; rel=\"next\"");
    }
  }
}
