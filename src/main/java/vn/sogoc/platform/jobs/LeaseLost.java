package vn.sogoc.platform.jobs;

/**
 * This run no longer owns its job: another node took over, or this node stops. Nothing was written.
 */
public final class LeaseLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LeaseLost(String why) {
    super(why, null, false, false);
  }
}
