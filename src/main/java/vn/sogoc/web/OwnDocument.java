package vn.sogoc.web;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.Programme;
import vn.sogoc.credential.QrText;
import vn.sogoc.holder.Holding;
import vn.sogoc.status.CredentialStatus;

/**
 * A document as its holder sees it.
 *
 * @param whose the visitor's own, or the name of the child
 * @param programme what was studied; null where the kind names none
 * @param state what the register says of it, in words; nothing was verified for it
 * @param tone colour family of the state
 * @param told since when its holder knows of it; null where nobody was told
 * @param dispute where somebody says that it is not theirs
 * @param disputed that somebody did
 * @param supplement where its supplement is; null where it has none
 * @param code what its QR code carries after the {@code #}
 */
public record OwnDocument(
    String whose,
    String kind,
    @Nullable String programme,
    String issuer,
    String serialNumber,
    String registerNumber,
    String issued,
    String state,
    String tone,
    String pdf,
    @Nullable String supplement,
    String code,
    @Nullable String told,
    String dispute,
    boolean disputed) {

  static OwnDocument of(
      Ui ui,
      Holding holding,
      LocalDate today,
      @Nullable Instant told,
      boolean disputed,
      boolean hasSupplement) {
    CredentialRecord record = holding.record();
    Claims claims = record.claims();
    Programme programme = claims.programme();
    State state = State.of(ui, holding, today);
    return new OwnDocument(
        holding.own() ? ui.t("web.me.own") : ui.t("web.me.child", claims.fullName().value()),
        ui.of(claims.kind().label()),
        programme == null ? null : ui.of(programme.label()),
        ui.of(new BilingualText(holding.issuer().nameVi(), holding.issuer().nameEn())),
        record.serialNumber(),
        record.registerNumber(),
        ui.shown().date(claims.issueDate()),
        state.words(),
        state.tone(),
        "/api/v1/me/credentials/" + record.id() + "/document.pdf",
        hasSupplement ? "/api/v1/me/credentials/" + record.id() + "/supplement.pdf" : null,
        QrText.fragment(holding.cose()),
        told == null ? null : ui.shown().time(told),
        "/me/credentials/" + record.id() + "/dispute",
        disputed);
  }

  /** In force is not green here: green is the answer to a check, and this is none. */
  private record State(String words, String tone) {
    static State of(Ui ui, Holding holding, LocalDate today) {
      LocalDate expires = holding.record().claims().expires();
      return switch (holding.status()) {
        case CredentialStatus.InForce ignored ->
            expires != null && expires.isBefore(today)
                ? new State(ui.t("web.me.state.expired", ui.shown().date(expires)), "warn")
                : new State(ui.t("web.me.state.in-force"), "calm");
        case CredentialStatus.Corrected corrected ->
            new State(ui.t("web.me.state.corrected", ui.shown().day(corrected.since())), "calm");
        case CredentialStatus.Superseded superseded ->
            new State(ui.t("web.me.state.superseded", ui.shown().day(superseded.since())), "warn");
        case CredentialStatus.Revoked revoked ->
            new State(ui.t("web.me.state.revoked", ui.shown().day(revoked.since())), "bad");
        case CredentialStatus.Suspended suspended ->
            new State(ui.t("web.me.state.suspended", ui.shown().day(suspended.since())), "warn");
        case CredentialStatus.Contradictory ignored ->
            new State(ui.t("web.me.state.unclear"), "warn");
      };
    }
  }
}
