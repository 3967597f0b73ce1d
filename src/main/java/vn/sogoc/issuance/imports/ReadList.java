package vn.sogoc.issuance.imports;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.ImportedList;
import vn.sogoc.issuance.intake.Finding;
import vn.sogoc.issuance.intake.Frame;
import vn.sogoc.kernel.Digest;

/** An import that was read and has no fault, as a batch is made of it. */
record ReadList(ImportEntity list, Frame frame, ImportRows rows, ImportFindings findings)
    implements ImportedList {
  static final int AT_ONCE = 1000;

  @Override
  public UUID mandateId() {
    return list.mandateId;
  }

  @Override
  public String signsAs() {
    return list.signsAs;
  }

  @Override
  public Digest file() {
    return list.file();
  }

  @Override
  public String fileName() {
    return list.fileName;
  }

  @Override
  public int rowCount() {
    return list.rowsValid;
  }

  @Override
  public int warningCount() {
    return list.warnings;
  }

  @Override
  public List<Row> rows(int from, int limit) {
    return rows.from(list.id, from, limit).stream()
        .map(row -> new Row(row.line(), row.claims(), row.likeness()))
        .toList();
  }

  @Override
  public List<Numbered> numbered(@Nullable Numbered after, int limit) {
    return rows.numbered(list.id, after, limit);
  }

  @Override
  public List<Finding> warnings(int from, int limit) {
    return findings.warnings(list.id, from, limit);
  }
}
