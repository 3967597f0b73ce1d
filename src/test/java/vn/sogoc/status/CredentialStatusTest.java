package vn.sogoc.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.StatusSlot;
import vn.sogoc.tlog.EntryType;
import vn.sogoc.tlog.LogEntry;

class CredentialStatusTest {
  private static final Digest DIGEST = Digest.sha256(new byte[] {1});

  @Test
  void issued_alone_is_in_force() {
    assertThat(after(EntryType.ISSUED)).isInstanceOf(CredentialStatus.InForce.class);
  }

  @Test
  void nothing_at_all_is_contradictory() {
    assertThat(after()).isInstanceOf(CredentialStatus.Contradictory.class);
  }

  @Test
  void a_later_correction_does_not_bring_a_revoked_one_back() {
    assertThat(after(EntryType.ISSUED, EntryType.REVOKED, EntryType.CORRECTED))
        .isEqualTo(new CredentialStatus.Revoked(Instant.ofEpochMilli(2)));
  }

  @Test
  void a_suspension_ends_with_a_reinstatement_and_only_then() {
    assertThat(after(EntryType.ISSUED, EntryType.SUSPENDED))
        .isInstanceOf(CredentialStatus.Suspended.class);
    assertThat(after(EntryType.ISSUED, EntryType.SUSPENDED, EntryType.REINSTATED))
        .isInstanceOf(CredentialStatus.InForce.class);
    assertThat(after(EntryType.ISSUED, EntryType.REINSTATED))
        .isInstanceOf(CredentialStatus.Contradictory.class);
  }

  @Test
  void the_end_of_a_suspension_does_not_bring_back_what_had_ended_before() {
    for (EntryType end : List.of(EntryType.REVOKED, EntryType.SUPERSEDED)) {
      CredentialStatus ended = after(EntryType.ISSUED, end);
      assertThat(after(EntryType.ISSUED, end, EntryType.SUSPENDED)).isEqualTo(ended);
      assertThat(after(EntryType.ISSUED, end, EntryType.SUSPENDED, EntryType.REINSTATED))
          .isEqualTo(ended);
    }
    assertThat(
            after(EntryType.ISSUED, EntryType.CORRECTED, EntryType.SUSPENDED, EntryType.REINSTATED))
        .isEqualTo(new CredentialStatus.Corrected(Instant.ofEpochMilli(2)));
  }

  @Test
  void a_revocation_that_should_not_have_been_is_taken_back_by_a_decision_of_its_own() {
    assertThat(after(EntryType.ISSUED, EntryType.REVOKED, EntryType.REINSTATED))
        .isInstanceOf(CredentialStatus.InForce.class);
    assertThat(after(EntryType.ISSUED, EntryType.SUPERSEDED, EntryType.REINSTATED))
        .isInstanceOf(CredentialStatus.Contradictory.class);
  }

  @Test
  void a_revocation_ends_the_suspension_that_waited_for_it() {
    assertThat(after(EntryType.ISSUED, EntryType.SUSPENDED, EntryType.REVOKED))
        .isEqualTo(new CredentialStatus.Revoked(Instant.ofEpochMilli(3)));
    assertThat(
            after(EntryType.ISSUED, EntryType.SUSPENDED, EntryType.REVOKED, EntryType.REINSTATED))
        .isEqualTo(new CredentialStatus.InForce());
  }

  @Test
  void what_was_revoked_is_not_replaced_later() {
    assertThat(after(EntryType.ISSUED, EntryType.REVOKED, EntryType.SUPERSEDED))
        .isInstanceOf(CredentialStatus.Revoked.class);
  }

  @Test
  void events_without_an_issued_one_before_them_say_nothing() {
    assertThat(after(EntryType.REVOKED)).isInstanceOf(CredentialStatus.Contradictory.class);
    assertThat(after(EntryType.ISSUED, EntryType.ISSUED))
        .isInstanceOf(CredentialStatus.Contradictory.class);
    assertThat(after(EntryType.ISSUED, EntryType.LIST_PUBLISHED))
        .isInstanceOf(CredentialStatus.Contradictory.class);
  }

  private static CredentialStatus after(EntryType... types) {
    List<LogEntry> events = new ArrayList<>();
    for (EntryType type : types) {
      boolean issued = type == EntryType.ISSUED;
      boolean credential = type != EntryType.LIST_PUBLISHED;
      events.add(
          new LogEntry(
              type,
              Instant.ofEpochMilli(events.size() + 1L),
              1,
              DIGEST,
              credential ? Optional.of(new StatusSlot(0, 1)) : Optional.empty(),
              credential && !issued ? Optional.of(DIGEST) : Optional.empty()));
    }
    return CredentialStatus.of(events);
  }
}
