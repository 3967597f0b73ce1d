package vn.sogoc.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.StatusSlot;

class LogEntryTest {
  private static final String HASH = "digest AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n";

  private static final Digest DIGEST = Digest.sha256("x".getBytes(StandardCharsets.US_ASCII));
  private static final Instant TIME = Instant.ofEpochMilli(1795500000123L);

  @Test
  void issued_entry_has_the_documented_bytes() {
    String text =
        "sogoc/v1 issued\n"
            + "time 1795500000123\n"
            + "institution 107\n"
            + "digest "
            + DIGEST.bytes().base64Url()
            + "\n"
            + "slot 3/918273\n";
    assertThat(LogEntry.issued(TIME, 107, DIGEST, new StatusSlot(3, 918273)).encode())
        .isEqualTo(bytes(text));
  }

  @ParameterizedTest
  @EnumSource(EntryType.class)
  void every_type_is_read_back_as_it_was_written(EntryType type) throws Exception {
    LogEntry entry =
        new LogEntry(
            type,
            TIME,
            1,
            DIGEST,
            type.hasSlot() ? Optional.of(new StatusSlot(0, 0)) : Optional.empty(),
            type.hasSubject() ? Optional.of(DIGEST) : Optional.empty(),
            type.hasCount() ? Optional.of(1_048_576) : Optional.empty());
    assertThat(LogEntry.parse(entry.encode())).isEqualTo(entry);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "sogoc/v1 issued",
        "sogoc/v2 issued\n",
        "sogoc/v1 forged\n",
        "sogoc/v1 issued\ntime 01\n",
        "sogoc/v1 issued\ntime -1\n",
        "sogoc/v1 issued\ntime 1\ninstitution 0\n",
        "sogoc/v1 status-list\ntime 1\ninstitution 1\n" + HASH + "set 1048577\n",
        "sogoc/v1 status-list\ntime 1\ninstitution 1\n" + HASH + "set 01\n",
        "sogoc/v1 status-list\ntime 1\ninstitution 1\n" + HASH,
        "sogoc/v1 trust-bundle\ntime 1\ninstitution 1\n" + HASH + "set 1\n"
      })
  void anything_else_is_refused(String text) {
    assertThatThrownBy(() -> LogEntry.parse(bytes(text))).isInstanceOf(MalformedEntry.class);
  }

  @Test
  void every_changed_byte_is_refused_or_gives_another_entry() {
    LogEntry entry = LogEntry.issued(TIME, 107, DIGEST, new StatusSlot(3, 918273));
    byte[] original = entry.encode().toArray();
    Random random = new Random(7);
    for (int i = 0; i < original.length; i++) {
      byte[] changed = original.clone();
      changed[i] ^= (byte) (1 + random.nextInt(255));
      try {
        assertThat(LogEntry.parse(Bytes.of(changed))).isNotEqualTo(entry);
      } catch (MalformedEntry expected) {
        assertThat(expected).hasMessageNotContaining("null");
      }
    }
  }

  private static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
