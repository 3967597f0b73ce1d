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
    // weak, because the same answer is also sent compressed
    String tag = "W/\"" + digest(entity).hex().substring(0, TAG_DIGITS) + "\"";
    MultivaluedMap<String, Object> headers = response.getHeaders();
    headers.putSingle(HttpHeaders.ETAG, tag);
    headers.putSingle(HttpHeaders.CACHE_CONTROL, FRESHNESS);
    headers.putSingle(HttpHeaders.VARY, "Accept-Encoding");
    if (names(request.getHeaderString(HttpHeaders.IF_NONE_MATCH), tag)) {
      response.setStatus(304);
      response.setEntity(null);
    }
  }

  /** What is too large for memory is made twice: once for its tag, once for the caller. */
  private Digest digest(Object entity) throws IOException {
    return switch (entity) {
      case StreamingOutput content -> Digest.sha256(content::write);
      case byte[] content -> Digest.sha256(content);
      default -> Digest.sha256(json.writeValueAsBytes(entity));
    };
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
