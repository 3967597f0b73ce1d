package vn.sogoc.verification.incidents;

import vn.sogoc.kernel.ProblemType;

/** Why something about an incident was refused. */
public enum IncidentProblem implements ProblemType {
  /** No incident of the caller's institution has this identifier. */
  UNKNOWN("incident-unknown", 404),
  /** Somebody has acknowledged it. */
  SETTLED("incident-settled", 409),
  /** The note cannot be read or is too short or too long. */
  NOTE_REFUSED("incident-note-refused", 422);

  private final String slug;
  private final int status;

  IncidentProblem(String slug, int status) {
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
