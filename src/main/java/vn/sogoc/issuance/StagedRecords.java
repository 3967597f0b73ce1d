package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.platform.store.CopyRows;

/**
 * Rows of {@code staged_record}: signatures that were made and not yet recorded, void until they
 * are. Only the signing job asks; past the session, which would remember each row for nothing.
 */
@ApplicationScoped
class StagedRecords {
  private final EntityManager store;

  StagedRecords(EntityManager store) {
    this.store = store;
  }

  /** A signed record at its place in the batch. */
  record Staged(int position, Bytes cose) {}

  /** A staged record and whose it is, by the batch's row. */
  record Owned(int position, Bytes cose, UUID person) {}

  /** Signed rows of a batch from a position on, in order; empty at the end. */
  interface Source {
    List<Owned> from(int position, int limit);
  }

  /** Rows that were signed a moment ago and are staged nowhere. */
  static Source of(List<Owned> rows) {
    return (position, limit) ->
        rows.subList(
            Math.min(position, rows.size()), (int) Math.min(rows.size(), (long) position + limit));
  }

  void write(UUID batch, int institution, List<Staged> signed) {
    CopyRows rows = new CopyRows("staged_record", "batch_id", "position", "institution_id", "cose");
    for (Staged staged : signed) {
      rows.row().add(batch).add(staged.position()).add(institution).add(staged.cose().toArray());
    }
    rows.into(store);
  }

  /** From a position on, in order. */
  List<Owned> from(UUID batch, int position, int limit) {
    return store
        .unwrap(Session.class)
        .doReturningWork(connection -> read(connection, batch, position, limit));
  }

  void deleteOf(UUID batch) {
    deleteOf(List.of(batch));
  }

  void deleteOf(List<UUID> batches) {
    store
        .createNativeQuery("delete from staged_record where batch_id = any(:batches)")
        .setParameter("batches", batches.toArray(UUID[]::new))
        .executeUpdate();
  }

  private static List<Owned> read(Connection connection, UUID batch, int position, int limit)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select s.position, s.cose, r.person_id
            from (select position, cose from staged_record
              where batch_id = ? and position >= ? order by position limit ?) s
            join batch_row r on r.batch_id = ? and r.position = s.position
            order by s.position""")) {
      select.setObject(1, batch);
      select.setInt(2, position);
      select.setInt(3, limit);
      select.setObject(4, batch);
      List<Owned> found = new ArrayList<>(limit);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(
              new Owned(rows.getInt(1), Bytes.of(rows.getBytes(2)), rows.getObject(3, UUID.class)));
        }
      }
      return found;
    }
  }
}
