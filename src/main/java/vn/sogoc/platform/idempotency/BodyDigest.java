package vn.sogoc.platform.idempotency;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jboss.resteasy.reactive.server.core.multipart.FormData;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import vn.sogoc.kernel.Digest;

/**
 * What two requests have in common when they are the same: the method, and the body. A form is
 * compared by its fields and files and not by its bytes, because clients invent a new boundary each
 * time they send it (RFC 2046 section 5.1.1). Every part goes in with its length, so that no two
 * forms run together.
 */
final class BodyDigest {
  private final ByteArrayOutputStream summary = new ByteArrayOutputStream();

  private BodyDigest(String method) {
    add(method);
  }

  static Digest of(String method, byte[] body) {
    BodyDigest digest = new BodyDigest(method);
    digest.add(Digest.sha256(body).toArray());
    return digest.end();
  }

  /** Files are read from where the framework put them, piece by piece. */
  static Digest of(String method, FormData form) throws IOException {
    BodyDigest digest = new BodyDigest(method);
    List<String> names = new ArrayList<>();
    form.forEach(name -> names.add(String.valueOf(name))); // a part may come without a name
    names.sort(null);
    for (String name : names) {
      Deque<FormValue> values = form.get(name);
      for (FormValue value : values == null ? List.<FormValue>of() : values) {
        digest.add(name);
        if (value.isFileItem()) {
          digest.add("file");
          digest.add(value.getFileName() == null ? "" : value.getFileName());
          try (InputStream content = value.getFileItem().getInputStream()) {
            digest.add(Digest.sha256(content).toArray());
          }
        } else {
          digest.add("text");
          digest.add(value.getValue());
        }
      }
    }
    return digest.end();
  }

  private void add(String part) {
    add(part.getBytes(StandardCharsets.UTF_8));
  }

  private void add(byte[] part) {
    summary.writeBytes(ByteBuffer.allocate(4).putInt(part.length).array());
    summary.writeBytes(part);
  }

  private Digest end() {
    return Digest.sha256(summary.toByteArray());
  }
}
