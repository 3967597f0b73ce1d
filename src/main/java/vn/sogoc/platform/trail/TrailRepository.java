package vn.sogoc.platform.trail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Secrets;
import vn.sogoc.platform.store.CopyRows;

/** Rows of {@code trail_line} and the one of {@code trail_head}. */
@ApplicationScoped
class TrailRepository {
  /** What the seals of lines are for. */
  static final String SEAL = "trail-line";

  private static final String COLUMNS =
      "seq, at, actor, role, institution_id, action, object, details, previous, hash, seal";

  private final EntityManager store;
  private final DataSource database;
  private final RowSeal seal;

  TrailRepository(EntityManager store, DataSource database, Secrets secrets) {
    this.store = store;
    this.database = database;
    this.seal = new RowSeal(secrets, SEAL);
  }

  /** The store is part of the transaction from here on; at its end it is too late to enter. */
  void join() {
    store.joinTransaction();
  }

  /** What has to be written before the head is locked is written. */
  void flush() {
    store.flush();
  }

  /**
   * Writes lines behind the head, which is kept from everybody else until the transaction ends. The
   * connection is the transaction's own and is let go at once: at this late moment nobody else does
   * that for us.
   *
   * @param lines what follows a head
   */
  void append(Function<TrailHead, List<TrailLine>> lines) throws SQLException {
    try (Connection connection = database.getConnection()) {
      TrailHead head = lock(connection);
      List<TrailLine> next = lines.apply(head);
      if (next.size() == 1) {
        insert(connection, head, next.getFirst());
      } else {
        copy(connection, next);
        move(connection, head, next.getLast());
      }
    }
  }

  private static TrailHead lock(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select seq, hash from trail_head where id = 1 for update")) {
      if (!row.next()) {
        throw new SQLException("the audit trail has no head");
      }
      return new TrailHead(row.getLong(1), Digest.of(row.getBytes(2)));
    }
  }

  /** The usual case, in one statement: the head moves, and with it the line is written. */
  private void insert(Connection connection, TrailHead from, TrailLine line) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "with moved as (update trail_head set seq = ?, hash = ? where id = 1 and seq = ?"
                + " returning seq) insert into trail_line ("
                + COLUMNS
                + ") select seq, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? from moved")) {
      Deed deed = line.deed();
      Digest hash = line.hash();
      Object[] columns = {
        line.seq(),
        hash.toArray(),
        from.seq(),
        at(line.time()),
        deed.doer().id(),
        deed.doer().role(),
        deed.institution(),
        deed.action(),
        deed.object(),
        deed.details().toArray(),
        line.previous().toArray(),
        hash.toArray(),
        seal.of(hash.hex())
      };
      for (int i = 0; i < columns.length; i++) {
        insert.setObject(i + 1, columns[i]);
      }
      if (insert.executeUpdate() != 1) {
        throw new SQLException("line " + line.seq() + " was not written");
      }
    }
  }

  /** Several at once; as many rows as lines, or none. */
  private void copy(Connection connection, List<TrailLine> lines) throws SQLException {
    CopyRows rows = new CopyRows("trail_line", COLUMNS.split(", "));
    for (TrailLine line : lines) {
      Deed deed = line.deed();
      Digest hash = line.hash();
      rows.row()
          .add(line.seq())
          .add(line.time())
          .add(deed.doer().id())
          .add(deed.doer().role())
          .add(deed.institution())
          .add(deed.action())
          .add(deed.object())
          .add(deed.details().toArray())
          .add(line.previous().toArray())
          .add(hash.toArray())
          .add(seal.of(hash.hex()));
    }
    rows.into(connection);
  }

  private static void move(Connection connection, TrailHead from, TrailLine last)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update trail_head set seq = ?, hash = ? where id = 1 and seq = ?")) {
      update.setLong(1, last.seq());
      update.setBytes(2, last.hash().toArray());
      update.setLong(3, from.seq());
      if (update.executeUpdate() != 1) {
        throw new SQLException("the head of the audit trail did not move");
      }
    }
  }

  /**
   * The head, under its lock, where lines came after the one that was last told and that one is
   * older than an instant. From now on it counts as told.
   */
  Optional<TrailHead> take(Instant before, Instant now) {
    List<?> rows =
        store
            .createNativeQuery(
                """
                update trail_head set logged_seq = seq, logged_at = :now
                where id = 1 and seq > logged_seq and (logged_at is null or logged_at <= :before)
                returning seq, hash
                """,
                Object[].class)
            .setParameter("now", at(now))
            .setParameter("before", at(before))
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(r -> new TrailHead(((Number) r[0]).longValue(), Digest.of((byte[]) r[1])))
        .findFirst();
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
