package vn.sogoc.issuance.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.issuance.intake.Columns;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.tables.Row;
import vn.sogoc.platform.tables.RowStream;
import vn.sogoc.platform.tables.TableFile;

/**
 * The rows with faults as a table of their own: their cells as they stand in the file, and behind
 * them why they were not taken. Whoever repairs them there can see what was meant; the list is then
 * uploaded as a whole again.
 */
@ApplicationScoped
class BadRows {
  private static final int AT_ONCE = 1000;

  /** Two headers that look alike where they are shown. */
  private static final int UNCLEAR = -1;

  private final StoredFiles files;
  private final TableTurns turns;
  private final ImportFindings findings;
  private final ImportFrames frames;
  private final Catalogue catalogue;

  BadRows(
      StoredFiles files,
      TableTurns turns,
      ImportFindings findings,
      ImportFrames frames,
      Catalogue catalogue) {
    this.files = files;
    this.turns = turns;
    this.findings = findings;
    this.frames = frames;
    this.catalogue = catalogue;
  }

  /** Says why a row was not taken. */
  interface Words {
    /** The header of the column. */
    String header();

    /** One reason. */
    String reason(FindingGroup group, String found);
  }

  /** A table that is written once. */
  interface Download {
    /** Writes the table in a form and leaves the stream open. */
    void writeTo(OutputStream out, Form form, Words words) throws IOException;
  }

  /** How a table is written: as a text or as a workbook. */
  interface Form {
    /** Writes the table and leaves the stream open. */
    void write(OutputStream out, List<String> header, Iterator<List<String>> rows)
        throws IOException;
  }

  /** Nothing is opened before it is written: not every download that was asked for is. */
  Download of(ImportEntity list, ImportLayout layout) {
    return (out, form, words) -> {
      TableTurns.Turn turn = turns.toDownload(list.institutionId);
      try (StoredFiles.Copy copy = files.copy(list.id, list.file());
          TableFile table = copy.open();
          RowStream rows = table.rows(layout.table())) {
        List<String> header = new ArrayList<>(rows.header());
        header.add(words.header());
        form.write(out, header, new Explained(list, layout, rows, words));
      } finally {
        turn.end();
      }
    };
  }

  /** The rows of the file that have faults, each with its reasons. */
  private final class Explained implements Iterator<List<String>> {
    private final ImportEntity list;
    private final RowStream rows;
    private final Words words;
    private final Map<Integer, FindingGroup> groups = new HashMap<>();
    private final Map<String, Integer> columns = new HashMap<>();
    private Map<Integer, String> bad = new LinkedHashMap<>();
    private int last;
    private @Nullable List<String> next;

    Explained(ImportEntity list, ImportLayout layout, RowStream rows, Words words) {
      this.list = list;
      this.rows = rows;
      this.words = words;
      findings.groups(list.id, 0, Integer.MAX_VALUE).forEach(g -> groups.put(g.ordinal(), g));
      Columns chosen =
          Columns.chosen(
              rows.header(), layout.fields(), layout.orders(), frames.of(list), catalogue);
      for (int i = 0; i < rows.header().size(); i++) {
        columns.merge(FileLook.shown(rows.header().get(i)), i, (one, other) -> UNCLEAR);
      }
      columns.values().removeIf(i -> i == UNCLEAR);
      chosen.indexOf(Columns.NUMBER).ifPresent(columns.values()::remove); // told in no reason
      this.next = read();
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public List<String> next() {
      List<String> row = next;
      if (row == null) {
        throw new NoSuchElementException("all rows were read");
      }
      next = read();
      return row;
    }

    private @Nullable List<String> read() {
      if (bad.isEmpty() && !more()) {
        return null;
      }
      Row row = row();
      while (row != null) {
        String reasons = bad.remove(row.line());
        if (reasons != null) {
          List<String> cells = new ArrayList<>(row.cells());
          cells.add(told(row, reasons));
          return cells;
        }
        row = row();
      }
      return null;
    }

    private boolean more() {
      bad = findings.badRows(list.id, last, AT_ONCE);
      bad.keySet().forEach(line -> last = line);
      return !bad.isEmpty();
    }

    private @Nullable Row row() {
      try {
        return rows.next();
      } catch (Refusal refusal) {
        return null; // the same that ended the reading
      }
    }

    private String told(Row row, String reasons) {
      List<String> told = new ArrayList<>();
      for (String reason : reasons.split(" ")) {
        String[] parts = reason.split("=", 2);
        FindingGroup group = groups.get(Integer.valueOf(parts[0]));
        if (group != null) {
          told.add(words.reason(group, parts.length == 2 ? parts[1] : found(row, group)));
        }
      }
      return String.join(" ", told);
    }

    private String found(Row row, FindingGroup group) {
      Integer column = columns.get(group.column());
      return column == null ? "" : FileLook.shown(row.cells().get(column).strip());
    }
  }
}
