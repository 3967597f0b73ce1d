package vn.sogoc.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.crypto.merkle.MerkleTree;
import vn.sogoc.crypto.merkle.TreeProofs;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.StatusSlot;
import vn.sogoc.platform.PublicIds;

/** The log on a real store: order, fences, and what a hand on its tables comes to. */
@QuarkusTest
@Tag("service")
class LogDbTest {
  @Inject TransparencyLog log;
  @Inject LogStore store;
  @Inject LogHeads heads;
  @Inject LogTiles tiles;
  @Inject PublicIds ids;
  @Inject Clock clock;
  @Inject Config config;

  @Test
  void what_is_rolled_back_is_not_logged_and_what_is_committed_is_once() {
    LogEntry lost = entry();
    assertThatThrownBy(
            () ->
                QuarkusTransaction.requiringNew()
                    .run(
                        () -> {
                          log.submit(List.of(new Submission(ids.nextUuid(), lost)));
                          throw new IllegalStateException("the caller failed");
                        }))
        .isInstanceOf(IllegalStateException.class);
    Submission kept = new Submission(ids.nextUuid(), entry());
    submit(List.of(kept));
    submit(List.of(kept));
    Inclusion.Included first = awaitLogged(kept.entry());
    submit(List.of(kept)); // again, after it has its index
    awaitLogged(submitted(1).getFirst());
    assertThat(awaitLogged(kept.entry()).index()).isEqualTo(first.index());
    assertThat(rows("select count(*) from log_entry where event_id = '" + kept.event() + "'"))
        .isEqualTo(1);
    assertThat(log.inclusions(List.of(lost)).get(lost)).isInstanceOf(Inclusion.Absent.class);
  }

  @Test
  void sequencers_beside_each_other_leave_no_gap_and_no_double() throws Exception {
    List<LogEntry> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      List<Future<List<LogEntry>>> writers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        writers.add(
            threads.submit(
                () -> {
                  List<LogEntry> mine = new ArrayList<>();
                  for (int n = 0; n < 15; n++) {
                    mine.addAll(submitted(20));
                  }
                  return mine;
                }));
      }
      for (int i = 0; i < 2; i++) {
        threads.submit(
            () -> {
              for (int n = 0; n < 60; n++) {
                store.sequence(7); // beside the worker of the service
              }
              return n();
            });
      }
      for (Future<List<LogEntry>> writer : writers) {
        all.addAll(writer.get());
      }
    }
    List<Long> indexes = all.stream().map(e -> awaitLogged(e).index()).toList();
    assertThat(indexes).doesNotHaveDuplicates().hasSize(1200);
    long size = store.state().size();
    assertThat(rows("select count(*) from log_entry where idx < " + size)).isEqualTo(size);
    assertThat(new TreeProofs(tiles, size).root()).isEqualTo(rootOf(size));
  }

  @Test
  void one_size_has_one_root_for_ever() {
    awaitLogged(submitted(1).getFirst());
    LogHeads.Stored head = heads.published().orElseThrow();
    assertThatThrownBy(
            () ->
                heads.keep(
                    head.size(),
                    Digest.sha256(new byte[] {9}),
                    vn.sogoc.crypto.note.SignedNote.parse(head.note()),
                    clock.instant()))
        .isInstanceOf(LogHalted.class);
    assertThatThrownBy(
            () ->
                owner(
                    "update log_head set root = decode(repeat('00', 32), 'hex') where size = "
                        + head.size()))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("stays");
    assertThatThrownBy(() -> owner("delete from log_head where size = " + head.size()))
        .isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> owner("update log_state set size = size - 1"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("only grows");
    assertThatThrownBy(() -> owner("delete from log_entry where idx = 0"))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void another_origin_is_another_log() {
    assertThatThrownBy(() -> store.open("other.example/log"))
        .isInstanceOf(LogHalted.class)
        .hasMessageContaining("other.example/log");
  }

  @Test
  void a_leaf_that_was_written_by_hand_is_not_included() throws SQLException {
    LogEntry forged = entry();
    awaitLogged(submitted(1).getFirst());
    // an index under the published head is taken by another entry; this one claims it by its leaf
    try (Connection hand = superuser()) {
      hand.createStatement().execute("alter table log_entry disable trigger refuse_update_delete");
      hand.createStatement()
          .execute(
              "insert into log_entry values (-1 + (select max(size) from log_head where published_at"
                  + " is not null) + 1000000, '%s', 1, decode('%s', 'hex'), decode('%s', 'hex'))"
                      .formatted(
                          ids.nextUuid(),
                          MerkleTree.leaf(forged.encode()).hex(),
                          forged.encode().hex()));
      assertThat(log.inclusions(List.of(forged)).get(forged)).isInstanceOf(Inclusion.Absent.class);
      hand.createStatement()
          .execute(
              "delete from log_entry where leaf = decode('%s', 'hex')"
                  .formatted(MerkleTree.leaf(forged.encode()).hex()));
      hand.createStatement()
          .execute("alter table log_entry enable always trigger refuse_update_delete");
    }
  }

  private static int n() {
    return 0;
  }

  private LogEntry entry() {
    return LogEntry.issued(
        Instant.now().truncatedTo(ChronoUnit.MILLIS),
        999,
        Digest.sha256(ids.nextUuid().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        new StatusSlot(0, 1));
  }

  private List<LogEntry> submitted(int count) {
    List<Submission> submissions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      submissions.add(new Submission(ids.nextUuid(), entry()));
    }
    submit(submissions);
    return submissions.stream().map(Submission::entry).toList();
  }

  private void submit(List<Submission> submissions) {
    QuarkusTransaction.requiringNew().run(() -> log.submit(submissions));
  }

  private Inclusion.Included awaitLogged(LogEntry entry) {
    for (int i = 0; i < 1500; i++) {
      if (log.inclusions(List.of(entry)).get(entry) instanceof Inclusion.Included included) {
        return included;
      }
      LockSupport.parkNanos(20_000_000);
    }
    throw new AssertionError("not logged after half a minute");
  }

  /** By another way than tiles: all leaves of the stored entries. */
  private Digest rootOf(long size) {
    return MerkleTree.root(
        store.entries(0, size).stream()
            .map(e -> MerkleTree.leaf(vn.sogoc.kernel.Bytes.of(e)))
            .toList());
  }

  private long rows(String query) {
    try (Connection hand = superuser();
        ResultSet result = hand.createStatement().executeQuery(query)) {
      result.next();
      return result.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void owner(String statement) throws SQLException {
    try (Connection owner =
        DriverManager.getConnection(
            config.getValue("sogoc.db.url", String.class),
            config.getValue("sogoc.db.owner", String.class),
            config.getValue("sogoc.db.owner.password", String.class))) {
      owner.createStatement().execute(statement);
    }
  }

  private Connection superuser() throws SQLException {
    return DriverManager.getConnection(
        config.getValue("sogoc.db.url", String.class),
        "postgres",
        config.getValue("sogoc.db.superuser.password", String.class));
  }
}
