package vn.sogoc.platform.jobs;

/**
 * A handler that does small jobs together, so that many of them share the price of a transaction.
 * It is a short way, not another one: what it leaves undone, or throws at, is run alone.
 */
public interface JobGroupHandler extends JobHandler {
  /** The most items of a job that is done together with others. */
  int mostItems();

  /** The most jobs that are done together. */
  int mostJobs();

  /**
   * Does as much of several jobs as can be done together, two or more. Jobs that are neither at
   * their end nor let rest afterwards are run one by one; where this throws, by their next claims.
   * While a group is at work the next one gathers, until {@link JobGroup#onlyWaits}.
   */
  void runTogether(JobGroup group);
}
