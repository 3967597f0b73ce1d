package vn.sogoc.killed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The delivered program is killed with signal 9 at random points while schools work with it, and in
 * some rounds its PostgreSQL too, as a whole or one process of it. What the schools were told is
 * held against the register, the log and verification. Five rounds here; {@code ./sogoc test
 * -Dtest=KilledServiceTest -Drounds=50} for the long run. One line for each round is written to
 * {@code target/killed/rounds.jsonl}.
 */
@Tag("service")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KilledServiceTest {
  private static final int ROUNDS = Integer.getInteger("rounds", 5);
  private static final long SEED = Long.getLong("seed", 20261126L);
  private static final int SCHOOLS = 3;

  private static Ground ground;
  private static RunningService service;
  private static Caller caller;
  private static HeadsSeen heads;
  private static Task.Staff staff;

  private final List<Task> all = new ArrayList<>();
  private final Deque<String> undecided = new ArrayDeque<>();
  private int persons;

  @BeforeAll
  static void start() throws Exception {
    ground = Ground.start("data", Map.of());
    service = ground.service();
    caller = ground.caller();
    heads = ground.heads();
    staff = ground.staff();
  }

  @AfterAll
  static void stop() throws Exception {
    if (ground != null) {
      ground.end();
    }
  }

  /** What is killed before the service is. */
  private enum Also {
    NOTHING,
    ONE_OF_THE_STORE,
    THE_STORE
  }

  @Test
  @Order(1)
  void what_was_acknowledged_outlives_every_kill() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      round(round, SEED + round, Also.values()[round % Also.values().length]);
    }
    assertThat(service.audit()).startsWith("0 ").contains("nothing is wrong");
  }

  /**
   * The planted fault: PostgreSQL answers a commit before it is on the disk, and what would write
   * it there soon afterwards stands still. Only the acknowledgement comes too early, everything
   * else is as before, and the same reckoning finds it.
   */
  @Test
  @Order(2)
  void an_acknowledgement_before_the_commit_is_found_out() throws Exception {
    service.plantEarlyAcknowledgement();
    // of a number that no round has: an answer that is only told again proves nothing here
    Task.Batch batch = new Task.Batch(900_000, 3, 900_000, staff);
    for (int i = 0; i < 600 && !batch.acknowledged().equals("approved"); i++) {
      if (batch.advance(caller) == Task.Progress.UNKNOWN) {
        LockSupport.parkNanos(20_000_000);
      }
    }
    service.killStore();
    service.kill();
    service.start();
    Reckoning reckoning = ground.reckoning();
    reckoning.wholeness(List.of(batch), heads);
    assertThat(reckoning.faults()).anyMatch(f -> f.contains("acknowledged as approved"));
  }

  private void round(int number, long seed, Also also) throws Exception {
    Random random = new Random(seed);
    List<Task> fresh = new ArrayList<>();
    long began = System.nanoTime();
    for (int i = 0; i < SCHOOLS; i++) {
      fresh.add(batch(random));
      if (!undecided.isEmpty()) {
        String type = random.nextBoolean() ? "revocation" : "suspension";
        fresh.add(new Task.Decision(all.size(), undecided.pop(), type, staff));
        all.add(fresh.getLast());
      }
    }
    List<Thread> schools = new ArrayList<>();
    for (int i = 0; i < SCHOOLS; i++) {
      List<Task> own = new ArrayList<>();
      for (int n = i; n < fresh.size(); n += SCHOOLS) {
        own.add(fresh.get(n));
      }
      Random pauses = new Random(seed * 31 + i);
      schools.add(Thread.ofPlatform().daemon().start(() -> work(own, pauses)));
    }

    long delay = random.nextInt(1_500_000_000);
    LockSupport.parkNanos(delay);
    switch (also) {
      case NOTHING -> {}
      case ONE_OF_THE_STORE -> service.killOneOfTheStore();
      case THE_STORE -> service.killStore();
    }
    LockSupport.parkNanos(also == Also.NOTHING ? 0 : random.nextInt(300_000_000));
    service.kill();
    service.start();
    Reckoning reckoning = ground.reckoning();
    reckoning.wholeness(all, heads);
    for (Thread school : schools) {
      school.join(120_000);
      assertThat(school.isAlive()).as("a school waits for two minutes").isFalse();
    }
    reckoning.wholeness(all, heads);
    reckoning.outcome(all, fresh, heads, random);
    learn(fresh);
    fresh.forEach(task -> reckoning.faults().addAll(task.faults()));
    reckoning.faults().addAll(heads.faults());
    report(number, seed, also, delay, fresh, reckoning, began);
    assertThat(reckoning.faults()).as("round with seed " + seed).isEmpty();
  }

  /** One step after another, in their order or both at once, each until it is told. */
  private static void work(List<Task> own, Random random) {
    List<Task> open = new ArrayList<>(own);
    while (!open.isEmpty()) {
      Task task = open.get(random.nextInt(open.size()));
      Task.Progress progress;
      try {
        progress = task.advance(caller);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      switch (progress) {
        case ENDED -> open.remove(task);
        case UNKNOWN -> LockSupport.parkNanos(30_000_000);
        case TOLD -> LockSupport.parkNanos(random.nextInt(60_000_000));
      }
    }
  }

  private Task.Batch batch(Random random) {
    int rows = 1 + random.nextInt(6);
    Task.Batch batch = new Task.Batch(all.size(), rows, persons, staff);
    persons += rows;
    all.add(batch);
    return batch;
  }

  /** One of each batch is decided about in a later round. */
  private void learn(List<Task> fresh) throws Exception {
    try (Connection hand = service.superuser();
        var query =
            hand.prepareStatement(
                "select e.id from register_entry e join batch b on b.id = e.batch_id"
                    + " where b.decision_number = ? and e.batch_row = 0")) {
      for (Task task : fresh) {
        if (task instanceof Task.Batch batch) {
          query.setString(1, batch.decision);
          try (var row = query.executeQuery()) {
            while (row.next()) {
              undecided.add(
                  vn.sogoc.kernel.PublicId.of("crd", row.getObject(1, java.util.UUID.class))
                      .toString());
            }
          }
        }
      }
    }
  }

  private void report(
      int number,
      long seed,
      Also also,
      long delay,
      List<Task> fresh,
      Reckoning reckoning,
      long began)
      throws IOException {
    String line =
        "{\"round\":%d,\"seed\":%d,\"also\":\"%s\",\"delayMs\":%d,\"tasks\":%d,\"settled\":%d,\"verified\":%d,\"heads\":%d,\"faults\":%d,\"ms\":%d}%n"
            .formatted(
                number,
                seed,
                also.name().toLowerCase(Locale.ROOT),
                delay / 1_000_000,
                fresh.size(),
                fresh.stream().mapToInt(Task::settled).sum(),
                reckoning.verified(),
                heads.all().size(),
                reckoning.faults().size(),
                (System.nanoTime() - began) / 1_000_000);
    Files.writeString(
        Ground.TOP.resolve("rounds.jsonl"),
        line,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
