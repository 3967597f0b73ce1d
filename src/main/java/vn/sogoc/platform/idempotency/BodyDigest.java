package vn.sogoc.platform.idempotency;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jboss.resteasy.reactive.server.core.multipart.FormData;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import vn.sogoc.kernel.Digest;

/**
 * What two requests have in common when they are the same. A form is compared by its fields and
 * files and not by its bytes, because clients invent a new boundary each time they send it.
 */
final class BodyDigest {
  private BodyDigest() {}

  static Digest of(byte[] body) {
    return Digest.sha256(body);
  }

  static Digest of(FormData form) throws IOException {
    List<String> names = new ArrayList<>();
    form.forEach(names::add);
    names.sort(null);
    ByteArrayOutputStream summary = new ByteArrayOutputStream();
    for (String name : names) {
      for (FormValue value : form.get(name)) {
        add(summary, name.getBytes(StandardCharsets.UTF_8));
        if (value.isFileItem()) {
          String file = value.getFileName() == null ? "" : value.getFileName();
          add(summary, file.getBytes(StandardCharsets.UTF_8));
          try (InputStream content = value.getFileItem().getInputStream()) {
            add(summary, Digest.sha256(content.readAllBytes()).toArray());
          }
        } else {
          add(summary, value.getValue().getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    return Digest.sha256(summary.toByteArray());
  }

  private static void add(ByteArrayOutputStream summary, byte[] part) {
    summary.writeBytes(ByteBuffer.allocate(4).putInt(part.length).array());
    summary.writeBytes(part);
  }
}
