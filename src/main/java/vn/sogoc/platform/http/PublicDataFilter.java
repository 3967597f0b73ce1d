package vn.sogoc.platform.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Digest;

/** Names the state of {@link PublicData} and answers 304 to whoever holds it already. */
@Provider
@PublicData
class PublicDataFilter implements ContainerResponseFilter {
  private static final String FRESHNESS = "public, max-age=300, stale-while-revalidate=3600";
  private static final int TAG_DIGITS = 32;

  private final ObjectMapper json;

  PublicDataFilter(ObjectMapper json) {
    this.json = json;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response)
      throws IOException {
    if (response.getStatus() != 200 || !response.hasEntity()) {
      return;
    }
    Object entity = response.getEntity();
    if (entity instanceof StreamingOutput) { // never in memory as a whole, so it has no tag
      response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, FRESHNESS);
      response.getHeaders().putSingle(HttpHeaders.VARY, "Accept-Encoding");
      return;
    }
    byte[] content = entity instanceof byte[] bytes ? bytes : json.writeValueAsBytes(entity);
    // weak, because the same answer is also sent compressed
    String tag = "W/\"" + Digest.sha256(content).hex().substring(0, TAG_DIGITS) + "\"";
    MultivaluedMap<String, Object> headers = response.getHeaders();
    headers.putSingle(HttpHeaders.ETAG, tag);
    headers.putSingle(HttpHeaders.CACHE_CONTROL, FRESHNESS);
    headers.putSingle(HttpHeaders.VARY, "Accept-Encoding");
    if (names(request.getHeaderString(HttpHeaders.IF_NONE_MATCH), tag)) {
      response.setStatus(304);
      response.setEntity(null);
    }
  }

  /** Weak comparison of RFC 9110 section 8.8.3.2. */
  private static boolean names(@Nullable String condition, String tag) {
    String opaque = tag.substring(2);
    return condition != null
        && Arrays.stream(condition.split(","))
            .map(String::strip)
            .anyMatch(c -> c.equals("*") || c.equals(opaque) || c.equals("W/" + opaque));
  }
}
