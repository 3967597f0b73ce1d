package vn.sogoc.web;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.sogoc.verification.VerificationRequest;

/**
 * The form for number and name, as typed, with what is to be corrected. What people type is read
 * here; what it means is decided by verification.
 *
 * @param faults in the order of the fields
 */
public record NumberForm(
    String serialNumber, String fullName, String dateOfBirth, List<FieldFault> faults) {
  private static final Pattern DAY_FIRST =
      Pattern.compile("(?:(?:(\\d{1,2})[/.-])?(\\d{1,2})[/.-])?(\\d{4})");
  private static final Pattern ISO = Pattern.compile("\\d{4}(-\\d{2}(-\\d{2})?)?");

  /** What is wrong with one field. */
  public record FieldFault(String field, String sentence) {}

  static NumberForm empty() {
    return new NumberForm("", "", "", List.of());
  }

  /** The form with the faults that can be seen without asking anybody. */
  static NumberForm typed(Ui ui, String serialNumber, String fullName, String dateOfBirth) {
    List<FieldFault> faults = new ArrayList<>();
    if (serialNumber.isBlank()) {
      faults.add(new FieldFault("serialNumber", ui.t("web.number.blank.serialNumber")));
    }
    if (fullName.isBlank()) {
      faults.add(new FieldFault("fullName", ui.t("web.number.blank.fullName")));
    }
    NumberForm form =
        new NumberForm(serialNumber.strip(), fullName.strip(), dateOfBirth.strip(), faults);
    if (!form.dateOfBirth.isEmpty() && form.isoDateOfBirth().isEmpty()) {
      faults.add(new FieldFault("dateOfBirth", ui.t("web.number.birth.wrong")));
    }
    return new NumberForm(form.serialNumber, form.fullName, form.dateOfBirth, List.copyOf(faults));
  }

  /** Whether a field is to be corrected. */
  public boolean wrong(String field) {
    return faults.stream().anyMatch(fault -> fault.field().equals(field));
  }

  /** The question that the form asks, once nothing is left to correct. */
  VerificationRequest toRequest() {
    String iso = isoDateOfBirth();
    return new VerificationRequest(null, serialNumber, fullName, iso.isEmpty() ? null : iso);
  }

  /**
   * The date of birth in ISO form, as far as it was typed: day/month/year, month/year or year;
   * empty where nothing or something else was typed. Whether such a day exists is not decided here.
   */
  String isoDateOfBirth() {
    if (ISO.matcher(dateOfBirth).matches()) {
      return dateOfBirth;
    }
    Matcher typed = DAY_FIRST.matcher(dateOfBirth);
    if (!typed.matches()) {
      return "";
    }
    StringBuilder iso = new StringBuilder(typed.group(3));
    for (int group = 2; group >= 1 && typed.group(group) != null; group--) {
      iso.append('-').append("%02d".formatted(Integer.parseInt(typed.group(group))));
    }
    return iso.toString();
  }
}
