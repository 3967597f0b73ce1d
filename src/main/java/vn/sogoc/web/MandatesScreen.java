package vn.sogoc.web;

import java.util.List;

/**
 * Who may sign for an institution, and the form that asks for another.
 *
 * @param people whose it can be
 * @param kinds it can cover
 * @param heads mandates that a new head's can replace
 * @param keys personal keys it can name
 * @param runs whether the visitor may ask for anything
 */
public record MandatesScreen(
    String at,
    String institution,
    String office,
    List<Line> lines,
    List<Choice> people,
    List<Choice> kinds,
    List<Choice> heads,
    List<Choice> keys,
    boolean runs) {

  /**
   * A mandate.
   *
   * @param end where its end is asked for; empty where it is over
   */
  public record Line(
      String name,
      String title,
      List<String> kinds,
      String days,
      String decision,
      String state,
      String tone,
      String key,
      String end) {
    public Line {
      kinds = List.copyOf(kinds);
    }
  }

  public MandatesScreen {
    lines = List.copyOf(lines);
    people = List.copyOf(people);
    kinds = List.copyOf(kinds);
    heads = List.copyOf(heads);
    keys = List.copyOf(keys);
  }
}
