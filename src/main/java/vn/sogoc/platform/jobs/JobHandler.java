package vn.sogoc.platform.jobs;

/** How one kind of job is done. A bean; one instance serves all runs, so it keeps no state. */
public interface JobHandler {
  /** The kind this handler runs, such as {@code issuance.sign}; unique over the product. */
  String kind();

  /**
   * Runs the job, or goes on with it from {@link JobRun#step()}. Returning ends the job as done.
   *
   * @throws vn.sogoc.kernel.Refusal ends the job as failed under that name; with status 503 it is
   *     tried again
   * @throws LeaseLost from the run itself; handlers let it pass
   */
  void run(JobRun run);
}
