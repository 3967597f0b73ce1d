package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.issuance.BatchView;
import vn.sogoc.issuance.QuotaStanding;
import vn.sogoc.kernel.Digest;

/**
 * What every page about a batch says of it first.
 *
 * @param path of its page
 * @param tone colour family of the state
 * @param hashShort the first digits of the approved hash, to be read aloud; null where there are
 *     faults
 * @param hash all of it, in groups; null where there are faults
 * @param total how many graduates the decision names; null where it is this list alone
 * @param due until when its decision lets it be issued
 * @param quotas what it would take of the year's, before it is signed
 */
public record BatchHeader(
    String path,
    String decision,
    String kind,
    String issued,
    String signer,
    String file,
    int count,
    String rows,
    String state,
    String tone,
    List<BatchesScreen.Deed> deeds,
    @Nullable String hashShort,
    @Nullable String hash,
    @Nullable String total,
    List<DueLine> due,
    List<Quota> quotas) {
  private static final int SHORT = 8;

  public BatchHeader {
    deeds = List.copyOf(deeds);
    due = List.copyOf(due);
    quotas = List.copyOf(quotas);
  }

  /**
   * A quota.
   *
   * @param warning that the batch is too many; null where it fits
   */
  public record Quota(String what, String used, @Nullable String warning) {
    static Quota of(Ui ui, QuotaStanding one) {
      String year = Integer.toString(one.year());
      return new Quota(
          one.programme().equals("*")
              ? ui.t("web.quota.all", year)
              : ui.t("web.quota.one", one.programme(), year),
          ui.t(
              "web.quota.used",
              ui.shown().count(one.used()),
              ui.shown().count(one.places()),
              ui.shown().count(one.batch())),
          one.over() == 0
              ? null
              : ui.t(
                  one.released() ? "web.quota.released" : "web.quota.held",
                  ui.shown().count(one.over())));
    }
  }

  static BatchHeader of(Ui ui, BatchView batch, String kind) {
    Digest hash = batch.approvedHash();
    Integer total = batch.decisionTotal();
    return new BatchHeader(
        BatchPages.path(batch.id()),
        ui.t(
            "web.field.decision-of", batch.decisionNumber(), ui.shown().date(batch.decisionDate())),
        kind,
        ui.shown().date(batch.issueDate()),
        signer(ui, batch.signer()),
        batch.fileName(),
        batch.rows(),
        ui.shown().count(batch.rows()),
        ui.t("web.batch.state." + batch.state().code()),
        BatchesScreen.Line.tone(batch.state()),
        BatchesScreen.Deed.all(ui, batch),
        hash == null ? null : hash.hex().substring(0, SHORT),
        hash == null ? null : hash.hex().replaceAll("(.{8})(?!$)", "$1 "),
        total == null ? null : ui.shown().count(total),
        DueLine.all(ui, batch),
        batch.quotas().stream().map(one -> Quota.of(ui, one)).toList());
  }

  private static String signer(Ui ui, BatchView.Signer signer) {
    String title = ui.of(new BilingualText(signer.titleVi(), signer.titleEn()));
    String form = signer.signsAs().isEmpty() ? "" : signer.signsAs() + " ";
    return signer.name() + " (" + form + title + ")";
  }
}
