package vn.sogoc.web;

import java.util.List;

/**
 * A field of a row of a register book in a form.
 *
 * @param sort {@code text}, {@code mark} or {@code choice}
 * @param options of a choice
 */
public record LegacyField(
    String name, String label, String value, String sort, List<Choice> options) {
  public LegacyField {
    options = List.copyOf(options);
  }

  /** How long what is typed can be. */
  public int longest() {
    return switch (name) {
      case "fullName", "signerName", "signerTitle" -> 150;
      case "birthplace" -> 250;
      case "note" -> 300;
      case "registerNumber", "serialNumber" -> 40;
      case "graduationYear" -> 4;
      default -> 60;
    };
  }

  /** Whether nothing can be stored without it. */
  public boolean required() {
    return name.equals("fullName");
  }
}
