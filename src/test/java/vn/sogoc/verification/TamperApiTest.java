package vn.sogoc.verification;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.demo.IssuedCredentials;
import vn.sogoc.demo.IssuedCredentials.Issued;
import vn.sogoc.kernel.Digest;
import vn.sogoc.tlog.EntryType;
import vn.sogoc.tlog.LogEntry;

/**
 * A hand on the database: the owner of the tables, triggers switched off, changes one column of one
 * row at a time. Promise 1: no verdict turns to valid, and no answer rests on the changed row.
 */
@QuarkusTest
@Tag("service")
class TamperApiTest {
  /** Columns whose change breaks no promise because no answer about the credential reads them. */
  private static final List<String> UNREAD =
      List.of("register_event.id", "issuance_list.id", "issuance_list.batch_id");

  @Inject IssuedCredentials credentials;

  @ConfigProperty(name = "sogoc.db.url")
  String url;

  @ConfigProperty(name = "sogoc.db.owner")
  String owner;

  @ConfigProperty(name = "sogoc.db.owner.password")
  String password;

  @ConfigProperty(name = "sogoc.db.superuser.password")
  String superuserPassword;

  @Test
  void no_column_of_a_credentials_rows_can_be_changed_and_leave_it_valid() throws SQLException {
    Issued issued = credentials.bachelors("Nguyễn Văn Sửa", "Trần Thị Khác").getFirst();
    assertThat(verdict(issued)).isEqualTo("valid");
    Digest digest = Digest.sha256(issued.cose());
    List<String> stillValid = new ArrayList<>();
    int changed = 0;
    try (Connection hand = superuser()) {
      for (Row row :
          List.of(
              new Row("register_entry", "digest = decode('" + digest.hex() + "', 'hex')"),
              new Row("register_event", "entry_id = '" + issued.record().id().key() + "'"),
              new Row(
                  "issuance_list_row", "credential_digest = decode('" + digest.hex() + "', 'hex')"),
              new Row("issuance_list", "batch_id = '" + issued.batch() + "'"))) {
        for (Column column : columns(hand, row.table())) {
          String name = row.table() + "." + column.name();
          if (UNREAD.contains(name)) {
            continue;
          }
          Object before = value(hand, row, column);
          String where = update(hand, row, column);
          if (verdict(issued).equals("valid")) {
            stillValid.add(name);
          }
          changed++;
          restore(hand, row.table(), where, column, before);
          assertThat(verdict(issued)).as("restored after " + name).isEqualTo("valid");
        }
      }
    }
    assertThat(stillValid).isEmpty();
    assertThat(changed).isGreaterThan(45);
  }

  @Test
  void a_row_made_by_hand_makes_no_diploma() throws SQLException {
    Issued genuine = credentials.bachelors("Đoàn Thật").getFirst();
    Issued stolen = credentials.signedByThief("Đoàn Giả");
    Digest digest = Digest.sha256(genuine.cose());
    try (Connection hand = superuser()) {
      // the thief's record in a copy of a genuine row, with a genuine-looking event
      hand.createStatement()
          .execute(
              """
              insert into register_entry
              select '%s', institution_id, '%s', 0, kind, regime, 'Đoàn Giả', birth_date,
                serial_number || 'X', serial_key || 'X', register_number, register_year,
                register_seq + 900000, decision_number, decision_key, decision_date, issue_date,
                %d, %d, key_id, gen_random_uuid(), lookup, decode('%s', 'hex'), decode('%s', 'hex'),
                recorded_at, seal
              from register_entry where digest = decode('%s', 'hex')
              """
                  .formatted(
                      stolen.record().id().key(),
                      UUID.nameUUIDFromBytes(new byte[] {1}),
                      stolen.record().slot().list(),
                      stolen.record().slot().index(),
                      stolen.cose().hex(),
                      Digest.sha256(stolen.cose()).hex(),
                      digest.hex()));
    }
    assertThat(verdict(stolen)).isNotEqualTo("valid");
    assertThat(verdict(genuine)).isEqualTo("valid");
  }

  @Test
  void a_changed_key_statement_or_index_makes_nothing_valid() throws SQLException {
    Issued issued = credentials.bachelors("Mạc Khóa").getFirst();
    try (Connection hand = superuser()) {
      for (int at : new int[] {30, 200, 900}) {
        flip(hand, at);
        assertThat(verdict(issued)).isEqualTo("undetermined");
        flip(hand, at);
      }
      hand.createStatement()
          .execute("insert into institution values (900, 'KHAC', 'a', 'b', 'c', 'KH', 1)");
      hand.createStatement()
          .execute("update institution_key set institution_id = 900 where institution_id = 101");
      assertThat(verdict(issued)).isNotEqualTo("valid");
      hand.createStatement()
          .execute("update institution_key set institution_id = 101 where institution_id = 900");
      hand.createStatement().execute("delete from institution where id = 900");
    }
    assertThat(verdict(issued)).isEqualTo("valid");
  }

  @Test
  void a_genuine_statement_in_another_place_brings_no_key_back() throws SQLException {
    Issued issued = credentials.bachelors("Mạc Bản Cũ").getFirst();
    try (Connection hand = superuser()) {
      hand.createStatement()
          .execute(
              """
              insert into institution_statement
              select 101, 999, statement, created_at from institution_statement
              where institution_id = 101 and version = 1
              """);
      assertThat(verdict(issued)).isEqualTo("undetermined");
      hand.createStatement().execute("delete from institution_statement where version = 999");
    }
    assertThat(verdict(issued)).isEqualTo("valid");
  }

  @Test
  void a_row_that_was_blanked_proves_no_credential_published() throws SQLException {
    Issued issued = credentials.bachelors("Kim Trống", "Kim Đầy").getFirst();
    try (Connection hand = superuser()) {
      hand.createStatement()
          .execute(
              "update issuance_list_row set salt = null, fields = null where credential_digest ="
                  + " decode('%s', 'hex')".formatted(Digest.sha256(issued.cose()).hex()));
    }
    assertThat(verdict(issued)).isEqualTo("undetermined");
  }

  @Test
  void an_event_of_one_credential_says_nothing_about_another() throws SQLException {
    List<Issued> both = credentials.bachelors("Tạ Một", "Tạ Hai");
    LogEntry revoked = event(EntryType.REVOKED, both.get(0), both.get(1));
    insert(revoked, both.get(0));
    assertThat(verdict(both.get(0))).isEqualTo("undetermined");
    insert(event(EntryType.REVOKED, both.get(1), both.get(1)), both.get(1));
    assertThat(verdict(both.get(1))).isEqualTo("revoked");
  }

  @Test
  void a_receipt_made_by_hand_is_no_receipt() throws SQLException {
    try (Connection hand = superuser()) {
      hand.createStatement()
          .execute(
              """
              insert into verification_receipt values (gen_random_uuid(), 'ABCD-EFGH-JKMN', 'qr',
                'valid', 'signature=passed', null, now(), decode(repeat('00', 32), 'hex'))
              """);
    }
    given().get("/api/v1/verifications/ABCD-EFGH-JKMN").then().statusCode(404);
  }

  /** An event of a type about the second, with the slot of the first. */
  private LogEntry event(EntryType type, Issued slot, Issued about) throws SQLException {
    try (Connection hand = superuser()) {
      ResultSet issued =
          hand.createStatement()
              .executeQuery(
                  "select entry from register_event where type = 'issued' and entry_id = '"
                      + about.record().id().key()
                      + "'");
      assertThat(issued.next()).isTrue();
      return new LogEntry(
          type,
          Instant.parse("2026-11-24T00:00:00Z").plus(Duration.ofDays(3650)),
          101,
          Digest.sha256(new byte[] {1}),
          Optional.of(slot.record().slot()),
          Optional.of(Digest.sha256(issued.getBytes(1))));
    }
  }

  private void insert(LogEntry event, Issued of) throws SQLException {
    try (Connection hand = superuser();
        PreparedStatement insert =
            hand.prepareStatement(
                "insert into register_event values (gen_random_uuid(), 101, ?, ?, ?, ?, ?)")) {
      insert.setObject(1, of.record().id().key());
      insert.setString(2, event.type().code());
      insert.setBytes(3, event.encode().toArray());
      insert.setBytes(4, Digest.sha256(event.encode()).toArray());
      insert.setObject(5, event.time().atOffset(ZoneOffset.UTC));
      insert.execute();
    }
  }

  @Test
  void not_even_the_owner_of_the_tables_can_change_what_was_written() throws SQLException {
    credentials.bachelors("Quách Bền");
    for (String table :
        List.of(
            "register_entry",
            "register_event",
            "issuance_list",
            "issuance_list_row",
            "institution_statement")) {
      for (String statement :
          List.of("update %s set institution_id = 1", "delete from %s", "truncate %s cascade")) {
        assertThat(refusedToOwner(statement.formatted(table)))
            .as(statement.formatted(table))
            .isTrue();
      }
    }
  }

  private boolean refusedToOwner(String statement) {
    try (Connection hand = DriverManager.getConnection(url, owner, password)) {
      hand.createStatement().execute(statement);
      return false;
    } catch (SQLException refused) {
      return true;
    }
  }

  private static void flip(Connection hand, int at) throws SQLException {
    hand.createStatement()
        .execute(
            """
            update institution_statement
            set statement = set_byte(statement, %d, get_byte(statement, %d) # 1)
            where institution_id = 101
            """
                .formatted(at, at));
  }

  private record Row(String table, String where) {}

  private record Column(String name, String type) {}

  private static List<Column> columns(Connection hand, String table) throws SQLException {
    List<Column> columns = new ArrayList<>();
    try (PreparedStatement ask =
        hand.prepareStatement(
            """
            select column_name, data_type from information_schema.columns
            where table_name = ? and table_schema = 'public' order by ordinal_position
            """)) {
      ask.setString(1, table);
      ResultSet rows = ask.executeQuery();
      while (rows.next()) {
        columns.add(new Column(rows.getString(1), rows.getString(2)));
      }
    }
    return columns;
  }

  private static Object value(Connection hand, Row row, Column column) throws SQLException {
    ResultSet found =
        hand.createStatement()
            .executeQuery(
                "select " + column.name() + " from " + row.table() + " where " + row.where());
    found.next();
    return found.getObject(1);
  }

  /** Changes the value; says where the row lies now, whichever of its columns named it before. */
  private static String update(Connection hand, Row row, Column column) throws SQLException {
    String name = column.name();
    String other =
        switch (column.type()) {
          case "bytea" -> "set_byte(%1$s, 3, get_byte(%1$s, 3) # 1)";
          case "integer" -> "%1$s + 1000";
          case "text" -> "%1$s || 'x'";
          case "date" -> "%1$s + 1000";
          case "timestamp with time zone" -> "%1$s + interval '1 second'";
          case "uuid" -> "'%2$s'::uuid";
          default -> throw new IllegalStateException("a column of type " + column.type());
        };
    ResultSet changed =
        hand.createStatement()
            .executeQuery(
                "update %s set %s = %s where %s returning ctid"
                    .formatted(
                        row.table(),
                        name,
                        other.formatted(name, UUID.nameUUIDFromBytes(name.getBytes(UTF_8))),
                        row.where()));
    assertThat(changed.next()).as("a row was changed").isTrue();
    return "ctid = '" + changed.getString(1) + "'";
  }

  private static void restore(
      Connection hand, String table, String where, Column column, Object before)
      throws SQLException {
    try (PreparedStatement statement =
        hand.prepareStatement(
            "update " + table + " set " + column.name() + " = ? where " + where)) {
      statement.setObject(1, before);
      assertThat(statement.executeUpdate()).as("the row was restored").isEqualTo(1);
    }
  }

  /** Somebody who may do anything: no trigger, no foreign key holds the hand back. */
  private Connection superuser() throws SQLException {
    Connection hand = DriverManager.getConnection(url, "postgres", superuserPassword);
    hand.createStatement().execute("set session_replication_role = replica");
    return hand;
  }

  private static String verdict(Issued issued) {
    return given()
        .contentType("application/json")
        .body(Map.of("qr", issued.qr()))
        .post("/api/v1/verifications")
        .then()
        .extract()
        .path("verdict");
  }
}
