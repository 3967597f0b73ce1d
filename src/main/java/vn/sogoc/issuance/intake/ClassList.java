package vn.sogoc.issuance.intake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.PersonName;
import vn.sogoc.credential.PersonalNumber;
import vn.sogoc.platform.tables.Row;
import vn.sogoc.platform.tables.Table;

/**
 * A class list that was read to its end.
 *
 * @param rows the rows without faults, in file order
 * @param rowCount how many rows the list has
 * @param findings all faults and warnings, by row
 */
public record ClassList(List<DraftRow> rows, int rowCount, List<Finding> findings) {
  public ClassList {
    rows = List.copyOf(rows);
    findings = List.copyOf(findings);
  }

  /**
   * Reads a table under a frame.
   *
   * @throws vn.sogoc.kernel.Refusal with {@link ClassListProblem} where its columns do not fit
   */
  public static ClassList read(Table table, Frame frame, Catalogue catalogue) {
    List<Finding> findings = new ArrayList<>();
    Columns columns = Columns.map(table.header(), frame, catalogue, findings);
    List<DraftRow> rows = new ArrayList<>();
    for (Row row : table.rows()) {
      new RowReader(catalogue, frame, columns, row, findings).read().ifPresent(rows::add);
    }
    findDuplicates(rows, columns, findings);
    findings.sort(Comparator.comparingInt(Finding::row));
    return new ClassList(rows, table.rows().size(), findings);
  }

  /** Whether nothing has to be repaired. */
  public boolean isClean() {
    return findings.stream().noneMatch(Finding::isFault);
  }

  /**
   * The same personal number twice is a fault: a person gets a kind once under a decision. The same
   * name and birth date is a warning and never a merge: twins of one name exist.
   */
  private static void findDuplicates(List<DraftRow> rows, Columns columns, List<Finding> findings) {
    Map<PersonalNumber, Integer> numbers = new HashMap<>();
    Map<String, Integer> names = new HashMap<>();
    for (DraftRow row : rows) {
      Integer sameNumber =
          row.holder().personalNumber().map(n -> numbers.putIfAbsent(n, row.line())).orElse(null);
      if (sameNumber != null) {
        findings.add(
            Finding.fault(
                "same_person_twice",
                row.line(),
                columns.nameOf(Columns.NUMBER),
                "",
                sameNumber.toString()));
      }
      PersonName name = row.claims().fullName();
      Integer sameName =
          names.putIfAbsent(name.searchKey() + "|" + row.claims().birthDate(), row.line());
      if (sameName != null && sameNumber == null) {
        findings.add(
            Finding.warning(
                "same_name_and_birth",
                row.line(),
                columns.nameOf(Columns.NAME),
                "",
                sameName.toString()));
      }
    }
  }
}
