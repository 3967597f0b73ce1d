package vn.sogoc.issuance.supplement;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.supplement.SupplementContent;
import vn.sogoc.platform.tables.Limits;
import vn.sogoc.platform.tables.Row;
import vn.sogoc.platform.tables.RowStream;
import vn.sogoc.platform.tables.TableFile;

/**
 * Reads the rows of a list and gathers those of each person, in the order of their first rows.
 * Bounded: {@link Limits#STANDARD}, {@value #MOST_PERSONS} persons and the courses that a
 * supplement can have.
 */
final class SupplementTable {
  /** Of one list. */
  static final int MOST_PERSONS = 5000;

  private final Map<String, PersonRows> persons = new LinkedHashMap<>();
  private final Faults faults;
  private int courses;

  private SupplementTable(Faults faults) {
    this.faults = faults;
  }

  /**
   * Reads a file, CSV or workbook.
   *
   * @throws vn.sogoc.kernel.Refusal where it is neither, or larger than allowed
   */
  static SupplementTable read(Path file, Faults faults) {
    SupplementTable read = new SupplementTable(faults);
    try (TableFile table = TableFile.open(file, Limits.STANDARD);
        RowStream rows =
            table.rows(table.preview(0, name -> SupplementColumn.of(name).isPresent()).guess())) {
      List<Optional<SupplementColumn>> columns = read.columns(rows.header());
      if (faults.count() > 0) {
        return read; // without its columns every row would be wrong
      }
      Row row = rows.next();
      while (row != null) {
        faults.addAll(row.faults());
        read.take(row, columns);
        row = rows.next();
      }
    }
    return read;
  }

  /** In the order of their first rows. */
  List<PersonRows> persons() {
    return List.copyOf(persons.values());
  }

  /** Rows of all persons. */
  int courses() {
    return courses;
  }

  private List<Optional<SupplementColumn>> columns(List<String> header) {
    Set<SupplementColumn> seen = EnumSet.noneOf(SupplementColumn.class);
    List<Optional<SupplementColumn>> columns = new ArrayList<>();
    for (String name : header) {
      Optional<SupplementColumn> column = SupplementColumn.of(name);
      if (column.isEmpty()) {
        faults.add(1, "supplement_column_unknown", name, "", name);
      } else if (!seen.add(column.get())) {
        faults.add(1, "supplement_column_repeated", name, column.get().title(), name);
      }
      columns.add(column);
    }
    for (SupplementColumn required : SupplementColumn.REQUIRED) {
      if (!seen.contains(required)) {
        faults.add(1, "supplement_column_missing", required, "", "");
      }
    }
    if (!seen.contains(SupplementColumn.SERIAL) && !seen.contains(SupplementColumn.REGISTER)) {
      faults.add(1, "supplement_column_missing", SupplementColumn.SERIAL, "", "");
    }
    if (!seen.contains(SupplementColumn.MARK) && !seen.contains(SupplementColumn.LETTER)) {
      faults.add(1, "supplement_column_missing", SupplementColumn.MARK, "", "");
    }
    return columns;
  }

  private void take(Row row, List<Optional<SupplementColumn>> columns) {
    Map<SupplementColumn, String> cells = new EnumMap<>(SupplementColumn.class);
    for (int i = 0; i < row.cells().size() && i < columns.size(); i++) {
      String text = row.cells().get(i).strip();
      if (!text.isEmpty() && columns.get(i).isPresent()) {
        cells.put(columns.get(i).get(), text);
      }
    }
    String serial = cells.getOrDefault(SupplementColumn.SERIAL, "");
    String register = cells.getOrDefault(SupplementColumn.REGISTER, "");
    if (serial.isEmpty() && register.isEmpty()) {
      faults.add(row.line(), "supplement_value_missing", SupplementColumn.SERIAL, "", "");
      return;
    }
    String key =
        serial.isEmpty()
            ? "r" + CredentialRecord.numberKey(register)
            : "s" + CredentialRecord.numberKey(serial);
    PersonRows person = persons.get(key);
    if (person == null) {
      if (persons.size() == MOST_PERSONS) {
        faults.add(
            row.line(), "supplement_persons_many", SupplementColumn.SERIAL, "" + MOST_PERSONS, "");
        return;
      }
      person = new PersonRows(row.line());
      persons.put(key, person);
    }
    if (person.courses().size() == SupplementContent.MOST_COURSES) {
      faults.add(
          row.line(),
          "supplement_courses_many",
          SupplementColumn.COURSE,
          "" + SupplementContent.MOST_COURSES,
          "");
      return;
    }
    courses++;
    person.take(row.line(), cells, faults);
  }
}
