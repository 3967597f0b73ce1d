package vn.sogoc.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.StatusSlot;
import vn.sogoc.tlog.EntryType;
import vn.sogoc.tlog.LogEntry;

class StatusBitsTest {
  /** The example of W3C Bitstring Status List 1.0: 131,072 entries, none of them set. */
  private static final String W3C =
      "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA";

  private final List<LogEntry> events = new ArrayList<>();
  private long time;

  @Test
  void the_example_of_the_standard_is_read() throws MalformedStatusList {
    StatusBits bits = StatusBits.decode(W3C, 1, 131_072);
    assertThat(bits.count()).isZero();
    assertThat(bits.digest()).isEqualTo(Digest.sha256(new byte[16_384]));
    assertThat(bits.encode()).as("and written with the very same bytes").isEqualTo(W3C);
  }

  @Test
  void the_first_entry_is_the_most_significant_bits_of_the_first_byte() throws IOException {
    happens(0, EntryType.REVOKED);
    happens(7, EntryType.REVOKED);
    happens(9, EntryType.REVOKED);
    happens(0, EntryType.CORRECTED);
    happens(3, EntryType.SUPERSEDED);
    happens(4, EntryType.CORRECTED);
    byte[] revoked = unzipped(StatusPurpose.REVOCATION);
    assertThat(revoked).hasSize(131_072).startsWith(0b1000_0001, 0b0100_0000, 0);
    byte[] messages = unzipped(StatusPurpose.MESSAGE);
    assertThat(messages).hasSize(262_144).startsWith(0b0100_0010, 0b0100_0000, 0);
  }

  @Test
  void every_purpose_says_what_the_events_add_up_to() {
    happens(1, EntryType.SUSPENDED);
    happens(2, EntryType.SUSPENDED, EntryType.REINSTATED);
    happens(3, EntryType.SUSPENDED, EntryType.REVOKED);
    happens(4, EntryType.REVOKED, EntryType.REINSTATED);
    happens(5, EntryType.CORRECTED, EntryType.SUSPENDED);
    happens(6, EntryType.CORRECTED, EntryType.SUPERSEDED);
    happens(7);
    assertThat(values(StatusPurpose.REVOCATION)).containsExactly(0, 0, 0, 1, 0, 0, 0, 0);
    assertThat(values(StatusPurpose.SUSPENSION)).containsExactly(0, 1, 0, 0, 0, 1, 0, 0);
    assertThat(values(StatusPurpose.MESSAGE)).containsExactly(0, 0, 0, 0, 0, 1, 2, 0);
  }

  @Test
  void the_list_is_made_of_its_own_events_alone_and_always_alike() {
    happens(5, EntryType.REVOKED);
    StatusBits once = StatusBits.of(StatusPurpose.REVOCATION, 0, events);
    StatusBits again = StatusBits.of(StatusPurpose.REVOCATION, 0, List.copyOf(events));
    assertThat(again).isEqualTo(once);
    assertThat(again.encode()).isEqualTo(once.encode());
    assertThat(StatusBits.of(StatusPurpose.REVOCATION, 1, events).count()).isZero();
  }

  @Test
  void an_entry_that_goes_down_is_seen() {
    happens(5, EntryType.REVOKED);
    happens(6, EntryType.REVOKED);
    StatusBits before = StatusBits.of(StatusPurpose.REVOCATION, 0, events);
    StatusBits after = StatusBits.of(StatusPurpose.REVOCATION, 0, events.subList(0, 1));
    assertThat(after.loweredFrom(before)).containsExactly(6);
    assertThat(before.loweredFrom(after)).isEmpty();
  }

  @Test
  void a_million_entries_with_a_thousandth_set_are_small() throws MalformedStatusList {
    Random random = new Random(20_261_125);
    int set = StatusSlot.LIST_SIZE / 1000;
    random
        .ints(0, StatusSlot.LIST_SIZE)
        .distinct()
        .limit(set)
        .forEach(i -> happens(i, EntryType.REVOKED));
    StatusBits bits = StatusBits.of(StatusPurpose.REVOCATION, 0, events);
    assertThat(bits.count()).isEqualTo(set);
    assertThat(bits.compressed().size()).isLessThan(4096);
    assertThat(StatusBits.decode(bits.encode(), 1, StatusSlot.LIST_SIZE)).isEqualTo(bits);
  }

  @Test
  void what_is_no_list_of_that_size_is_refused() {
    for (String wrong : List.of("", "u", "z" + W3C.substring(1), "uAAAA", "u!!!!", W3C + "A A")) {
      assertThatThrownBy(() -> StatusBits.decode(wrong, 1, 131_072))
          .as(wrong)
          .isInstanceOf(MalformedStatusList.class);
    }
    assertThatThrownBy(() -> StatusBits.decode(W3C, 1, 131_072 / 2))
        .isInstanceOf(MalformedStatusList.class);
    assertThatThrownBy(() -> StatusBits.decode(W3C, 2, 131_072))
        .isInstanceOf(MalformedStatusList.class);
    assertThatThrownBy(() -> StatusBits.decode(W3C.substring(0, W3C.length() - 12), 1, 131_072))
        .isInstanceOf(MalformedStatusList.class);
  }

  private List<Integer> values(StatusPurpose purpose) {
    StatusBits bits = StatusBits.of(purpose, 0, events);
    List<Integer> values = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      values.add(bits.at(i));
    }
    return values;
  }

  private byte[] unzipped(StatusPurpose purpose) throws IOException {
    String encoded = StatusBits.of(purpose, 0, events).encode();
    assertThat(encoded).startsWith("u").doesNotContain("=");
    byte[] zipped = Base64.getUrlDecoder().decode(encoded.substring(1));
    return new GZIPInputStream(new ByteArrayInputStream(zipped)).readAllBytes();
  }

  /** A credential at a slot, and what happens to it. */
  private void happens(int index, EntryType... types) {
    StatusSlot slot = new StatusSlot(0, index);
    LogEntry issued = LogEntry.issued(at(), 101, Digest.sha256(new byte[] {(byte) index}), slot);
    for (EntryType type : types) {
      events.add(
          new LogEntry(
              type,
              at(),
              101,
              Digest.sha256(),
              Optional.of(slot),
              Optional.of(Digest.sha256(issued.encode()))));
    }
  }

  private Instant at() {
    return Instant.ofEpochMilli(++time);
  }
}
