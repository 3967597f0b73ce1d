package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Quotas as the registry decides them.
 *
 * @param waiting what waits for a second person, of every institution
 * @param issuers to choose from
 * @param chosen name of the chosen institution; null where none is
 * @param issuer its number
 * @param decisions about the chosen institution, newest first
 * @param kinds to choose from
 * @param typed what was typed
 */
public record QuotasScreen(
    List<Line> waiting,
    List<Choice> issuers,
    @Nullable String chosen,
    String issuer,
    List<Line> decisions,
    List<Choice> kinds,
    QuotaForm.Typed typed,
    List<NumberForm.FieldFault> faults) {
  public QuotasScreen {
    waiting = List.copyOf(waiting);
    issuers = List.copyOf(issuers);
    decisions = List.copyOf(decisions);
    kinds = List.copyOf(kinds);
    faults = List.copyOf(faults);
  }

  /** A quota or a release, and where it stands. */
  public record Line(
      String path,
      String what,
      String institution,
      String decision,
      String state,
      String tone,
      String asked,
      String at) {}

  /** Whether a field is to be corrected. */
  public boolean wrong(String field) {
    return faults.stream().anyMatch(fault -> fault.field().equals(field));
  }
}
