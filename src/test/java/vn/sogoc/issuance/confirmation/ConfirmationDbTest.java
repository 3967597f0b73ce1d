package vn.sogoc.issuance.confirmation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.issuance.Confirmed;

/** What the database itself refuses. */
@QuarkusTest
@Tag("service")
class ConfirmationDbTest {
  @Inject DataSource database;
  @Inject DemoSchools schools;
  @Inject Clock clock;

  @Test
  void what_was_said_and_seen_is_neither_changed_nor_taken_out() throws Exception {
    Confirmed.play(schools, clock);
    for (String table :
        List.of(
            "confirmation_round",
            "confirmation_download",
            "confirmation_answer",
            "confirmation_verdict")) {
      for (String change : List.of("update %s set institution_id = 1", "delete from %s")) {
        assertThat(refused(change.formatted(table))).as(change.formatted(table)).isTrue();
      }
    }
    assertThat(refused("update confirmation_link set position = position + 1")).isTrue();
  }

  @Test
  void a_dispute_says_what_and_disputes_go_on_with_a_reason_only() throws Exception {
    String answer =
        "insert into confirmation_answer select batch_id, ordinal + 1000, institution_id, position,"
            + " generation, %s, content, %s, %s, salt, answered_at, seal from confirmation_answer limit 1";
    Confirmed.play(schools, clock);
    assertThat(refused(answer.formatted("'disputed'", "null", "null"))).isTrue();
    assertThat(refused(answer.formatted("'confirmed'", "'name'", "'An'"))).isTrue();
    assertThat(refused(answer.formatted("'silent'", "null", "null"))).isTrue();
    assertThat(
            refused(
                "insert into confirmation_verdict select batch_id, version + 500, institution_id,"
                    + " closes_on, is_early, downloads, confirmed, 1, silent, not_asked, last_ordinal, disputes, standing,"
                    + " null, given_account, given_person, given_name, given_at, seal"
                    + " from confirmation_verdict limit 1"))
        .isTrue();
    assertThat(
            refused(
                "insert into confirmation_round select '%s', version, institution_id, closes_on,"
                        .formatted(UUID.randomUUID())
                    + " asked_account, asked_name, asked_at, seal from confirmation_round limit 1"))
        .as("of a batch that is not there")
        .isTrue();
  }

  private boolean refused(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      try {
        statement.execute(sql);
        return false;
      } catch (SQLException e) {
        return true;
      } finally {
        connection.rollback();
      }
    }
  }
}
