package vn.sogoc.issuance.blanks;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.platform.Lang;
import vn.sogoc.platform.Messages;

/** A reconciliation as a table: one row for each series. */
@ApplicationScoped
public class BlankText {
  private static final List<String> COLUMNS =
      List.of(
          "kind",
          "series",
          "opening",
          "received-in-year",
          "used-in-year",
          "received",
          "used",
          "misprinted",
          "spoiled",
          "lost",
          "destroyed",
          "in-stock",
          "counted",
          "difference");

  private final Messages messages;
  private final Catalogue catalogue;

  BlankText(Messages messages, Catalogue catalogue) {
    this.messages = messages;
    this.catalogue = catalogue;
  }

  /** A header and the rows under it. */
  public record Table(List<String> header, List<List<String>> rows) {
    public Table {
      header = List.copyOf(header);
      rows = List.copyOf(rows);
    }
  }

  /** Writes the series down. */
  public Table of(List<BlankView> all, Lang lang) {
    return new Table(
        COLUMNS.stream().map(column -> messages.get(lang, "blank." + column)).toList(),
        all.stream().map(one -> row(one, lang)).toList());
  }

  /** A kind by its name. */
  public String kind(String code, Lang lang) {
    return catalogue
        .kind(code)
        .map(kind -> lang == Lang.VI ? kind.label().vi() : kind.label().en())
        .orElse(code);
  }

  /** A series by its letters and the length of its numbers. */
  public static String series(BlankView one) {
    return one.prefix() + "#".repeat(one.digits());
  }

  private List<String> row(BlankView one, Lang lang) {
    List<String> row = new ArrayList<>();
    row.add(kind(one.kind(), lang));
    row.add(series(one));
    for (long number :
        new long[] {
          one.opening(),
          one.receivedInYear(),
          one.usedInYear(),
          one.received(),
          one.used(),
          one.misprinted(),
          one.spoiled(),
          one.lost(),
          one.destroyed(),
          one.inStock()
        }) {
      row.add("" + number);
    }
    row.add(one.counted().map(Object::toString).orElse(""));
    row.add("" + one.difference());
    return row;
  }
}
