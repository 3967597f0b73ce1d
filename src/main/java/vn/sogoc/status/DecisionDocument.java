package vn.sogoc.status;

import java.util.List;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.http.ScannedDocument;

/**
 * The document of a decision, known by its first bytes and never by its name; nothing of it is
 * interpreted here.
 */
public record DecisionDocument(String mediaType, Bytes content) {
  /** Largest document in bytes. */
  static final int LARGEST = 10 * 1024 * 1024;

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
        ScannedDocument.mediaType(content)
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
}
