package vn.sogoc.web;

/** The look of each verdict: tone, shape and word together, so that colour never speaks alone. */
final class Verdicts {
  private Verdicts() {}

  static String tone(String verdict) {
    return switch (verdict) {
      case "valid" -> "good";
      case "mismatch", "revoked", "unregistered" -> "bad";
      case "corrected", "superseded", "suspended", "expired", "unknown_issuer", "authentic" ->
          "warn";
      case "not_found", "undetermined" -> "calm";
      default -> throw new IllegalArgumentException("no such verdict: " + verdict);
    };
  }

  static String icon(String verdict) {
    return switch (verdict) {
      case "valid" -> "check-circle";
      case "corrected" -> "note-circle";
      case "authentic" -> "half-circle";
      case "mismatch", "revoked" -> "cross-octagon";
      case "unregistered" -> "alarm-octagon";
      case "superseded" -> "swap-triangle";
      case "suspended" -> "pause-triangle";
      case "expired" -> "clock-triangle";
      case "unknown_issuer" -> "warn-triangle";
      case "not_found" -> "search-circle";
      case "undetermined" -> "question-circle";
      default -> throw new IllegalArgumentException("no such verdict: " + verdict);
    };
  }

  /** Verdicts after which no field of the document may be shown (design, verdict table). */
  static boolean withholds(String verdict) {
    return switch (verdict) {
      case "mismatch", "unregistered", "unknown_issuer", "not_found" -> true;
      default -> false;
    };
  }

  static String checkIcon(String result) {
    return switch (result) {
      case "passed" -> "check";
      case "failed" -> "cross";
      case "warning" -> "warn-triangle";
      case "not_performed" -> "minus";
      case "unavailable" -> "question-circle";
      case "not_applicable" -> "dots";
      default -> throw new IllegalArgumentException("no such check result: " + result);
    };
  }
}
