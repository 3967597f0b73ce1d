package vn.sogoc.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/** Addresses of our own files. Each carries a digest, so that a new release is never half old. */
@ApplicationScoped
class Assets {
  private static final List<String> NAMES =
      List.of(
          "sogoc.css",
          "q.js",
          "invitation.js",
          "document.js",
          "scan.js",
          "result.js",
          "progress.js",
          "rows.js");

  private final Map<String, String> addresses;

  Assets() {
    addresses =
        NAMES.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), Assets::address));
  }

  String of(String name) {
    String address = addresses.get(name);
    if (address == null) {
      throw new IllegalArgumentException("no such file: " + name);
    }
    return address;
  }

  private static String address(String name) {
    try (InputStream file =
        Assets.class.getResourceAsStream("/META-INF/resources/assets/" + name)) {
      if (file == null) {
        throw new IllegalStateException("missing file " + name);
      }
      String digest = Digest.sha256(Bytes.of(file.readAllBytes())).hex();
      return "/assets/" + name + "?v=" + digest.substring(0, 12);
    } catch (IOException e) {
      throw new UncheckedIOException("unreadable file " + name, e);
    }
  }
}
