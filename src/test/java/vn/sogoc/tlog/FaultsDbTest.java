package vn.sogoc.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.crypto.merkle.MerkleTree;
import vn.sogoc.crypto.merkle.TreeEdge;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.StatusSlot;
import vn.sogoc.platform.PublicIds;

/**
 * The log under faults: before and after each of its effects by a seed, answers of commits that are
 * lost, and PostgreSQL killed with signal 9 in between. A ledger outside of everything writes down
 * what was acknowledged and what was refused; afterwards the log agrees with it. Five rounds here;
 * {@code ./sogoc test -Dtest=FaultsDbTest -Drounds=50} for the long run.
 */
@QuarkusTest
@Tag("service")
class FaultsDbTest {
  private static final int ROUNDS = Integer.getInteger("rounds", 5);
  private static final long SEED = Long.getLong("seed", 20261125L);
  private static final int WRITERS = 3;
  private static final int GROUPS = 12;

  @Inject TransparencyLog log;
  @Inject LogStore store;
  @Inject LogHeads heads;
  @Inject SignedMemory memory;
  @Inject FaultyLogSteps faults;
  @Inject PublicIds ids;
  @Inject Config config;

  /** What happened, as the callers were told. */
  private static final class Ledger {
    final Set<LogEntry> acknowledged = ConcurrentHashMap.newKeySet();
    final Set<LogEntry> refused = ConcurrentHashMap.newKeySet();
  }

  /** How a caller learns the outcome; there is one right way and one planted wrong one. */
  private interface Writer {
    void write(Random random, Ledger ledger);
  }

  @AfterEach
  void calm() {
    faults.disarm();
  }

  @Test
  void what_was_acknowledged_is_logged_once_and_what_was_refused_is_not() throws Exception {
    int before = faults.failed();
    for (int round = 0; round < ROUNDS; round++) {
      long seed = SEED + round;
      Ledger ledger = round(seed, this::write, round % 2 == 1);
      check("round with seed " + seed, ledger);
    }
    assertThat(faults.failed() - before).as("faults that happened").isGreaterThan(ROUNDS * 3);
  }

  @Test
  void an_acknowledgement_before_the_commit_is_found_out() throws Exception {
    Ledger ledger = round(SEED - 1, this::acknowledgeTooEarly, false);
    assertThatThrownBy(() -> check("planted", ledger)).isInstanceOf(AssertionError.class);
  }

  private Ledger round(long seed, Writer writer, boolean killsStore) throws Exception {
    Ledger ledger = new Ledger();
    Random random = new Random(seed);
    faults.arm(seed, 5 + random.nextInt(25));
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        Random own = new Random(seed * 31 + i);
        writers.add(
            threads.submit(
                () -> {
                  for (int n = 0; n < GROUPS; n++) {
                    writer.write(own, ledger);
                    LockSupport.parkNanos(own.nextInt(40_000_000));
                  }
                }));
      }
      if (killsStore) {
        LockSupport.parkNanos(random.nextInt(400_000_000));
        killStore();
      }
      for (Future<?> each : writers) {
        each.get();
      }
    }
    faults.disarm();
    return ledger;
  }

  /** A caller that retries the same submissions until it was told. */
  private void write(Random random, Ledger ledger) {
    List<Submission> group = group(random);
    if (random.nextInt(4) == 0) {
      assertThatThrownBy(() -> submit(group, true)).isInstanceOf(RuntimeException.class);
      group.forEach(s -> ledger.refused.add(s.entry()));
      return;
    }
    boolean isAnswerLost = random.nextInt(4) == 0;
    for (int tries = 0; tries < 600; tries++) {
      try {
        submit(group, false);
        if (!isAnswerLost) {
          group.forEach(s -> ledger.acknowledged.add(s.entry()));
          return;
        }
        isAnswerLost = false; // and so the caller does it again
      } catch (RuntimeException e) {
        LockSupport.parkNanos(50_000_000); // unknown; the same again
      }
    }
    throw new AssertionError("the store took nothing for half a minute");
  }

  private void acknowledgeTooEarly(Random random, Ledger ledger) {
    List<Submission> group = group(random);
    group.forEach(s -> ledger.acknowledged.add(s.entry()));
    boolean fails = random.nextInt(4) == 0;
    try {
      submit(group, fails);
    } catch (RuntimeException e) {
      // its acknowledgement is out already
    }
  }

  private void submit(List<Submission> group, boolean fails) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              log.submit(group);
              if (fails) {
                throw new IllegalStateException("a fault before the commit");
              }
            });
  }

  private List<Submission> group(Random random) {
    List<Submission> group = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(9); i++) {
      LogEntry entry =
          LogEntry.issued(
              Instant.now().truncatedTo(ChronoUnit.MILLIS),
              998,
              Digest.sha256(ids.nextUuid().toString().getBytes(StandardCharsets.UTF_8)),
              new StatusSlot(0, 1));
      group.add(new Submission(ids.nextUuid(), entry));
    }
    return group;
  }

  /** Signal 9 to one server process: PostgreSQL ends them all and recovers from its journal. */
  private void killStore() throws Exception {
    try (Connection hand = superuser();
        ResultSet pids =
            hand.createStatement()
                .executeQuery(
                    "select pid from pg_stat_activity where usename = 'sogoc_app'"
                        + " and datname = current_database() limit 1")) {
      if (pids.next()) {
        int code = new ProcessBuilder("kill", "-9", pids.getString(1)).start().waitFor();
        assertThat(code).isZero();
      }
    }
  }

  private void check(String round, Ledger ledger) {
    awaitLogged(round, ledger.acknowledged);
    assertThat(log.standing()).as(round).isInstanceOf(LogStanding.Running.class);
    long size = store.state().size();
    List<byte[]> stored = store.entries(0, size);
    assertThat(stored).as(round).hasSize((int) size);
    Map<Bytes, Integer> times = new HashMap<>();
    stored.forEach(e -> times.merge(Bytes.of(e), 1, Integer::sum));
    for (LogEntry entry : ledger.acknowledged) {
      assertThat(times.get(entry.encode())).as(round).isEqualTo(1);
    }
    for (LogEntry entry : ledger.refused) {
      assertThat(times).as(round).doesNotContainKey(entry.encode());
    }
    // every head that was ever signed is one of this tree
    TreeEdge edge = TreeEdge.empty();
    int signed = 0;
    for (byte[] entry : stored) {
      edge.append(MerkleTree.leaf(Bytes.of(entry)), (tile, hashes) -> {});
      var head = heads.of(edge.size());
      if (head.isPresent()) {
        assertThat(head.get().root()).as(round).isEqualTo(edge.root());
        signed++;
      }
    }
    assertThat(signed).as(round).isPositive();
    assertThat(memory.last().orElseThrow().size())
        .as(round)
        .isGreaterThanOrEqualTo(heads.newest().orElseThrow().size());
  }

  private void awaitLogged(String round, Set<LogEntry> entries) {
    int missing = 0;
    for (int i = 0; i < 150; i++) {
      try {
        missing =
            (int)
                log.inclusions(entries).values().stream()
                    .filter(a -> !(a instanceof Inclusion.Included))
                    .count();
        if (missing == 0) {
          return;
        }
      } catch (RuntimeException e) {
        missing = entries.size(); // a connection that the kill broke
      }
      LockSupport.parkNanos(100_000_000);
    }
    throw new AssertionError(round + ": " + missing + " acknowledged entries are not logged");
  }

  private Connection superuser() throws SQLException {
    return DriverManager.getConnection(
        config.getValue("sogoc.db.url", String.class),
        "postgres",
        config.getValue("sogoc.db.superuser.password", String.class));
  }
}
