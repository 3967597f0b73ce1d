package vn.sogoc.web;

import jakarta.ws.rs.DefaultValue;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.quota.AskQuota;
import vn.sogoc.kernel.Refusal;

/** What somebody typed to ask for a quota, or for the release of a batch. */
public class QuotaForm {
  @RestForm
  @DefaultValue("")
  String issuer = "";

  @RestForm
  @DefaultValue("")
  String kind = "";

  @RestForm
  @DefaultValue("")
  String year = "";

  @RestForm
  @DefaultValue("")
  String programme = "";

  @RestForm
  @DefaultValue("")
  String places = "";

  @RestForm
  @DefaultValue("")
  String decisionNumber = "";

  @RestForm
  @DefaultValue("")
  String decisionDate = "";

  @RestForm
  @DefaultValue("")
  String reason = "";

  /** What is asked for; what cannot be read is left out, and named by whoever decides. */
  AskQuota.Places about() {
    return new AskQuota.Places(
        kind, number(year), programme.isBlank() ? null : programme.strip(), number(places));
  }

  /** The ministry's decision. */
  AskQuota asked() {
    return new AskQuota(decisionNumber.strip(), day(decisionDate), reason.strip());
  }

  /** What is shown in the fields. */
  Typed typed() {
    return new Typed(year, programme, places, decisionNumber, decisionDate, reason);
  }

  /** The fields as they were typed. */
  public record Typed(
      String year,
      String programme,
      String places,
      String decisionNumber,
      String decisionDate,
      String reason) {}

  /** What a refusal names, beside the fields of the form. */
  static List<NumberForm.FieldFault> faults(Ui ui, Refusal refusal) {
    return refusal.faults().stream()
        .map(
            fault ->
                new NumberForm.FieldFault(
                    fault.column(), ui.t("web.quotas.wrong." + fault.column())))
        .toList();
  }

  /** Digits, with the dots of a large number or without. */
  private static @Nullable Integer number(String typed) {
    String digits = typed.replaceAll("[\\s.,]", "");
    return digits.matches("[0-9]{1,9}") ? Integer.valueOf(digits) : null;
  }

  private static @Nullable LocalDate day(String typed) {
    try {
      return LocalDate.parse(typed);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
