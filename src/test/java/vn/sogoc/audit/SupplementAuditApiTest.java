package vn.sogoc.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.issuance.SupplementScene;

/** Supplements altered by hand: every column, and rows taken out. */
@QuarkusTest
@TestProfile(BooksDatabase.class)
@Tag("service")
@SuppressWarnings("NullAway.Init") // set by the test framework
class SupplementAuditApiTest {
  private static final Set<String> TABLES =
      Set.of("supplement_sheet", "supplement_draft", "supplement", "supplement_withdrawal");

  @Inject AuditSchedule schedule;
  @Inject DemoSchools schools;

  @ConfigProperty(name = "sogoc.db.url")
  String url;

  @ConfigProperty(name = "sogoc.db.superuser.password")
  String password;

  @Test
  void what_is_altered_put_in_or_taken_out_is_named() throws Exception {
    SupplementScene.play(schools);
    try (Hand hand = new Hand(url, password)) {
      hand.unguard();
      awaitLogged(hand);
      assertThat(tables(found())).as("before").isEmpty();
      List<String> unnamed = new ArrayList<>();
      for (Hand.Column column : Hand.columns()) {
        if (TABLES.contains(column.table()) && !column.sort().equals("operational")) {
          Optional<Hand.Change> change = hand.change(column, "true");
          assertThat(change).as(column.toString()).isPresent();
          if (found().stream().noneMatch(f -> f.table().equals(column.table()))) {
            unnamed.add(column.toString());
          }
          hand.undo(change.get());
        }
      }
      assertThat(unnamed).isEmpty();
      assertThat(tables(found())).as("put back").isEmpty();

      assertThat(without(hand, "supplement_draft", "line = 1")).contains("supplement_sheet");
      assertThat(without(hand, "supplement", "revision = 2")).contains("log_entry");
      assertThat(without(hand, "supplement", "line = 2")).contains("supplement_sheet", "log_entry");
      assertThat(without(hand, "supplement_withdrawal", "true")).contains("log_entry");
      assertThat(without(hand, "supplement_sheet", "recorded_at is not null"))
          .contains("supplement");
      assertThat(tables(found())).isEmpty();
    }
  }

  /** What is named while rows are missing; they are put back. */
  private Set<String> without(Hand hand, String table, String where) throws SQLException {
    hand.execute("create table kept as select * from " + table + " where " + where);
    hand.execute("delete from " + table + " where " + where);
    Set<String> named = tables(found());
    hand.execute("insert into " + table + " select * from kept");
    hand.execute("drop table kept");
    return named;
  }

  private List<Finding> found() {
    AuditStanding standing = schedule.run(new AuditScope.Full());
    assertThat(standing).isInstanceOf(AuditStanding.Ended.class);
    return ((AuditStanding.Ended) standing)
        .report().findings().stream()
            .filter(one -> TABLES.contains(one.table()) || one.table().equals("log_entry"))
            .toList();
  }

  private static Set<String> tables(List<Finding> found) {
    return found.stream().map(Finding::table).collect(Collectors.toCollection(TreeSet::new));
  }

  private static void awaitLogged(Hand hand) throws SQLException {
    for (int i = 0; i < 600; i++) {
      if (hand.column("select count(*) from log_pending").equals(List.of("0"))) {
        return;
      }
      LockSupport.parkNanos(50_000_000);
    }
    throw new AssertionError("the log does not take what waits");
  }
}
