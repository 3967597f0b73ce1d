package vn.sogoc.kernel;

import java.util.List;

/**
 * The caller asked for something that is not allowed or not well-formed. Not a bug: it is rendered
 * as an RFC 9457 problem or as a sentence in a page, and nothing was stored.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * One fault inside the request.
   *
   * @param code stable lower-case words joined by underscores
   * @param row 1-based line of the data in an uploaded table, 0 where there is none
   * @param column header of the column or name of the field
   * @param expected what would have been accepted
   * @param found what was there, shortened to 80 characters
   */
  public record Fault(String code, int row, String column, String expected, String found)
      implements java.io.Serializable {
    private static final int SHOWN = 80;

    public Fault {
      if (found.length() > SHOWN) {
        found = found.substring(0, SHOWN) + "…";
      }
    }
  }

  private final transient ProblemType type;
  private final transient List<Fault> faults;

  /** A refusal with a sentence in English for the caller; it never carries personal data. */
  public Refusal(ProblemType type, String detail) {
    this(type, detail, List.of());
  }

  /** A refusal that names each fault. */
  public Refusal(ProblemType type, String detail, List<Fault> faults) {
    super(detail, null, false, false);
    this.type = type;
    this.faults = List.copyOf(faults);
  }

  /** The stable name and status. */
  public ProblemType type() {
    return type;
  }

  /** The single faults, possibly none. */
  public List<Fault> faults() {
    return faults;
  }

  /** The sentence for the caller. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
