package vn.sogoc.issuance.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.PersonalNumber;
import vn.sogoc.issuance.ImportedList;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.secrets.Sealing;
import vn.sogoc.platform.secrets.Secrets;
import vn.sogoc.platform.store.CopyRows;

/**
 * Rows of {@code import_row}: those without faults. A personal number is sealed for its place in
 * this reading, so that it opens nowhere else.
 */
@ApplicationScoped
class ImportRows {
  private final EntityManager store;
  private final Sealing sealing;

  ImportRows(EntityManager store, Secrets secrets, SecureRandom random) {
    this.store = store;
    this.sealing = new Sealing(secrets, "import-number", random);
  }

  /** A row as it is kept. */
  record Kept(
      int position,
      int line,
      Bytes claims,
      Bytes likeness,
      @Nullable Bytes numberHash,
      @Nullable Bytes numberSealed) {}

  /** Keeps rows behind those that are there, in the caller's transaction. */
  void keep(ImportEntity list, int from, List<CheckedRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    CopyRows copy =
        new CopyRows(
            "import_row",
            "import_id",
            "position",
            "institution_id",
            "line",
            "claims",
            "likeness",
            "number_hash",
            "number_sealed");
    int position = from;
    for (CheckedRow row : rows) {
      copy.row()
          .add(list.id)
          .add(position)
          .add(list.institutionId)
          .add(row.line())
          .add(row.claims().toArray())
          .add(row.likeness().toArray());
      Bytes hash = row.numberHash();
      PersonalNumber number = row.number();
      if (hash == null || number == null) {
        copy.addNull().addNull();
      } else {
        Bytes digits = Bytes.of(number.digits().getBytes(StandardCharsets.US_ASCII));
        copy.add(hash.toArray()).add(sealing.seal(digits, context(list, position)).toArray());
      }
      position++;
    }
    copy.into(store);
  }

  /** Rows from a position on, in order. */
  List<Kept> from(UUID id, int position, int limit) {
    List<Kept> kept = new ArrayList<>(limit);
    for (Object[] row :
        Tuples.of(
            store
                .createNativeQuery(
                    """
                select position, line, claims, likeness, number_hash, number_sealed from import_row
                where import_id = :id and position >= :position order by position limit :limit""",
                    Object[].class)
                .setParameter("id", id)
                .setParameter("position", position)
                .setParameter("limit", limit))) {
      kept.add(
          new Kept(
              (Integer) row[0],
              (Integer) row[1],
              Bytes.of((byte[]) row[2]),
              Bytes.of((byte[]) row[3]),
              bytes(row[4]),
              bytes(row[5])));
    }
    return kept;
  }

  /** Rows with a number, in ascending order of its hash and then of their position. */
  List<ImportedList.Numbered> numbered(
      ImportEntity list, ImportedList.@Nullable Numbered after, int limit) {
    List<ImportedList.Numbered> numbered = new ArrayList<>(limit);
    for (Object[] row :
        Tuples.of(
            store
                .createNativeQuery(
                    """
                select position, number_hash, number_sealed from import_row
                where import_id = :id and number_hash is not null
                  and (number_hash, position) > (:hash, :position)
                order by number_hash, position limit :limit""",
                    Object[].class)
                .setParameter("id", list.id)
                .setParameter("hash", after == null ? new byte[0] : after.hash().toArray())
                .setParameter("position", after == null ? -1 : after.position())
                .setParameter("limit", limit))) {
      int position = (Integer) row[0];
      numbered.add(
          new ImportedList.Numbered(
              position,
              Bytes.of((byte[]) row[1]),
              open(list, position, Bytes.of((byte[]) row[2]))));
    }
    return numbered;
  }

  /** The number of a row that has one. */
  PersonalNumber open(ImportEntity list, int position, Bytes sealed) {
    Bytes digits =
        sealing
            .open(sealed, context(list, position))
            .orElseThrow(
                () ->
                    new Refusal(
                        ImportProblem.CONTENT_CHANGED, "a sealed number does not open in its row"));
    return new PersonalNumber(new String(digits.toArray(), StandardCharsets.US_ASCII));
  }

  /** Lets go of the rows of an import that is read anew, or ended. */
  void delete(UUID id) {
    store
        .createNativeQuery("delete from import_row where import_id = :id")
        .setParameter("id", id)
        .executeUpdate();
  }

  private static @Nullable Bytes bytes(@Nullable Object column) {
    return column == null ? null : Bytes.of((byte[]) column);
  }

  private static String context(ImportEntity list, int position) {
    return list.id + "/" + list.reading + "/" + position;
  }
}
