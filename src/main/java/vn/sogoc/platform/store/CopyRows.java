package vn.sogoc.platform.store;

import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows for one {@code COPY ... FROM STDIN (FORMAT binary)}: the fastest way into a table, in the
 * caller's transaction. The form is that of PostgreSQL's documentation of COPY, "Binary Format":
 * values in network byte order behind their length. Used by one thread, for one copy.
 *
 * <p>A value of another type than its column is refused by the server, and the transaction is lost.
 */
public final class CopyRows {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final int NO_FLAGS = 0;
  private static final int NO_EXTENSION = 0;
  private static final short TRAILER = -1;
  private static final int NULL = -1;

  /** PostgreSQL counts days from 2000-01-01. */
  private static final long FIRST_DAY = LocalDate.of(2000, 1, 1).toEpochDay();

  private static final Instant FIRST_MOMENT = Instant.parse("2000-01-01T00:00:00Z");

  private final String table;
  private final List<String> columns;
  private byte[] buffer = new byte[1 << 16];
  private int size;
  private int rows;
  private int values;

  /**
   * Rows of a table.
   *
   * @param columns in the order in which the values of each row will come
   */
  public CopyRows(String table, String... columns) {
    this.table = table;
    this.columns = List.of(columns);
    raw(SIGNATURE);
    four(NO_FLAGS);
    four(NO_EXTENSION);
  }

  /** Begins the next row; as many values as there are columns follow. */
  public CopyRows row() {
    requireWhole();
    two((short) columns.size());
    rows++;
    values = 0;
    return this;
  }

  /** An {@code integer}. */
  public CopyRows add(int value) {
    begin(4);
    four(value);
    return this;
  }

  /** A {@code bigint}. */
  public CopyRows add(long value) {
    begin(8);
    eight(value);
    return this;
  }

  /** A {@code uuid}. */
  public CopyRows add(UUID value) {
    begin(16);
    eight(value.getMostSignificantBits());
    eight(value.getLeastSignificantBits());
    return this;
  }

  /** A {@code text}. */
  public CopyRows add(String value) {
    return add(value.getBytes(StandardCharsets.UTF_8));
  }

  /** A {@code bytea}. */
  public CopyRows add(byte[] value) {
    begin(value.length);
    raw(value);
    return this;
  }

  /** A {@code date}. */
  public CopyRows add(LocalDate value) {
    return add(Math.toIntExact(value.toEpochDay() - FIRST_DAY));
  }

  /** A {@code timestamptz}, to the microsecond. */
  public CopyRows add(Instant value) {
    begin(8);
    eight(ChronoUnit.MICROS.between(FIRST_MOMENT, value));
    return this;
  }

  /** No value. */
  public CopyRows addNull() {
    begin(NULL);
    return this;
  }

  /** How many rows there are. */
  public int size() {
    return rows;
  }

  /** Writes the rows in the transaction of a session. */
  public void into(EntityManager session) {
    session.unwrap(Session.class).doWork(this::into);
  }

  /** Writes the rows in the transaction of a connection. */
  public void into(Connection connection) throws SQLException {
    requireWhole();
    two(TRAILER);
    long written = copy(connection.unwrap(PGConnection.class));
    if (written != rows) {
      throw new IllegalStateException(rows + " rows for " + table + ", " + written + " written");
    }
  }

  private long copy(PGConnection connection) throws SQLException {
    String statement =
        "copy " + table + " (" + String.join(", ", columns) + ") from stdin (format binary)";
    CopyIn copy = connection.getCopyAPI().copyIn(statement);
    try {
      copy.writeToCopy(buffer, 0, size);
      return copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private void requireWhole() {
    if (rows > 0 && values != columns.size()) {
      throw new IllegalStateException(
          "row " + rows + " of " + table + " has " + values + " values of " + columns.size());
    }
  }

  private void begin(int length) {
    values++;
    four(length);
  }

  private void two(short value) {
    room(2);
    buffer[size++] = (byte) (value >>> 8);
    buffer[size++] = (byte) value;
  }

  private void four(int value) {
    room(4);
    for (int shift = 24; shift >= 0; shift -= 8) {
      buffer[size++] = (byte) (value >>> shift);
    }
  }

  private void eight(long value) {
    four((int) (value >>> 32));
    four((int) value);
  }

  private void raw(byte[] bytes) {
    room(bytes.length);
    System.arraycopy(bytes, 0, buffer, size, bytes.length);
    size += bytes.length;
  }

  private void room(int more) {
    int needed = Math.addExact(size, more);
    if (needed > buffer.length) {
      buffer = Arrays.copyOf(buffer, (int) Math.min(Integer.MAX_VALUE - 8L, 2L * needed));
    }
  }
}
