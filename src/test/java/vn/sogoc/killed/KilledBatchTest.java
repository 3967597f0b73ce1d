package vn.sogoc.killed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A batch of thousands is prepared, approved and signed while the delivered program, its PostgreSQL
 * or both are killed with signal 9, up to three times at points between the first request and the
 * published list. What was acknowledged is held against register, log and verification, and
 * somebody looks at the batch all the time. Two rounds here; {@code ./sogoc test
 * -Dtest=KilledBatchTest -Drounds=20 -Drows=10000} for the long run. One line for each round is
 * written to {@code target/killed/batches.jsonl}.
 */
@Tag("service")
class KilledBatchTest {
  private static final int ROUNDS = Integer.getInteger("rounds", 2);
  private static final int ROWS = Integer.getInteger("rows", 4_000);
  private static final long SEED = Long.getLong("seed", 20261134L);
  private static final int MOST_KILLS = 3;
  private static final long LONGEST = TimeUnit.MINUTES.toMillis(4);

  private static Ground ground;

  private final List<Task> all = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    ground = Ground.start("batches", Map.of("SOGOC_ISSUANCE_CHUNK", "500"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (ground != null) {
      ground.end();
    }
  }

  /** Who dies. */
  private enum Victim {
    SERVICE,
    ONE_OF_THE_STORE,
    SERVICE_AFTER_ONE_OF_THE_STORE,
    SERVICE_AFTER_THE_STORE
  }

  /** What the batch is at, as the store has it, and how long that lasts at most. */
  private enum Moment {
    PREPARING(1500),
    APPROVING(60),
    ASKING(100),
    STAGING(60),
    RECORDING(1500),
    PUBLISHING(800);

    private final int millis;

    Moment(int millis) {
      this.millis = millis;
    }
  }

  private static boolean isAt(Standing batch, Moment moment, long staged) {
    return switch (moment) {
      case PREPARING -> true;
      case APPROVING -> !batch.state().isEmpty();
      case ASKING -> !batch.state().isEmpty() && !batch.state().equals("draft");
      case STAGING ->
          batch.step().equals("sign") && batch.done() >= staged
              || isAt(batch, Moment.RECORDING, staged);
      case RECORDING -> batch.step().equals("record") || isAt(batch, Moment.PUBLISHING, staged);
      case PUBLISHING -> List.of("publish", "done").contains(batch.step());
    };
  }

  @Test
  void a_large_batch_is_issued_once_and_whole_however_often_it_is_cut_off() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      round(SEED + round);
    }
    assertThat(ground.service().audit()).startsWith("0 ").contains("nothing is wrong");
  }

  private void round(long seed) throws Exception {
    Random random = new Random(seed);
    long began = System.nanoTime();
    Task.Batch batch = new Task.Batch(all.size(), ROWS, all.size() * ROWS, ground.staff());
    all.add(batch);
    Reckoning reckoning = ground.reckoning();
    List<String> kills = new ArrayList<>();
    Thread school = Thread.ofPlatform().daemon().start(() -> work(batch));
    Looks looks = new Looks(ground.caller(), batch, ground.staff().approve());
    try {
      for (Moment moment : moments(random)) {
        kills.add(kill(batch, school, moment, random));
        reckoning.wholeness(all, ground.heads());
      }
      school.join(LONGEST);
      assertThat(school.isAlive()).as("seed %d: nothing goes on, %s", seed, kills).isFalse();
      LockSupport.parkNanos(300_000_000); // once more it is looked at
    } finally {
      looks.end();
    }
    assertThat(looks.whole()).as("looks at the whole batch").isPositive();
    reckoning.wholeness(all, ground.heads());
    reckoning.outcome(all, List.of(batch), ground.heads(), random);
    reckoning.faults().addAll(batch.faults());
    reckoning.faults().addAll(looks.faults());
    reckoning.faults().addAll(ground.heads().faults());
    report(seed, kills, looks, reckoning, began);
    assertThat(reckoning.faults()).as("seed " + seed).isEmpty();
  }

  /** Some, in their order; the same one may come twice. */
  private static List<Moment> moments(Random random) {
    return random
        .ints(1 + random.nextInt(MOST_KILLS), 0, Moment.values().length)
        .sorted()
        .mapToObj(i -> Moment.values()[i])
        .toList();
  }

  /** Waits for the moment, or for one behind it, and kills somewhere inside of it. */
  private static String kill(Task.Batch batch, Thread school, Moment moment, Random random)
      throws Exception {
    long staged = random.nextInt(batch.rows);
    long millis = random.nextInt(moment.millis);
    Victim victim = Victim.values()[random.nextInt(Victim.values().length)];
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST);
    RunningService service = ground.service();
    Standing found;
    try (Connection hand = service.superuser()) {
      while (!isAt(Standing.of(hand, batch.decision), moment, staged)
          && school.isAlive()
          && System.nanoTime() < until) {
        LockSupport.parkNanos(2_000_000);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
      found = Standing.of(hand, batch.decision);
    }
    switch (victim) {
      case SERVICE -> {}
      case ONE_OF_THE_STORE, SERVICE_AFTER_ONE_OF_THE_STORE -> service.killOneOfTheStore();
      case SERVICE_AFTER_THE_STORE -> service.killStore();
    }
    if (victim == Victim.ONE_OF_THE_STORE) {
      service.awaitStore();
    } else {
      service.kill();
      service.start();
    }
    return "%s: %s at %s %s %d"
        .formatted(moment, victim, found.state(), found.step(), found.done())
        .toLowerCase(Locale.ROOT);
  }

  /** The school asks again until it is told, and never does anything else. */
  private static void work(Task.Batch batch) {
    Task.Progress progress = Task.Progress.TOLD;
    while (progress != Task.Progress.ENDED) {
      try {
        progress = batch.advance(ground.caller());
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      LockSupport.parkNanos(30_000_000);
    }
  }

  private void report(long seed, List<String> kills, Looks looks, Reckoning reckoning, long began)
      throws IOException {
    String line =
        "{\"seed\":%d,\"rows\":%d,\"kills\":[%s],\"settled\":%d,\"looksBefore\":%d,\"looksWhole\":%d,\"verified\":%d,\"faults\":%d,\"ms\":%d}%n"
            .formatted(
                seed,
                ROWS,
                kills.stream().map(k -> '"' + k + '"').collect(Collectors.joining(",")),
                all.getLast().settled(),
                looks.before(),
                looks.whole(),
                reckoning.verified(),
                reckoning.faults().size(),
                (System.nanoTime() - began) / 1_000_000);
    Files.writeString(
        Ground.TOP.resolve("batches.jsonl"),
        line,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
