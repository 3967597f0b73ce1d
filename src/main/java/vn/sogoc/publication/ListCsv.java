package vn.sogoc.publication;

import java.util.ArrayList;
import java.util.List;
import vn.sogoc.platform.tables.CsvText;

/** A list as a table for spreadsheets, with what opens each leaf ({@code src/docs/lists.md}). */
final class ListCsv {
  private static final List<String> FIELDS =
      List.of(
          "fullName", "birthYear", "serialNumber", "registerNumber", "issueDate", "graduationYear");

  private ListCsv() {}

  static byte[] of(PublishedList list, List<PublishedRow> rows) {
    List<String> header = new ArrayList<>(List.of("position"));
    header.addAll(FIELDS);
    header.addAll(List.of("salt", "credential", "leaf"));
    List<List<String>> table = new ArrayList<>();
    for (PublishedRow row : rows) {
      List<String> line = new ArrayList<>(List.of(Integer.toString(row.position())));
      FIELDS.forEach(
          name -> line.add(row.opening().map(o -> o.shown().getOrDefault(name, "")).orElse("")));
      line.add(row.opening().map(o -> o.salt().hex()).orElse(""));
      line.add(row.opening().map(o -> o.credential().hex()).orElse(""));
      line.add(row.leaf().hex());
      table.add(line);
    }
    return CsvText.of(header, table).toArray();
  }
}
