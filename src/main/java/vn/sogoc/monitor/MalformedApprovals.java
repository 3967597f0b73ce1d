package vn.sogoc.monitor;

/** A note of approvals that is not in its form; the message names the line and what it expects. */
public final class MalformedApprovals extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedApprovals(String sentence) {
    super(sentence, null, false, false);
  }
}
