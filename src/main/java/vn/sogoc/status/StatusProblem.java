package vn.sogoc.status;

import vn.sogoc.kernel.ProblemType;

/** Refusals about decisions and status. */
public enum StatusProblem implements ProblemType {
  /** No such decision, or none that the asker may see. */
  DECISION_UNKNOWN("decision-unknown", 404),
  /** The particulars of the decision do not stand. */
  DECISION_REFUSED("decision-refused", 422),
  /** Nothing like this can be decided about a credential that stands as it does. */
  CREDENTIAL_STATE("credential-state", 409),
  /** Another decision about the credential waits for its second person. */
  DECISION_OPEN("decision-open", 409),
  /** This decision is recorded already. */
  DECISION_TWICE("decision-twice", 409),
  /** The decision was approved or rejected already. */
  DECISION_SETTLED("decision-settled", 409),
  /** What should take its place cannot. */
  SUCCESSOR_REFUSED("successor-refused", 422),
  /** A temporary certificate would come after the diploma. */
  PROVISIONAL_LATE("provisional-late", 409),
  /** No status list is at this address. */
  LIST_UNKNOWN("status-list-unknown", 404),
  /** The document of the decision is no PDF, PNG or JPEG. */
  DOCUMENT_KIND("decision-document-kind", 415),
  /** The document of the decision is too large. */
  DOCUMENT_TOO_LARGE("decision-document-too-large", 413);

  private final String slug;
  private final int status;

  StatusProblem(String slug, int status) {
    this.slug = slug;
    this.status = status;
  }

  @Override
  public String slug() {
    return slug;
  }

  @Override
  public int status() {
    return status;
  }
}
