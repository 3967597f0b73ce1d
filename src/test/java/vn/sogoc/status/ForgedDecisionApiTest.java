package vn.sogoc.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.IssuedCredentials;
import vn.sogoc.demo.IssuedCredentials.Issued;
import vn.sogoc.kernel.PublicId;

/** A hand on the database: rows of decisions that nobody took, or that were changed since. */
@QuarkusTest
@Tag("service")
class ForgedDecisionApiTest {
  /** Their triggers hold every role back, so the hand takes them off. */
  private static final List<String> TABLES =
      List.of("credential_decision", "decision_document", "decision_change", "decision_outcome");

  @Inject DemoSchools schools;
  @Inject IssuedCredentials credentials;
  @Inject Config config;

  private DecisionClient staff;

  @BeforeEach
  void people() {
    staff = DecisionClient.of(schools);
  }

  @Test
  void a_genuine_decision_copied_to_another_credential_is_none_there() throws SQLException {
    List<Issued> both = credentials.bachelors("Uông Thật", "Uông Giả");
    String id = staff.ask(both.get(0), DecisionClient.revocation()).path("id");
    UUID forged = UUID.nameUUIDFromBytes(id.getBytes());
    try (Connection hand = superuser()) {
      hand.createStatement()
          .execute(
              """
              insert into credential_decision
              select '%s', institution_id, '%s', ordinal, type, reason, legal_basis, decision_number,
                decision_key, decision_date, document_digest, document_type, subject, successor_id,
                successor_subject, salt, content, asked_person, asked_name, asked_at, expires_at, seal
              from credential_decision where id = '%s'
              """
                  .formatted(forged, both.get(1).record().id().key(), key(id)));
    }
    DecisionClient.decisions(staff.head().key(), both.get(0)).then().body("data", hasSize(1));
    Response seen = DecisionClient.decisions(staff.head().key(), both.get(1));
    seen.then().statusCode(200).body("data", empty());
    DecisionClient.approve(
            staff.head().key(), PublicId.of("dec", forged).toString(), "00".repeat(32))
        .then()
        .statusCode(404)
        .body("code", equalTo("decision_unknown"));
    assertThat(DecisionClient.verdict(both.get(1))).isEqualTo("valid");
  }

  @Test
  void an_outcome_made_by_hand_approves_nothing() throws SQLException {
    Issued one = credentials.bachelors("Uông Duyệt").getFirst();
    String id = staff.ask(one, DecisionClient.revocation()).path("id");
    try (Connection hand = superuser()) {
      hand.createStatement()
          .execute(
              """
              insert into decision_outcome
              select id, institution_id, 'approved', asked_person, gen_random_uuid(), 'Ai Đó', now(),
                null, gen_random_uuid(), sha256(content), seal
              from credential_decision where id = '%s'
              """
                  .formatted(key(id)));
    }
    DecisionClient.decisions(staff.head().key(), one).then().body("data", empty());
    DecisionClient.lineage(one).then().body("events", hasSize(1));
    assertThat(DecisionClient.verdict(one)).isEqualTo("valid");
  }

  @Test
  void no_column_of_a_decision_can_be_changed_and_leave_it_shown() throws SQLException {
    Issued one = credentials.bachelors("Uông Cột").getFirst();
    String id = staff.decided(one, DecisionClient.correction("fullName", "Uông Cột", "Uông Khác"));
    assertThat(shown(one)).isTrue();
    List<String> unseen = new ArrayList<>();
    int changed = 0;
    try (Connection hand = superuser()) {
      for (String[] row :
          List.of(
              new String[] {"credential_decision", "id"},
              new String[] {"decision_change", "decision_id"},
              new String[] {"decision_outcome", "decision_id"})) {
        for (String[] column : columns(hand, row[0])) {
          hand.setAutoCommit(true);
          hand.createStatement()
              .execute(
                  "create temporary table kept as select * from %s where %s = '%s'"
                      .formatted(row[0], row[1], key(id)));
          if (changed(hand, row, column, key(id)) > 0) {
            changed++;
            if (shown(one)) {
              unseen.add(row[0] + "." + column[0]);
            }
          }
          hand.createStatement()
              .execute(
                  "delete from %1$s where %2$s in ('%3$s', '%4$s')"
                      .formatted(row[0], row[1], key(id), OTHER));
          hand.createStatement().execute("insert into " + row[0] + " select * from kept");
          hand.createStatement().execute("drop table kept");
          assertThat(shown(one)).as("restored after " + row[0] + "." + column[0]).isTrue();
        }
      }
    }
    assertThat(unseen).isEmpty();
    assertThat(changed).isGreaterThan(30);
  }

  @Test
  void an_event_without_its_decision_is_shown_as_such_and_counts_nonetheless() throws SQLException {
    Issued one = credentials.bachelors("Uông Mất").getFirst();
    String id = staff.decided(one, DecisionClient.revocation());
    try (Connection hand = superuser()) {
      hand.createStatement()
          .execute("delete from decision_outcome where decision_id = '%s'".formatted(key(id)));
      hand.createStatement()
          .execute("delete from credential_decision where id = '%s'".formatted(key(id)));
    }
    assertThat(DecisionClient.verdict(one)).isEqualTo("revoked");
    DecisionClient.lineage(one)
        .then()
        .body("status", equalTo("revoked"))
        .body("events[1]", not(hasKey("decisionNumber")));
  }

  @Test
  void a_document_that_was_exchanged_is_not_handed_out() throws SQLException {
    Issued one = credentials.bachelors("Uông Tệp").getFirst();
    Response asked = staff.ask(one, DecisionClient.revocation());
    try (Connection hand = superuser()) {
      hand.createStatement()
          .execute(
              "update decision_document set content = content || '\\x00' where decision_id = '%s'"
                  .formatted(key(asked.path("id"))));
    }
    DecisionClient.as(staff.head().key())
        .get(asked.<String>path("document.url"))
        .then()
        .statusCode(503)
        .body("code", equalTo("entry_altered"));
  }

  @Test
  void not_even_the_owner_of_the_tables_decides_alone_or_changes_what_was_decided()
      throws SQLException {
    Issued one = credentials.bachelors("Uông Chủ").getFirst();
    String id = staff.ask(one, DecisionClient.revocation()).path("id");
    for (String statement :
        List.of(
            "update credential_decision set reason = 'x'",
            "delete from credential_decision",
            "truncate decision_outcome cascade",
            "update decision_change set new_value = 'x'",
            "delete from decision_document",
            """
            insert into decision_outcome
            select id, institution_id, 'approved', asked_person, asked_person, 'Một Mình', now(),
              null, gen_random_uuid(), sha256(content), seal
            from credential_decision where id = '%s'
            """
                .formatted(key(id)))) {
      assertThat(refusedToOwner(statement)).as(statement).isTrue();
    }
  }

  private static final UUID OTHER = UUID.nameUUIDFromBytes(new byte[] {7});

  /** Whether the correction with its values is still there for the institution. */
  private boolean shown(Issued one) {
    return DecisionClient.decisions(staff.head().key(), one).path("data.size()").equals(1);
  }

  private static int changed(Connection hand, String[] row, String[] column, UUID id)
      throws SQLException {
    String other =
        switch (column[1]) {
          case "bytea" -> "set_byte(%1$s, 3, get_byte(%1$s, 3) # 1)";
          case "integer" -> "%1$s + 1000";
          case "text" ->
              switch (column[0]) {
                case "type" -> "'suspension'";
                case "document_type" -> "'image/png'";
                case "outcome" -> "'rejected'";
                default -> "%1$s || 'x'";
              };
          case "date" -> "%1$s + 1";
          case "timestamp with time zone" -> "%1$s + interval '1 second'";
          case "uuid" -> "'" + OTHER + "'::uuid";
          default -> throw new IllegalStateException("a column of type " + column[1]);
        };
    try {
      return hand.createStatement()
          .executeUpdate(
              "update %s set %s = %s where %s = '%s' and %s is not null"
                  .formatted(row[0], column[0], other.formatted(column[0]), row[1], id, column[0]));
    } catch (SQLException refused) {
      assertThat(refused.getSQLState())
          .as("only a check of the table may refuse")
          .isEqualTo("23514");
      return 0;
    }
  }

  private static List<String[]> columns(Connection hand, String table) throws SQLException {
    List<String[]> columns = new ArrayList<>();
    ResultSet rows =
        hand.createStatement()
            .executeQuery(
                "select column_name, data_type from information_schema.columns where table_schema ="
                    + " 'public' and table_name = '"
                    + table
                    + "' order by ordinal_position");
    while (rows.next()) {
      columns.add(new String[] {rows.getString(1), rows.getString(2)});
    }
    return columns;
  }

  private static UUID key(String id) {
    return PublicId.parse("dec", id).orElseThrow().key();
  }

  private boolean refusedToOwner(String statement) {
    try (Connection hand =
        DriverManager.getConnection(
            config.getValue("sogoc.db.url", String.class),
            config.getValue("sogoc.db.owner", String.class),
            config.getValue("sogoc.db.owner.password", String.class))) {
      hand.createStatement().execute(statement);
      return false;
    } catch (SQLException refused) {
      return true;
    }
  }

  private Connection superuser() throws SQLException {
    Connection hand =
        DriverManager.getConnection(
            config.getValue("sogoc.db.url", String.class),
            "postgres",
            config.getValue("sogoc.db.superuser.password", String.class));
    hand.createStatement().execute("set session_replication_role = replica");
    for (String table : TABLES) {
      hand.createStatement()
          .execute("alter table " + table + " disable trigger refuse_update_delete");
    }
    return hand;
  }

  @AfterEach
  void guard() throws SQLException {
    try (Connection hand = superuser()) {
      for (String table : TABLES) {
        hand.createStatement()
            .execute("alter table " + table + " enable always trigger refuse_update_delete");
      }
    }
  }
}
