package vn.sogoc.platform.http;

import java.util.Map;
import java.util.Optional;
import vn.sogoc.kernel.Bytes;

/** Scans of papers, known by their first bytes and never by their names. */
public final class ScannedDocument {
  private static final Map<String, Bytes> BEGINNINGS =
      Map.of(
          "application/pdf", Bytes.ofHex("255044462d"), // %PDF-
          "image/png", Bytes.ofHex("89504e470d0a1a0a"),
          "image/jpeg", Bytes.ofHex("ffd8ff"));

  private ScannedDocument() {}

  /** The media type of a PDF, PNG or JPEG file; empty for anything else. */
  public static Optional<String> mediaType(Bytes content) {
    return BEGINNINGS.entrySet().stream()
        .filter(e -> content.size() > e.getValue().size())
        .filter(e -> content.slice(0, e.getValue().size()).equals(e.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
