package vn.sogoc.platform.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.kernel.Digest;

/** Lines of the trail in a real database: one chain, whoever writes at the same time. */
@QuarkusTest
@Tag("service")
class TrailDbTest {
  private static final Digest DETAILS = Digest.sha256("x".getBytes(StandardCharsets.US_ASCII));

  @Inject Trail trail;
  @Inject DataSource database;

  @Test
  void lines_of_many_at_once_are_one_chain_without_a_gap() throws Exception {
    long before = chain();
    String object = "t-" + UUID.randomUUID();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        int lines = 1 + i % 3;
        all.add(threads.submit(() -> tell(object, lines)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(of(object)).hasSize(199);
    assertThat(chain()).isGreaterThanOrEqualTo(before + 199);
  }

  @Test
  void what_is_rolled_back_was_not_done() {
    String object = "t-" + UUID.randomUUID();
    assertThatThrownBy(
            () ->
                QuarkusTransaction.requiringNew()
                    .run(
                        () -> {
                          trail.tell(deed(object));
                          throw new IllegalStateException("no");
                        }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(of(object)).isEmpty();
    assertThatThrownBy(() -> trail.tell(deed(object))).as("without a transaction").isNotNull();
  }

  @Test
  void the_application_neither_changes_nor_removes_a_line_nor_moves_the_head_back() {
    tell("t-" + UUID.randomUUID(), 2);
    for (String sql :
        List.of(
            "update trail_line set action = 'a.b'",
            "delete from trail_line",
            "truncate trail_line",
            "update trail_head set seq = seq - 1",
            "update trail_head set hash = sha256('x'::bytea)",
            "update trail_head set logged_seq = -1",
            "delete from trail_head",
            "insert into trail_head select 2, seq, hash, 0, null from trail_head",
            "insert into trail_line select seq + 1000000, at, actor, role, institution_id, action,"
                + " object, details, previous, hash, seal from trail_line limit 1")) {
      assertThatThrownBy(() -> execute(sql)).as(sql).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void a_head_is_taken_once_and_only_where_something_was_done() {
    tell("t-" + UUID.randomUUID(), 1);
    TrailHead head =
        QuarkusTransaction.requiringNew().call(() -> trail.takeHead(Duration.ZERO)).orElseThrow();
    assertThat(head.seq()).isPositive();
    assertThat(QuarkusTransaction.requiringNew().call(() -> trail.takeHead(Duration.ZERO)))
        .isEmpty();
    tell("t-" + UUID.randomUUID(), 1);
    assertThat(QuarkusTransaction.requiringNew().call(() -> trail.takeHead(Duration.ofDays(1))))
        .as("the last one is enough for a day")
        .isEmpty();
  }

  private void tell(String object, int lines) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              for (int i = 0; i < lines; i++) {
                trail.tell(deed(object));
              }
            });
  }

  private static Deed deed(String object) {
    return new Deed(Doer.account(new UUID(1, 2), "audit"), "test.done", 0, object, DETAILS);
  }

  /** Walks the whole chain; the number of its lines. */
  private long chain() throws SQLException {
    Digest previous = TrailLine.BEGINNING;
    long seq = 0;
    try (Connection connection = database.getConnection();
        ResultSet rows =
            connection.createStatement().executeQuery("select * from trail_line order by seq")) {
      while (rows.next()) {
        TrailLine line =
            new TrailLine(
                rows.getLong("seq"),
                rows.getObject("at", OffsetDateTime.class).toInstant(),
                new Deed(
                    new Doer(rows.getString("actor"), rows.getString("role")),
                    rows.getString("action"),
                    rows.getInt("institution_id"),
                    rows.getString("object"),
                    Digest.of(rows.getBytes("details"))),
                Digest.of(rows.getBytes("previous")));
        assertThat(line.seq()).isEqualTo(++seq);
        assertThat(line.previous()).isEqualTo(previous);
        assertThat(line.hash()).isEqualTo(Digest.of(rows.getBytes("hash")));
        previous = line.hash();
      }
    }
    return seq;
  }

  private List<Long> of(String object) {
    List<Long> found = new ArrayList<>();
    try (Connection connection = database.getConnection();
        ResultSet rows =
            connection
                .createStatement()
                .executeQuery("select seq from trail_line where object = '" + object + "'")) {
      while (rows.next()) {
        found.add(rows.getLong(1));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return found;
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.createStatement().execute(sql);
    }
  }
}
