package vn.sogoc.publication;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import vn.sogoc.platform.tables.CsvText;

/** A list as a table for spreadsheets, with what opens each leaf ({@code src/docs/lists.md}). */
final class ListCsv {
  private static final List<String> FIELDS =
      List.of(
          "fullName", "birthYear", "serialNumber", "registerNumber", "issueDate", "graduationYear");

  private ListCsv() {}

  /**
   * Writes a table page by page: a list of a hundred thousand rows is never in memory as a whole.
   *
   * @param pageAfter the rows that follow a position, empty at the end
   */
  static void write(OutputStream out, IntFunction<List<PublishedRow>> pageAfter)
      throws IOException {
    List<String> header = new ArrayList<>(List.of("position"));
    header.addAll(FIELDS);
    header.addAll(List.of("salt", "credential", "leaf"));
    Stream<List<String>> lines =
        Stream.iterate(
                pageAfter.apply(-1),
                page -> !page.isEmpty(),
                page -> pageAfter.apply(page.getLast().position()))
            .flatMap(List::stream)
            .map(ListCsv::line);
    CsvText.write(out, header, lines.iterator());
  }

  private static List<String> line(PublishedRow row) {
    List<String> line = new ArrayList<>(List.of(Integer.toString(row.position())));
    FIELDS.forEach(
        name -> line.add(row.opening().map(o -> o.shown().getOrDefault(name, "")).orElse("")));
    line.add(row.opening().map(o -> o.salt().hex()).orElse(""));
    line.add(row.opening().map(o -> o.credential().hex()).orElse(""));
    line.add(row.leaf().hex());
    return line;
  }
}
