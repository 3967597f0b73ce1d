package vn.sogoc.credential;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A kind of diploma or certificate: a row of the catalogue with its vocabularies resolved.
 *
 * @param number stable integer of the row
 * @param code stable word, such as {@code BCN}
 * @param label its name in both languages, as printed
 * @param document what it is called as a document
 * @param mark the letters that stand for the kind in serial and register numbers
 * @param vqfLevel level in the national qualifications framework, 0 where it has none
 * @param validFrom first issue date, null where unbounded
 * @param validUntil last issue date of an abolished kind
 * @param required fields that must be there
 * @param optional fields that may be there; every other one is forbidden
 * @param rankings vocabulary by regime code
 * @param modes vocabulary by regime code
 * @param levels its levels; empty where it has none
 * @param skills the lines its score table may have
 * @param programmeLevels first digits that its programme codes may have; empty where unchecked
 * @param serialPattern how serial numbers are made
 * @param registerPattern how register numbers are made
 * @param validity how long it holds
 * @param issuers who may sign it, by time
 * @param citation the legal instrument
 */
public record Kind(
    int number,
    String code,
    BilingualText label,
    Document document,
    String mark,
    int vqfLevel,
    @Nullable LocalDate validFrom,
    @Nullable LocalDate validUntil,
    Set<Field> required,
    Set<Field> optional,
    Map<String, List<Term>> rankings,
    Map<String, List<Term>> modes,
    List<Term> levels,
    List<Term> skills,
    String programmeLevels,
    String serialPattern,
    String registerPattern,
    Validity validity,
    List<IssuerRule> issuers,
    String citation) {
  /** The word for the document: văn bằng, chứng chỉ, giấy chứng nhận. */
  public enum Document {
    DIPLOMA("văn bằng", "diploma"),
    CERTIFICATE("chứng chỉ", "certificate"),
    CONFIRMATION("giấy chứng nhận", "confirmation");

    private final BilingualText word;

    Document(String vi, String en) {
      this.word = new BilingualText(vi, en);
    }

    /** The word in both languages. */
    public BilingualText word() {
      return word;
    }
  }

  /**
   * How long a credential of the kind holds.
   *
   * @param rule whether an expiry date must, may or must not be there
   * @param mostMonths longest time from the examination or issue date, 0 where unlimited
   */
  public record Validity(Rule rule, int mostMonths) {
    /** Whether an expiry date must, may or must not be there. */
    public enum Rule {
      NONE,
      OPTIONAL,
      REQUIRED
    }
  }

  /** Who issues the kind during a time. */
  public record IssuerRule(
      @Nullable LocalDate from, @Nullable LocalDate until, BilingualText label, String citation) {
    /** Whether the rule holds on the day. */
    public boolean covers(LocalDate day) {
      return (from == null || !day.isBefore(from)) && (until == null || !day.isAfter(until));
    }
  }

  public Kind {
    required = Set.copyOf(required);
    optional = Set.copyOf(optional);
    rankings = Map.copyOf(rankings);
    modes = Map.copyOf(modes);
    levels = List.copyOf(levels);
    skills = List.copyOf(skills);
    issuers = List.copyOf(issuers);
  }

  /** Whether credentials of the kind could be issued on the day. */
  public boolean covers(LocalDate issueDate) {
    return (validFrom == null || !issueDate.isBefore(validFrom))
        && (validUntil == null || !issueDate.isAfter(validUntil));
  }

  /** Whether the field must be there. */
  public boolean requires(Field field) {
    return required.contains(field);
  }

  /** Whether the field must or may be there. */
  public boolean allows(Field field) {
    return required.contains(field) || optional.contains(field);
  }

  /** The rankings it may carry under a regime; none where it carries none. */
  public List<Term> rankings(Regime regime) {
    return rankings.getOrDefault(regime.code(), List.of());
  }

  /** The modes of study it may carry under a regime. */
  public List<Term> modes(Regime regime) {
    return modes.getOrDefault(regime.code(), List.of());
  }

  /** Who issues the kind on the day. */
  public Optional<IssuerRule> issuer(LocalDate day) {
    return issuers.stream().filter(i -> i.covers(day)).findFirst();
  }

  /** The serial number (số hiệu) made of the institution's prefix and a running number from 1. */
  public String serialNumber(String prefix, long running) {
    return fill(serialPattern, prefix, running, 0);
  }

  /** The register number (số vào sổ) made of a running number from 1 and the year of issue. */
  public String registerNumber(long running, int year) {
    return fill(registerPattern, "", running, year);
  }

  @Override
  public String toString() {
    return code;
  }

  /** Six digits or more. */
  private static String padded(long running) {
    String digits = Long.toString(running);
    return "0".repeat(Math.max(0, 6 - digits.length())) + digits;
  }

  private String fill(String pattern, String prefix, long running, int year) {
    if (running < 1) {
      throw new IllegalArgumentException("numbers run from 1");
    }
    return pattern
        .replace("{prefix}", prefix)
        .replace("{mark}", mark)
        .replace("{n6}", padded(running))
        .replace("{n}", Long.toString(running))
        .replace("{year}", Integer.toString(year));
  }
}
