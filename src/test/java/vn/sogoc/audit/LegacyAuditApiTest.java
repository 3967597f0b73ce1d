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
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.TestSchools;
import vn.sogoc.register.legacy.CoverageLine;
import vn.sogoc.register.legacy.FalseCoverage;

/** Old register books altered by hand: every column, and rows taken out or put in. */
@QuarkusTest
@TestProfile(BooksDatabase.class)
@Tag("service")
@SuppressWarnings("NullAway.Init") // set by the test framework
class LegacyAuditApiTest {
  private static final Set<String> TABLES =
      Set.of(
          "legacy_book",
          "legacy_declaration",
          "legacy_image",
          "legacy_page",
          "legacy_turn",
          "legacy_row",
          "legacy_decision",
          "register_copy",
          "register_copy_withdrawal",
          "register_coverage");

  @Inject AuditSchedule schedule;
  @Inject DemoSchools schools;
  @Inject TestSchools own;
  @Inject FalseCoverage falsely;

  @ConfigProperty(name = "sogoc.db.url")
  String url;

  @ConfigProperty(name = "sogoc.db.superuser.password")
  String password;

  @Test
  void what_is_altered_put_in_or_taken_out_is_named() throws Exception {
    int school = own.school().number();
    new LegacyScene(schools).play(school);
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

      assertThat(without(hand, "legacy_row", "line = 1")).contains("legacy_turn", "legacy_page");
      assertThat(without(hand, "legacy_image", "true")).contains("legacy_page");
      assertThat(without(hand, "legacy_declaration", "true")).contains("legacy_declaration");
      assertThat(without(hand, "legacy_book", "true")).contains("legacy_page");
      assertThat(without(hand, "legacy_page", "true")).contains("register_copy", "legacy_page");
      assertThat(without(hand, "legacy_decision", "line = 2")).contains("legacy_page");
      assertThat(without(hand, "legacy_turn", "turn = 2")).contains("legacy_page");
      assertThat(without(hand, "register_copy", "line = 3")).contains("legacy_page", "log_entry");
      assertThat(without(hand, "register_copy_withdrawal", "true")).contains("log_entry");
      assertThat(without(hand, "register_coverage", "version = 1"))
          .contains("register_coverage", "log_entry");
      hand.execute("create table kept as select * from legacy_page");
      hand.execute(
          "update legacy_page set recorded_at = null, approval_id = null, approved_hash = null");
      assertThat(tables(found())).contains("register_copy"); // logged, of no recorded page
      hand.execute(
          "update legacy_page p set recorded_at = k.recorded_at, approval_id = k.approval_id,"
              + " approved_hash = k.approved_hash from kept k where k.id = p.id");
      hand.execute("drop table kept");
      assertThat(tables(found())).isEmpty();

      UUID understated = falsely.say(school, l -> with(l, l.declared() - 1, l.copied()));
      UUID overstated = falsely.say(school, l -> with(l, l.declared(), l.copied() + 1));
      awaitLogged(hand);
      assertThat(found())
          .allMatch(f -> f.table().equals("register_coverage") && f.column().equals("signed"))
          .extracting(Finding::key)
          .contains(understated.toString(), overstated.toString())
          .doesNotContainAnyElementsOf(
              hand.column("select id from register_coverage where version < 3"));
    }
  }

  private static CoverageLine with(CoverageLine line, long declared, long copied) {
    return new CoverageLine(
        line.issuer(), line.kind(), line.yearFrom(), line.yearTo(), declared, line.lost(), copied);
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
