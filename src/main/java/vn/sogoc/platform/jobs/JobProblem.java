package vn.sogoc.platform.jobs;

import vn.sogoc.kernel.ProblemType;

/** Refusals about jobs. */
public enum JobProblem implements ProblemType {
  /** No such job, or one of another institution. */
  NOT_FOUND("job-not-found", 404),
  /** Those who asked for the job gave it up before anything was recorded. */
  CANCELLED("job-cancelled", 409),
  /** The job cannot do this in its present state. */
  STATE("job-state", 409),
  /** Too many watch the progress of jobs at this node. */
  WATCHED("job-watched", 503),
  /** The job was tried several times and made no progress for a reason inside the registry. */
  GAVE_UP("job-gave-up", 500);

  private final String slug;
  private final int status;

  JobProblem(String slug, int status) {
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
