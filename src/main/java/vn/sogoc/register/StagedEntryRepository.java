package vn.sogoc.register;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.platform.store.CopyRows;
import vn.sogoc.platform.store.FreshPlans;
import vn.sogoc.tlog.EntryType;
import vn.sogoc.tlog.LogEntry;

/**
 * Rows of {@code staged_entry}: written by chunk, read by whoever records the batch, moved into the
 * register whole. Nobody else reads them.
 */
@ApplicationScoped
class StagedEntryRepository implements PanacheRepositoryBase<StagedEntryEntity, UUID> {
  /** The columns that the register has too. */
  private static final String ENTRY =
      """
      id, institution_id, batch_id, batch_row, kind, regime, full_name, birth_date, serial_number, serial_key,
      register_number, register_year, register_seq, decision_number, decision_key, decision_date, issue_date,
      status_list, status_index, key_id, person_id, lookup, cose, digest, seal""";

  private static final String[] ALL =
      (ENTRY + ", event_id, event_rest").replaceAll("\\s", "").split(",");

  void write(List<StagedEntry> entries) {
    CopyRows rows = new CopyRows("staged_entry", ALL);
    for (StagedEntry entry : entries) {
      StagedEntryEntity e = entry.row();
      rows.row()
          .add(e.id)
          .add(e.institutionId)
          .add(e.batchId)
          .add(e.batchRow)
          .add(e.kind)
          .add(e.regime)
          .add(e.fullName)
          .add(e.birthDate)
          .add(e.serialNumber)
          .add(e.serialKey)
          .add(e.registerNumber)
          .add(e.registerYear)
          .add(e.registerSeq)
          .add(e.decisionNumber)
          .add(e.decisionKey)
          .add(e.decisionDate)
          .add(e.issueDate)
          .add(e.statusList)
          .add(e.statusIndex)
          .add(e.keyId)
          .add(e.personId)
          .add(e.lookup)
          .add(e.cose)
          .add(e.digest)
          .add(e.seal)
          .add(e.eventId)
          .add(e.eventRest);
    }
    rows.into(getEntityManager());
  }

  List<StagedEntryEntity> from(UUID batch, int position, int limit) {
    return getEntityManager()
        .unwrap(Session.class)
        .doReturningWork(connection -> read(connection, batch, position, limit));
  }

  /** Read past the session: it would remember each row for nothing. */
  private static List<StagedEntryEntity> read(
      Connection connection, UUID batch, int position, int limit) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select "
                + ENTRY
                + ", event_id, event_rest from staged_entry where batch_id = ? and batch_row >= ?"
                + " order by batch_row limit ?")) {
      select.setObject(1, batch);
      select.setInt(2, position);
      select.setInt(3, limit);
      List<StagedEntryEntity> found = new ArrayList<>(limit);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(entry(rows));
        }
      }
      return found;
    }
  }

  private static StagedEntryEntity entry(ResultSet row) throws SQLException {
    StagedEntryEntity e = new StagedEntryEntity();
    int i = 1;
    e.id = row.getObject(i++, UUID.class);
    e.institutionId = row.getInt(i++);
    e.batchId = row.getObject(i++, UUID.class);
    e.batchRow = row.getInt(i++);
    e.kind = row.getString(i++);
    e.regime = row.getString(i++);
    e.fullName = row.getString(i++);
    e.birthDate = row.getString(i++);
    e.serialNumber = row.getString(i++);
    e.serialKey = row.getString(i++);
    e.registerNumber = row.getString(i++);
    e.registerYear = row.getInt(i++);
    e.registerSeq = row.getInt(i++);
    e.decisionNumber = row.getString(i++);
    e.decisionKey = row.getString(i++);
    e.decisionDate = row.getObject(i++, LocalDate.class);
    e.issueDate = row.getObject(i++, LocalDate.class);
    e.statusList = row.getInt(i++);
    e.statusIndex = row.getInt(i++);
    e.keyId = row.getBytes(i++);
    e.personId = row.getObject(i++, UUID.class);
    e.lookup = row.getBytes(i++);
    e.cose = row.getBytes(i++);
    e.digest = row.getBytes(i++);
    e.seal = row.getBytes(i++);
    e.eventId = row.getObject(i++, UUID.class);
    e.eventRest = row.getBytes(i);
    return e;
  }

  void deleteOf(UUID batch) {
    delete("batchId", batch);
  }

  /**
   * Copies a batch into the register, with its issued events.
   *
   * @param at their time of recording
   * @return how many rows
   */
  int move(UUID batch, Instant at) {
    int moved =
        getEntityManager()
            .createNativeQuery(
                """
                insert into register_entry (%1$s, recorded_at)
                select %1$s, :at from staged_entry where batch_id = :batch order by batch_row"""
                    .formatted(ENTRY))
            .setParameter("at", at)
            .setParameter("batch", batch)
            .executeUpdate();
    FreshPlans.of(getEntityManager());
    getEntityManager()
        .createNativeQuery(
            """
            insert into register_event (id, institution_id, entry_id, type, entry, entry_digest, recorded_at)
            select event_id, institution_id, id, :type, entry, sha256(entry), :at
            from (select *, cast(:beginning as bytea) || event_rest as entry from staged_entry
              where batch_id = :batch) as staged""")
        .setParameter("type", EntryType.ISSUED.code())
        .setParameter("at", at)
        .setParameter("beginning", beginning(at).toArray())
        .setParameter("batch", batch)
        .executeUpdate();
    return moved;
  }

  /** The issued events of a batch, for the outbox of the log. */
  static String events() {
    return """
        select event_id, institution_id, cast(:beginning as bytea) || event_rest from staged_entry
        where batch_id = :batch""";
  }

  /** What each issued event recorded at a time begins with. */
  static Bytes beginning(Instant at) {
    return LogEntry.untilTime(EntryType.ISSUED, at);
  }
}
