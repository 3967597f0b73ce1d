package vn.sogoc.status;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;

/**
 * The document of a decision, known by its first bytes and never by its name; nothing of it is
 * interpreted here.
 */
public record DecisionDocument(String mediaType, Bytes content) {
  /** Largest document in bytes. */
  static final int LARGEST = 10 * 1024 * 1024;

  private static final Map<String, Bytes> BEGINNINGS =
      Map.of(
          "application/pdf", Bytes.ofHex("255044462d"), // %PDF-
          "image/png", Bytes.ofHex("89504e470d0a1a0a"),
          "image/jpeg", Bytes.ofHex("ffd8ff"));

  /**
   * A document that was uploaded.
   *
   * @throws Refusal where it is none of PDF, PNG and JPEG, or too large
   */
  static DecisionDocument of(Bytes content) {
    if (content.size() > LARGEST) {
      throw tooLarge(content.size());
    }
    return new DecisionDocument(
        kind(content)
            .orElseThrow(
                () ->
                    new Refusal(
                        StatusProblem.DOCUMENT_KIND,
                        "the document of a decision is a PDF, PNG or JPEG file",
                        List.of(
                            new Refusal.Fault(
                                "document_kind", 0, "document", "PDF, PNG or JPEG", "")))),
        content);
  }

  static Refusal tooLarge(long size) {
    return new Refusal(
        StatusProblem.DOCUMENT_TOO_LARGE,
        "the document of a decision has at most " + LARGEST + " bytes",
        List.of(
            new Refusal.Fault(
                "too_large", 0, "document", "at most " + LARGEST + " bytes", size + " bytes")));
  }

  private static Optional<String> kind(Bytes content) {
    return BEGINNINGS.entrySet().stream()
        .filter(e -> content.size() > e.getValue().size())
        .filter(e -> content.slice(0, e.getValue().size()).equals(e.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
