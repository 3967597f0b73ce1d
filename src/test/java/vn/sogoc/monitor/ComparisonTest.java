package vn.sogoc.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.StatusSlot;
import vn.sogoc.tlog.EntryType;
import vn.sogoc.tlog.LogEntry;

/** Entries against the note of an institution. */
class ComparisonTest {
  private static final Instant NOTED = Instant.parse("2026-11-20T00:00:00Z");
  private static final Instant LATER = NOTED.plus(Duration.ofDays(3));
  private static final Duration DAY = Duration.ofDays(1);
  private static final Digest BATCH = digest(1);
  private static final Digest RECORD = digest(2);
  private static final Digest DECISION = digest(3);

  private final List<Comparison.Placed> entries = new ArrayList<>();

  private static Digest digest(int number) {
    return Digest.sha256(new byte[] {(byte) number});
  }

  private static Approvals note(Approval... lines) throws MalformedApprovals {
    StringBuilder text = new StringBuilder(Approvals.empty(101)).append("# one class\n\n");
    for (Approval line : lines) {
      text.append(line.line()).append('\n');
    }
    return Approvals.parse(text.toString());
  }

  private static Approval batch(int rows) {
    return new Approval.Batch(BATCH, rows, NOTED);
  }

  private static Approval issued(Digest record) {
    return new Approval.Entry(EntryType.ISSUED, record, Optional.of(BATCH), NOTED);
  }

  private static Approval revoked(Digest about) {
    return new Approval.Entry(EntryType.REVOKED, DECISION, Optional.of(about), NOTED);
  }

  private LogEntry logged(LogEntry entry) {
    entries.add(new Comparison.Placed(entries.size(), entry));
    return entry;
  }

  private LogEntry issue(Digest record) {
    return logged(LogEntry.issued(NOTED, 101, record, new StatusSlot(0, entries.size())));
  }

  private LogEntry later(EntryType type, Digest digest, LogEntry subject) {
    return logged(
        new LogEntry(
            type,
            NOTED,
            101,
            digest,
            type == EntryType.DOCUMENT ? Optional.empty() : subject.slot(),
            Optional.of(Digest.sha256(subject.encode()))));
  }

  private List<String> compared(Approval... lines) throws MalformedApprovals {
    return Comparison.of(note(lines), entries, LATER, DAY).stream().map(Finding::sentence).toList();
  }

  @Test
  void what_was_approved_is_clean_with_its_documents() throws Exception {
    LogEntry entry = issue(RECORD);
    later(EntryType.DOCUMENT, digest(9), entry);
    later(EntryType.REVOKED, DECISION, entry);
    assertThat(compared(batch(1), issued(RECORD), revoked(RECORD))).isEmpty();
  }

  @Test
  void what_was_never_approved_is_named_with_its_place() throws Exception {
    issue(RECORD);
    later(EntryType.DOCUMENT, digest(9), issue(digest(8)));
    assertThat(compared(batch(1), issued(RECORD)))
        .hasSize(2)
        .allMatch(s -> s.endsWith("never approved"))
        .anyMatch(s -> s.startsWith("entry 1 issued") && s.contains(digest(8).hex()))
        .anyMatch(s -> s.startsWith("entry 2 document"));
  }

  @Test
  void an_approval_is_used_once_and_about_one_credential() throws Exception {
    LogEntry one = issue(RECORD);
    LogEntry other = issue(digest(8));
    later(EntryType.REVOKED, DECISION, other);
    later(EntryType.REVOKED, DECISION, one);
    later(EntryType.REVOKED, DECISION, one);
    logged(one);
    assertThat(compared(batch(2), issued(RECORD), issued(digest(8)), revoked(RECORD)))
        .satisfiesExactly(
            s -> assertThat(s).startsWith("entry 2 revoked").endsWith("another credential"),
            s -> assertThat(s).startsWith("entry 4 revoked").endsWith("stands again"),
            s -> assertThat(s).startsWith("entry 5 issued").endsWith("stands again"));
  }

  @Test
  void another_type_under_an_approved_digest_is_not_approved() throws Exception {
    LogEntry one = issue(RECORD);
    later(EntryType.REINSTATED, DECISION, one);
    assertThat(compared(batch(1), issued(RECORD), revoked(RECORD)))
        .anyMatch(s -> s.startsWith("entry 1 reinstated"))
        .anyMatch(s -> s.contains("approved, not in the log"))
        .hasSize(2);
  }

  @Test
  void what_is_missing_counts_after_its_bound_only() throws Exception {
    assertThat(compared(batch(3), issued(RECORD)))
        .anyMatch(s -> s.contains("2 of its records"))
        .anyMatch(s -> s.startsWith("issued " + RECORD))
        .hasSize(2);
    assertThat(
            Comparison.of(
                note(batch(3), issued(RECORD)), entries, NOTED.plus(DAY).minusMillis(1), DAY))
        .isEmpty();
  }

  @Test
  void what_was_looked_through_before_is_not_compared() throws Exception {
    LogEntry old = issue(digest(7));
    Approval.Before before = new Approval.Before(1, digest(0), NOTED);
    assertThat(compared(before)).isEmpty();
    later(EntryType.REVOKED, DECISION, old);
    assertThat(compared(before, revoked(digest(7)))).isEmpty();
    assertThat(compared(before)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sogoc-approvals/v1 101",
        "sogoc-approvals/v2 101\n",
        "sogoc-approvals/v1 0\n",
        "sogoc-approvals/v1 101\nbatch x 1 2026-11-20T00:00:00Z\n",
        "sogoc-approvals/v1 101\nbatch B 0 2026-11-20T00:00:00Z\n",
        "sogoc-approvals/v1 101\nbatch B 01 2026-11-20T00:00:00Z\n",
        "sogoc-approvals/v1 101\nbatch B 1 2026-11-20\n",
        "sogoc-approvals/v1 101\nbatch B 1 2026-11-20T00:00:00.000Z\n",
        "sogoc-approvals/v1 101\nbatch  B 1 2026-11-20T00:00:00Z\n",
        "sogoc-approvals/v1 101\nbatch B 1 2026-11-20T00:00:00Z \n",
        "sogoc-approvals/v1 101\nbatch B 1 2026-11-20T00:00:00Z\r\n",
        "sogoc-approvals/v1 101\nissued B B 2026-11-20T00:00:00Z\n",
        "sogoc-approvals/v1 101\nrevoked B - 2026-11-20T00:00:00Z\n",
        "sogoc-approvals/v1 101\nkey-added B B 2026-11-20T00:00:00Z\n",
        "sogoc-approvals/v1 101\napproved B - 2026-11-20T00:00:00Z\n",
        "sogoc-approvals/v1 101\nkey-added B - 2026-11-20T00:00:00Z\nkey-added B - 2026-11-20T00:00:00Z\n",
        "sogoc-approvals/v1 101\nbatch B 1 2026-11-20T00:00:00Z\nissued B B 2026-11-20T00:00:00Z\nissued C B 2026-11-20T00:00:00Z\n"
      })
  void a_note_has_one_form(String text) {
    String filled = text.replace("B", BATCH.hex()).replace("C ", RECORD.hex() + " ");
    assertThatThrownBy(() -> Approvals.parse(filled)).isInstanceOf(MalformedApprovals.class);
  }
}
