package vn.sogoc.web;

/**
 * One line of a list to choose from.
 *
 * @param value what the form sends
 * @param chosen whether it is chosen already
 */
public record Choice(String value, String label, boolean chosen) {
  static Choice of(String value, String label) {
    return new Choice(value, label, false);
  }
}
