package vn.sogoc.issuance.imports;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.QuotaStanding;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;

/**
 * An import.
 *
 * @param kind code of the kind
 * @param uploadedBy name of who uploaded the file
 * @param description what the file looks like; null once the import ended
 * @param columns what may be made of each column; empty once the import ended
 * @param fields that a list of this kind may hold
 * @param missing fields that the kind needs and no column is suggested for
 * @param layout how the file is read, null until somebody said so
 * @param counts how far the reading is
 * @param quotas what its valid rows would take of the quota in force
 * @param job that reads it, the last one; null until somebody said how
 * @param batch what it became
 * @param others imports for the same kind and decision that are open too
 */
public record ImportView(
    PublicId id,
    ImportState state,
    String kind,
    String regime,
    String decisionNumber,
    LocalDate decisionDate,
    LocalDate issueDate,
    @Nullable Integer graduationYear,
    int place,
    String signerName,
    String fileName,
    Digest fileDigest,
    long fileSize,
    String uploadedBy,
    Instant uploadedAt,
    @Nullable FileDescription description,
    List<ColumnView> columns,
    List<String> fields,
    List<String> missing,
    @Nullable ImportLayout layout,
    Counts counts,
    List<QuotaStanding> quotas,
    @Nullable PublicId job,
    @Nullable Instant begunAt,
    @Nullable Instant readAt,
    @Nullable Instant endedAt,
    @Nullable PublicId batch,
    List<PublicId> others) {
  public ImportView {
    columns = List.copyOf(columns);
    fields = List.copyOf(fields);
    missing = List.copyOf(missing);
    others = List.copyOf(others);
    quotas = List.copyOf(quotas);
  }

  /**
   * What may be made of a column.
   *
   * @param column from 1
   * @param field null where nothing is known
   * @param isRemembered whether the institution chose so before; otherwise its name says it
   */
  public record ColumnView(
      int column, String header, @Nullable String field, boolean isRemembered) {}

  /**
   * How far a reading is.
   *
   * @param rows that were read
   * @param valid of them without faults
   * @param faulty of them with faults
   */
  public record Counts(int rows, int valid, int faulty, int faults, int warnings) {}
}
