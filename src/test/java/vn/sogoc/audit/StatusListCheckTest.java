package vn.sogoc.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.StatusSlot;
import vn.sogoc.status.StatusPurpose;
import vn.sogoc.tlog.EntryType;
import vn.sogoc.tlog.LogEntry;

class StatusListCheckTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final StatusSlot SLOT = new StatusSlot(3, 77);

  @Test
  void what_happened_well_before_a_version_is_certain_and_what_came_close_to_it_is_not() {
    List<LogIndex.Placed> events =
        List.of(
            event(4, EntryType.SUSPENDED, NOON),
            event(5, EntryType.REINSTATED, NOON.plusSeconds(9)));
    assertThat(values(events, NOON)).containsExactlyInAnyOrder(0, 1);
    assertThat(values(events, NOON.plusSeconds(5))).containsExactlyInAnyOrder(0, 1);
    assertThat(values(events, NOON.plusSeconds(10))).containsExactly(0);
    assertThat(values(events.subList(0, 1), NOON)).containsExactlyInAnyOrder(0, 1);
    assertThat(values(events.subList(0, 1), NOON.plusMillis(1))).containsExactly(1);
  }

  @Test
  void a_list_is_not_made_of_what_no_head_covers() {
    List<LogIndex.Placed> waits = List.of(event(9, EntryType.SUSPENDED, NOON));
    assertThat(values(waits, NOON.plusSeconds(3600))).containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void a_version_made_in_time_may_lack_the_last_minutes() {
    Instant settled = StatusListCheck.settled(NOON, NOON.plusSeconds(1));
    assertThat(settled).isEqualTo(NOON.minus(Duration.ofMinutes(5)));
  }

  @Test
  void a_service_that_was_at_work_long_after_an_event_had_to_make_a_version() {
    Instant settled = StatusListCheck.settled(NOON, NOON.plus(Duration.ofHours(1)));
    assertThat(settled).isEqualTo(NOON.plus(Duration.ofMinutes(45)));
    // and one that did not work since says nothing of what came later
    assertThat(StatusListCheck.settled(NOON, Instant.EPOCH))
        .isEqualTo(NOON.minus(Duration.ofMinutes(5)));
  }

  private static Set<Integer> values(List<LogIndex.Placed> events, Instant settled) {
    return StatusListCheck.values(StatusPurpose.SUSPENSION, SLOT.list(), events, settled, 9);
  }

  private static LogIndex.Placed event(long position, EntryType type, Instant at) {
    return new LogIndex.Placed(
        position,
        new LogEntry(
            type,
            at,
            101,
            Digest.sha256(new byte[] {1}),
            Optional.of(SLOT),
            Optional.of(Digest.sha256(new byte[] {2}))));
  }
}
