package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files in which the documents of a batch leave together.
 *
 * @param parts more than one where the batch is larger than a file
 * @param printers whose settings are kept, by name
 * @param allocated blanks that are with the batch
 * @param series of blanks of its kind that have some left
 * @param keeps whether the visitor keeps the stock of blanks
 * @param hasLeft whether blanks of the batch are not used yet
 * @param wanted how many blanks the batch needs, as a number
 */
public record PrintsScreen(
    BatchHeader header,
    List<Part> parts,
    List<Choice> printers,
    List<Allocated> allocated,
    List<Choice> series,
    boolean keeps,
    boolean hasLeft,
    String wanted) {
  public PrintsScreen {
    parts = List.copyOf(parts);
    printers = List.copyOf(printers);
    allocated = List.copyOf(allocated);
    series = List.copyOf(series);
  }

  /** Blanks that are with the batch, in words. */
  public record Allocated(String ranges, String left) {}

  /**
   * A part of the batch.
   *
   * @param number from 1
   * @param rows which rows, in words
   */
  public record Part(int number, String rows, List<Line> lines) {
    public Part {
      lines = List.copyOf(lines);
    }
  }

  /**
   * A file.
   *
   * @param form its code in the API
   * @param onto whether it is for blanks that have the rest
   * @param setting with which it was made, in words; null where nobody asked, or none is used
   * @param state how far it is, in words; null where nobody asked for it
   * @param path of its page; null where nobody asked for it
   */
  public record Line(
      String form,
      String name,
      String what,
      boolean onto,
      @Nullable String setting,
      @Nullable String state,
      @Nullable String path) {}

  /** Where blanks are allocated. */
  public String blanks() {
    return action() + "/blanks";
  }

  /** Where a file is asked for. */
  public String action() {
    return header.path() + "/prints";
  }
}
