package vn.sogoc.status;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.IssuedCredentials;
import vn.sogoc.demo.IssuedCredentials.Issued;
import vn.sogoc.register.Register;
import vn.sogoc.register.RegisterEvidence;
import vn.sogoc.tlog.EntryType;
import vn.sogoc.tlog.Inclusion;
import vn.sogoc.tlog.LogEntry;
import vn.sogoc.tlog.TransparencyLog;

/** What the log knows, a hand on the database cannot take back. */
@QuarkusTest
@Tag("service")
class DeletedEventApiTest {
  @Inject DemoSchools schools;
  @Inject IssuedCredentials credentials;
  @Inject Register register;
  @Inject TransparencyLog log;
  @Inject Config config;

  private DecisionClient staff;

  @BeforeEach
  void people() {
    staff = DecisionClient.of(schools);
  }

  @Test
  void a_revocation_stays_when_its_event_is_deleted() throws SQLException {
    Issued issued = credentials.bachelors("Vi Thu Hồi").getFirst();
    staff.decided(issued, DecisionClient.revocation());
    awaitLogged(issued, EntryType.REVOKED);
    delete(issued, "revoked");
    assertThat(DecisionClient.verdict(issued)).isEqualTo("revoked");
    assertThat(status(issued)).isEqualTo("revoked");
    assertThat(lineage(issued)).isEqualTo("revoked");
  }

  @Test
  void a_reinstatement_written_by_hand_reinstates_nothing() throws SQLException {
    Issued issued = credentials.bachelors("Vi Đình Chỉ").getFirst();
    staff.decided(issued, DecisionClient.suspension());
    awaitLogged(issued, EntryType.SUSPENDED);
    ForgedEvent forged = ForgedEvent.reinstatement(issued, events(issued).getFirst());
    try (Connection hand = superuser()) {
      forged.intoTheRegister(hand);
      assertThat(events(issued)).as("the row looks genuine").contains(forged.entry());
      assertThat(DecisionClient.verdict(issued)).isEqualTo("suspended");
      forged.intoTheOutbox(hand);
    }
    awaitLogged(issued, EntryType.REINSTATED);
    assertThat(DecisionClient.verdict(issued)).isEqualTo("suspended");
    assertThat(status(issued)).isEqualTo("suspended");
    assertThat(lineage(issued)).isEqualTo("suspended");
  }

  @Test
  void a_credential_whose_own_event_is_deleted_is_not_valid() throws SQLException {
    Issued issued = credentials.bachelors("Vi Mất Gốc").getFirst();
    delete(issued, "issued");
    assertThat(DecisionClient.verdict(issued)).isEqualTo("undetermined");
  }

  private static String status(Issued issued) {
    return given()
        .get("/api/v1/credentials/" + issued.record().id() + "/status")
        .then()
        .statusCode(200)
        .extract()
        .path("status");
  }

  private static String lineage(Issued issued) {
    return given()
        .get("/api/v1/credentials/" + issued.record().id() + "/lineage")
        .then()
        .statusCode(200)
        .extract()
        .path("status");
  }

  private List<LogEntry> events(Issued issued) {
    return register.byId(issued.record().id()).orElseThrow() instanceof RegisterEvidence.Recorded r
        ? r.events()
        : List.of();
  }

  private void awaitLogged(Issued issued, EntryType type) {
    LogEntry first = events(issued).getFirst();
    for (int i = 0; i < 1500; i++) {
      if (log.inclusions(List.of(first)).get(first) instanceof Inclusion.Included included
          && included.later().stream().anyMatch(l -> l.entry().type() == type)) {
        return;
      }
      LockSupport.parkNanos(20_000_000);
    }
    throw new AssertionError("the event is not in the log after half a minute");
  }

  private void delete(Issued issued, String type) throws SQLException {
    try (Connection hand = superuser()) {
      hand.setAutoCommit(false);
      hand.createStatement().execute("set local session_replication_role = replica");
      hand.createStatement()
          .execute("alter table register_event disable trigger register_event_is_append_only");
      int deleted =
          hand.createStatement()
              .executeUpdate(
                  "delete from register_event where entry_id = '%s' and type = '%s'"
                      .formatted(issued.record().id().key(), type));
      hand.createStatement()
          .execute("alter table register_event enable trigger register_event_is_append_only");
      hand.commit();
      assertThat(deleted).isEqualTo(1);
    }
  }

  private Connection superuser() throws SQLException {
    return DriverManager.getConnection(
        config.getValue("sogoc.db.url", String.class),
        "postgres",
        config.getValue("sogoc.db.superuser.password", String.class));
  }
}
