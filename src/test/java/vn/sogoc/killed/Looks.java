package vn.sogoc.killed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Somebody of the university who looks at a batch all the time, with what the service shows them:
 * it is there as a whole or not at all, and what was there once stays.
 */
final class Looks {
  private static final int EDGE = 3;

  private final Caller caller;
  private final Task.Batch batch;
  private final String key;
  private final List<String> faults = new ArrayList<>();
  private final Thread thread;
  private int before;
  private int whole;
  private String numbers = "";
  private volatile boolean isOver;

  Looks(Caller caller, Task.Batch batch, String key) {
    this.caller = caller;
    this.batch = batch;
    this.key = key;
    this.thread = new Thread(this::watch, "looks");
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    while (!isOver) {
      String id = batch.id();
      if (!id.isEmpty()) {
        rows(id, -1);
        rows(id, batch.rows - 1 - EDGE);
        records(id, -1);
        records(id, batch.rows - 1 - EDGE);
        numbers(id);
      }
      LockSupport.parkNanos(50_000_000);
    }
  }

  private void rows(String id, int after) {
    page("/api/v1/batches/" + id + "/rows?limit=" + EDGE + "&after=" + after)
        .ifPresent(
            rows -> {
              int credentials = 0;
              for (JsonNode row : rows) {
                credentials += row.path("credential").asText().isEmpty() ? 0 : 1;
              }
              if (rows.size() != EDGE) {
                fault(rows.size() + " rows behind " + after);
              }
              saw("credentials behind row " + after, credentials);
            });
  }

  private void records(String id, int after) {
    page("/api/v1/batches/" + id + "/records?limit=" + EDGE + "&after=" + after)
        .ifPresent(records -> saw("records behind row " + after, records.size()));
  }

  /** Every number of the year is used, reserved or void; those of a batch stay the same. */
  private void numbers(String id) {
    if (!(caller.get("/api/v1/register-numbers?kind=BCN&year=2026", key)
        instanceof Caller.Answer.Told told)) {
      return;
    }
    told.body().path("faults").forEach(fault -> fault("the book of numbers: " + fault.asText()));
    boolean found = false;
    for (JsonNode range : told.body().path("ranges")) {
      if (!range.path("batch").asText().equals(id)) {
        continue;
      }
      found = true;
      String taken =
          "%d to %d with %d to %d"
              .formatted(
                  range.path("first").asInt(),
                  range.path("last").asInt(),
                  range.path("firstSerial").asInt(),
                  range.path("lastSerial").asInt());
      if (!numbers.isEmpty() && !numbers.equals(taken)) {
        fault("had the numbers " + numbers + " and has " + taken);
      }
      numbers = taken;
      saw("used numbers", range.path("state").asText().equals("used") ? EDGE : 0);
    }
    if (!found && !numbers.isEmpty()) {
      fault("had the numbers " + numbers + " and has none");
    }
  }

  private Optional<JsonNode> page(String path) {
    return caller.get(path, key) instanceof Caller.Answer.Told told
        ? Optional.of(told.body().path("data"))
        : Optional.empty();
  }

  /** One look: all of it or nothing, and nothing only as long as nothing else was seen. */
  private synchronized void saw(String what, int count) {
    if (count == EDGE) {
      whole++;
    } else if (count == 0 && whole == 0) {
      before++;
    } else {
      fault("shows %d of %d %s after it was whole %d times".formatted(count, EDGE, what, whole));
    }
  }

  private synchronized void fault(String what) {
    faults.add(batch.name + ": " + what);
  }

  synchronized List<String> faults() {
    return List.copyOf(faults);
  }

  /** How many looks found nothing of it. */
  synchronized int before() {
    return before;
  }

  /** How many looks found all of it. */
  synchronized int whole() {
    return whole;
  }

  void end() throws InterruptedException {
    isOver = true;
    thread.join();
  }
}
