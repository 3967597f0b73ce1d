package vn.sogoc.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.issuance.HeldBatch;
import vn.sogoc.issuance.QuotaStanding;
import vn.sogoc.issuance.quota.QuotaDecision;
import vn.sogoc.issuance.quota.QuotaLimit;
import vn.sogoc.kernel.PublicId;

/** Puts quotas, releases and what they hold into words. */
@ApplicationScoped
class QuotaWords {
  private final TrustRegister trust;
  private final Catalogue catalogue;

  QuotaWords(TrustRegister trust, Catalogue catalogue) {
    this.trust = trust;
    this.catalogue = catalogue;
  }

  String institution(Ui ui, int institution) {
    return trust
        .institution(institution)
        .map(facts -> ui.of(new BilingualText(facts.nameVi(), facts.nameEn())))
        .orElse("iss_" + institution);
  }

  String kind(Ui ui, String code) {
    return catalogue.kind(code).map(kind -> ui.of(kind.label())).orElse(code);
  }

  /** Every institution, one of them chosen. */
  List<Choice> institutions(Ui ui, int chosen) {
    return trust.institutions().stream()
        .map(
            facts ->
                new Choice(
                    Integer.toString(facts.id()),
                    ui.of(new BilingualText(facts.nameVi(), facts.nameEn())),
                    facts.id() == chosen))
        .toList();
  }

  /** Every kind, one of them chosen. */
  List<Choice> kinds(Ui ui, String chosen) {
    return catalogue.kinds().stream()
        .map(kind -> new Choice(kind.code(), ui.of(kind.label()), kind.code().equals(chosen)))
        .toList();
  }

  /** What a decision is about, in a sentence. */
  String what(Ui ui, QuotaDecision one) {
    Integer places = one.places();
    if (places == null) {
      return ui.t("web.quotas.what.release", kind(ui, one.kind()), Integer.toString(one.year()));
    }
    boolean all = one.programme().equals(QuotaLimit.ALL);
    return ui.t(
        all ? "web.quotas.what.all" : "web.quotas.what.one",
        kind(ui, one.kind()),
        Integer.toString(one.year()),
        ui.shown().count(places),
        one.programme());
  }

  QuotasScreen.Line line(Ui ui, QuotaDecision one) {
    return new QuotasScreen.Line(
        path(one.id()),
        what(ui, one),
        institution(ui, one.institution()),
        ui.t("web.field.decision-of", one.decisionNumber(), ui.shown().date(one.decisionDate())),
        ui.t("web.quotas.state." + one.state()),
        tone(one.state()),
        one.asked().name(),
        ui.shown().time(one.asked().at()));
  }

  HeldScreen.Line line(Ui ui, HeldBatch one) {
    QuotaDecision release = one.release();
    return new HeldScreen.Line(
        path(one),
        one.decisionNumber(),
        ui.shown().date(one.decisionDate()),
        institution(ui, one.institution()),
        kind(ui, one.kind()),
        ui.shown().count(one.rows()),
        why(ui, one),
        release == null
            ? ui.t("web.held.release.none")
            : ui.t("web.held.release.waits", release.asked().name()));
  }

  /** Why a batch is held, one sentence each. */
  List<String> why(Ui ui, HeldBatch one) {
    List<String> over = one.quotas().stream().map(quota -> over(ui, quota)).toList();
    return one.datedBack() && over.isEmpty()
        ? List.of(ui.t("web.held.dated-back", ui.shown().date(one.issueDate())))
        : over;
  }

  private static String over(Ui ui, QuotaStanding one) {
    String year = Integer.toString(one.year());
    String what =
        one.programme().equals(QuotaLimit.ALL)
            ? ui.t("web.quota.all", year)
            : ui.t("web.quota.one", one.programme(), year);
    return ui.t(
        "web.held.over",
        what,
        ui.shown().count(one.used()),
        ui.shown().count(one.places()),
        ui.shown().count(one.over()));
  }

  static String tone(String state) {
    return switch (state) {
      case "asked" -> "warn";
      case "approved" -> "good";
      default -> "calm";
    };
  }

  /** The page of a decision. */
  static String path(PublicId decision) {
    return "/me/quotas/decisions/" + decision;
  }

  /** The page of a held batch. */
  static String path(HeldBatch batch) {
    return "/me/held/" + batch.id();
  }
}
