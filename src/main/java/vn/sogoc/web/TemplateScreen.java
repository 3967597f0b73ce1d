package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form of an institution's own page.
 *
 * @param action where it is asked for
 * @param back page of all templates
 * @param faults why it cannot be asked for or drawn, in sentences
 * @param picture the page as a data address; null where it was not drawn
 * @param longest whether it is drawn with the longest texts
 */
public record TemplateScreen(
    String institution,
    String kind,
    String kindName,
    String action,
    String back,
    String from,
    String until,
    List<Choice> papers,
    List<Choice> backgrounds,
    Placed signature,
    Placed seal,
    Code code,
    List<Row> rows,
    List<String> faults,
    @Nullable String picture,
    boolean longest) {

  /** A picture and its place. */
  public record Placed(List<Choice> pictures, String x, String y, String width, String of) {
    public Placed {
      pictures = List.copyOf(pictures);
    }
  }

  /** The QR code and its place. */
  public record Code(List<Choice> forms, String x, String y, String side) {
    public Code {
      forms = List.copyOf(forms);
    }
  }

  /**
   * A text and its place.
   *
   * @param number from 1
   * @param name what it is, for those who hear the page
   */
  public record Row(
      int number,
      String name,
      List<Choice> what,
      String words,
      String x,
      String y,
      String width,
      String size,
      List<Choice> align,
      List<Choice> font,
      String colour,
      boolean capitals) {
    public Row {
      what = List.copyOf(what);
      align = List.copyOf(align);
      font = List.copyOf(font);
    }
  }

  public TemplateScreen {
    papers = List.copyOf(papers);
    backgrounds = List.copyOf(backgrounds);
    rows = List.copyOf(rows);
    faults = List.copyOf(faults);
  }
}
