package vn.sogoc.web;

import java.util.List;

/**
 * An institution's own pages.
 *
 * @param kinds whose page it shapes itself
 * @param pictures what templates can use
 * @param runs whether the visitor may ask for anything
 */
public record TemplatesScreen(
    String at,
    String institution,
    String office,
    List<Line> lines,
    List<Choice> kinds,
    List<Kept> pictures,
    boolean runs) {

  /**
   * A template.
   *
   * @param specimen path of the picture that everybody may see
   * @param copy where another one begins from it
   * @param end where its end is asked for; empty where it ended
   */
  public record Line(
      String kind,
      String days,
      String agreed,
      String state,
      String tone,
      String specimen,
      String copy,
      String end) {}

  /** A picture that is kept. */
  public record Kept(String name, String size, String path) {}

  public TemplatesScreen {
    lines = List.copyOf(lines);
    kinds = List.copyOf(kinds);
    pictures = List.copyOf(pictures);
  }
}
