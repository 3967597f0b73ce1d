package vn.sogoc.audit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import vn.sogoc.crypto.merkle.MerkleTree;
import vn.sogoc.crypto.merkle.TreeEdge;
import vn.sogoc.crypto.note.SignedNote;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.store.ReadOnlyStore;
import vn.sogoc.tlog.LogEntry;

/**
 * The rows of a register in a schema of their own, without any rule: a hand does there whatever it
 * likes and makes the log fit again, and the service that they are from goes on.
 */
final class RegisterCopy implements AutoCloseable {
  private final String url;
  private final String password;
  private final String schema;
  private final Connection connection;

  RegisterCopy(String url, String password) throws SQLException {
    this(url, password, "hand");
  }

  RegisterCopy(String url, String password, String schema) throws SQLException {
    this.url = url;
    this.password = password;
    this.schema = schema;
    this.connection = DriverManager.getConnection(url, "postgres", password);
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    execute("drop schema if exists " + schema + " cascade");
    execute("create schema " + schema);
    for (String table :
        column(
            "select tablename from pg_tables where schemaname = 'public' and tablename <> 'flyway_schema_history'")) {
      execute("create table %1$s.%2$s as table public.%2$s".formatted(schema, table));
    }
    execute("set search_path = " + schema);
    connection.commit();
    connection.setAutoCommit(true);
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Changes rows, of which there must be some. */
  void change(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (statement.executeUpdate(sql) == 0) {
        throw new SQLException("nothing was changed by " + sql);
      }
    }
  }

  List<String> column(String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  String one(String sql) throws SQLException {
    return column(sql).getFirst();
  }

  Bytes bytes(String sql) throws SQLException {
    return Bytes.ofHex(one(sql));
  }

  /** Where the first entry stands that names this content. */
  long placeOf(Digest content) throws SQLException {
    return Long.parseLong(one("select min(idx) from log_entry" + naming(content)));
  }

  /** Takes the entry of the log out that names something, with its event. */
  void forget(Digest content) throws SQLException {
    change("delete from log_entry" + naming(content));
    execute("delete from register_event" + naming(content));
  }

  private static String naming(Digest content) {
    return " where convert_from(entry, 'UTF8') like '%digest " + content.bytes().base64Url() + "%'";
  }

  /** Puts an event of a credential into the register and the log. */
  void append(LogEntry entry, UUID credential) throws SQLException {
    UUID id = UUID.randomUUID();
    event(id, entry, credential);
    execute(
        "insert into log_entry values ((select max(idx) + 1 from log_entry), '%s', %d, '', decode('%s', 'hex'))"
            .formatted(id, entry.institution(), entry.encode().hex()));
    rebuild();
  }

  /** Puts an entry into the log alone: before all others, or after them. */
  void log(LogEntry entry, boolean isFirst) throws SQLException {
    execute(
        "insert into log_entry values ((select %s), '%s', %d, '', decode('%s', 'hex'))"
            .formatted(
                isFirst ? "-1" : "max(idx) + 1 from log_entry",
                UUID.randomUUID(),
                entry.institution(),
                entry.encode().hex()));
    rebuild();
  }

  /** Puts an event into the register alone. */
  void event(UUID id, LogEntry entry, UUID credential) throws SQLException {
    Bytes bytes = entry.encode();
    execute(
        "insert into register_event values ('%s', %d, '%s', '%s', decode('%s', 'hex'), decode('%s', 'hex'), '%s')"
            .formatted(
                id,
                entry.institution(),
                credential,
                entry.type().code(),
                bytes.hex(),
                Digest.sha256(bytes).hex(),
                entry.time()));
  }

  /** Numbers the entries anew and makes the tree over them; what was signed stays. */
  void rebuild() throws SQLException {
    execute(
        """
        update log_entry e set idx = n.new
        from (select idx, row_number() over (order by idx) - 1 as new from log_entry) n
        where n.idx = e.idx
        """);
    TreeEdge edge = TreeEdge.empty();
    for (String entry : column("select encode(entry, 'hex') from log_entry order by idx")) {
      Digest leaf = MerkleTree.leaf(Bytes.ofHex(entry));
      execute(
          "update log_entry set leaf = decode('%s', 'hex') where idx = %d"
              .formatted(leaf.hex(), edge.size()));
      edge.append(
          leaf,
          (tile, hashes) -> {
            throw new IllegalStateException("the copy is for small logs");
          });
    }
    execute(
        "update log_state set size = %d, root = decode('%s', 'hex'), edge = decode('%s', 'hex')"
            .formatted(edge.size(), edge.root().hex(), edge.encode().hex()));
  }

  AuditReport audited(AuditTrust trust, Clock clock, AuditScope scope, SignedNote... kept)
      throws SQLException {
    try (Connection own =
        ReadOnlyStore.open(
            url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema,
            "postgres",
            password)) {
      return new Audit(trust, clock, 1).run(own, scope, List.of(kept));
    }
  }

  @Override
  public void close() throws SQLException {
    execute("drop schema " + schema + " cascade");
    connection.close();
  }
}
