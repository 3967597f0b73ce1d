package vn.sogoc.web;

import org.jspecify.annotations.Nullable;

/**
 * One quota or release, and what the visitor can do with it.
 *
 * @param batch page of the held batch that a release is about; null for a quota, and once settled
 * @param decided who settled it and when; null while it waits
 * @param expires until when it waits; null where it does not
 * @param second who the second person is, in a sentence; null where nothing waits
 * @param mayApprove whether the visitor is that person
 * @param hash what is approved
 */
public record QuotaDecisionScreen(
    QuotasScreen.Line line,
    String reason,
    @Nullable String batch,
    @Nullable String decided,
    @Nullable String decidedAt,
    @Nullable String expires,
    @Nullable String second,
    boolean mayApprove,
    String hash) {

  /** Where the form goes that approves. */
  public String approval() {
    return line.path() + "/approval";
  }

  /** Where the form goes that rejects. */
  public String rejection() {
    return line.path() + "/rejection";
  }
}
