package vn.sogoc.register;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.store.CopyRows;
import vn.sogoc.tlog.TransparencyLog;

/**
 * Several small batches on their way into the register, inside of one transaction: each is begun,
 * checked and ended like one that is alone, and the rows of all are written by {@link #end}.
 */
public final class RecordingTogether {
  private final RegisterEntryRepository entries;
  private final TransparencyLog log;
  private final BiFunction<UUID, Instant, Recording> begin;
  private final Map<UUID, Recording> begun = new HashMap<>();
  private final CopyRows copied = Recording.entries();
  private final CopyRows told = Recording.events();

  RecordingTogether(
      RegisterEntryRepository entries,
      TransparencyLog log,
      BiFunction<UUID, Instant, Recording> begin) {
    this.entries = entries;
    this.log = log;
    this.begin = begin;
  }

  /** As {@link Register#begin}. */
  public Recording begin(UUID batch, Instant now) {
    Recording recording = begin.apply(batch, now).writingInto(copied, told);
    if (begun.put(batch, recording) != null) {
      throw new IllegalArgumentException("a batch is recorded once");
    }
    return recording;
  }

  /**
   * Writes what was begun and ended, with its events bound for the log.
   *
   * @throws Refusal {@code numbers-differ} where not every event was written
   */
  public void end() {
    if (begun.isEmpty()) {
      return;
    }
    List<UUID> batches = new ArrayList<>(begun.keySet());
    EntityManager session = entries.getEntityManager();
    session.flush();
    copied.into(session);
    told.into(session);
    int expected = begun.values().stream().mapToInt(Recording::ended).sum();
    int submitted =
        log.submitSelected(
            Recording.EVENTS + " any(:batches)", Map.of("batches", batches.toArray(UUID[]::new)));
    if (submitted != expected) {
      throw new Refusal(
          RegisterProblem.NUMBERS_DIFFER,
          "Expected %d events of %d batches, found %d"
              .formatted(expected, batches.size(), submitted));
    }
  }
}
