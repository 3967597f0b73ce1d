package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.issuance.intake.Finding;
import vn.sogoc.platform.Messages;
import vn.sogoc.platform.http.CurrentRequest;
import vn.sogoc.platform.http.Page;

/** Puts batches and findings into the words of the request's language. */
@ApplicationScoped
class BatchWords {
  private final Catalogue catalogue;
  private final Messages messages;
  private final CurrentRequest request;

  BatchWords(Catalogue catalogue, Messages messages, CurrentRequest request) {
    this.catalogue = catalogue;
    this.messages = messages;
    this.request = request;
  }

  BatchResponse of(BatchView batch) {
    String label =
        catalogue.kind(batch.kind()).map(kind -> inLanguage(kind.label())).orElse(batch.kind());
    return BatchResponse.of(batch, label);
  }

  Page<BatchResponse.FindingResponse> of(List<Finding> findings, int from, int size) {
    List<BatchResponse.FindingResponse> numbered = new ArrayList<>(findings.size());
    for (int i = 0; i < findings.size(); i++) {
      Finding finding = findings.get(i);
      String message =
          messages
              .find(
                  request.lang(),
                  "fault." + finding.code(),
                  finding.expected(),
                  finding.found(),
                  finding.column())
              .orElse("");
      numbered.add(BatchResponse.FindingResponse.of(from + i, finding, message));
    }
    return Page.of(numbered, size, n -> n, n -> Integer.toString(n.position()));
  }

  private String inLanguage(BilingualText text) {
    return switch (request.lang()) {
      case VI -> text.vi();
      case EN -> text.isBilingual() ? text.en() : text.vi();
    };
  }
}
