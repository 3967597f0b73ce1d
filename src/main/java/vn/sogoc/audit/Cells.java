package vn.sogoc.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/** The columns of the row a cursor stands on. */
final class Cells {
  private static final UUID NOBODY = new UUID(0, 0);

  /** What milliseconds in 64 bits can say; PostgreSQL's infinity is farther. */
  private static final Instant FIRST = Instant.ofEpochMilli(Long.MIN_VALUE);

  private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE);

  private final ResultSet row;

  Cells(ResultSet row) {
    this.row = row;
  }

  /** Nothing in a column that must not be null is an empty text: it equals nothing. */
  String text(String column) throws SQLException {
    String value = row.getString(column);
    return value == null ? "" : value;
  }

  @Nullable String textOrNull(String column) throws SQLException {
    return row.getString(column);
  }

  int integer(String column) throws SQLException {
    return row.getInt(column);
  }

  long number(String column) throws SQLException {
    return row.getLong(column);
  }

  /** Nothing is not true. */
  boolean isTrue(String column) throws SQLException {
    return row.getBoolean(column);
  }

  boolean isNull(String column) throws SQLException {
    return row.getObject(column) == null;
  }

  byte[] raw(String column) throws SQLException {
    byte[] value = row.getBytes(column);
    return value == null ? new byte[0] : value;
  }

  Bytes bytes(String column) throws SQLException {
    return Bytes.of(raw(column));
  }

  Optional<Bytes> bytesIfAny(String column) throws SQLException {
    return Optional.ofNullable(row.getBytes(column)).map(Bytes::of);
  }

  /** Empty for anything but 32 bytes. */
  Optional<Digest> digest(String column) throws SQLException {
    byte[] value = row.getBytes(column);
    return value != null && value.length == Digest.SIZE
        ? Optional.of(Digest.of(value))
        : Optional.empty();
  }

  UUID uuid(String column) throws SQLException {
    UUID value = row.getObject(column, UUID.class);
    return value == null ? NOBODY : value;
  }

  @Nullable UUID uuidOrNull(String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  LocalDate date(String column) throws SQLException {
    LocalDate value = row.getObject(column, LocalDate.class);
    return value == null ? LocalDate.MIN : value;
  }

  @Nullable LocalDate dateOrNull(String column) throws SQLException {
    return row.getObject(column, LocalDate.class);
  }

  /** Nothing is the first instant, and what is beyond the first or last one is that one. */
  Instant instant(String column) throws SQLException {
    Instant value = instantOrNull(column);
    if (value == null || value.isBefore(FIRST)) {
      return FIRST;
    }
    return value.isAfter(LAST) ? LAST : value;
  }

  @Nullable Instant instantOrNull(String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }
}
