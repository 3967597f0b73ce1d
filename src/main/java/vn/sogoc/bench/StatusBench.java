package vn.sogoc.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.StatusSlot;
import vn.sogoc.status.StatusBits;
import vn.sogoc.status.StatusPurpose;
import vn.sogoc.tlog.EntryType;
import vn.sogoc.tlog.LogEntry;

/** A status list of full size in which one of a thousand is revoked, made from its events. */
final class StatusBench {
  private static final int SET = StatusSlot.LIST_SIZE / 1000;
  private static final int TIMES = 20;
  private static final double MOST_BYTES = 4000;

  private final SplittableRandom random = new SplittableRandom(1);

  /** How many bytes the compressed list has. */
  Figure list(Consumer<String> tell) {
    List<LogEntry> events = events();
    List<Double> millis = new ArrayList<>();
    int bytes = 0;
    for (int i = 0; i < 2 * TIMES; i++) { // the first half to get warm
      long start = System.nanoTime();
      StatusBits bits = StatusBits.of(StatusPurpose.REVOCATION, 0, events);
      // base64url after one letter of multibase
      bytes = (bits.encode().length() - 1) * 3 / 4;
      if (i >= TIMES) {
        millis.add((System.nanoTime() - start) / 1e6);
      }
    }
    millis.sort(null);
    tell.accept(
        "status list: %,d entries, %,d set, made in %.1f ms (median)"
            .formatted(StatusSlot.LIST_SIZE, SET, millis.get(TIMES / 2)));
    return new Figure("status-list", bytes, "B", MOST_BYTES);
  }

  private List<LogEntry> events() {
    Set<Integer> places = new HashSet<>();
    while (places.size() < SET) {
      places.add(random.nextInt(StatusSlot.LIST_SIZE));
    }
    List<LogEntry> events = new ArrayList<>();
    for (int place : places) {
      byte[] decision = new byte[Digest.SIZE];
      random.nextBytes(decision);
      events.add(
          new LogEntry(
              EntryType.REVOKED,
              Instant.EPOCH,
              1,
              Digest.of(decision),
              Optional.of(new StatusSlot(0, place)),
              Optional.of(Digest.sha256(decision))));
    }
    return events;
  }
}
