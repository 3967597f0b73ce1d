package vn.sogoc.institution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

class StatementCodecTest {
  private static final Instant AT = Instant.ofEpochSecond(1_795_500_000L);

  private final InstitutionStatement statement =
      new InstitutionStatement(
          2,
          AT,
          Optional.of(Digest.sha256(new byte[] {1})),
          new InstitutionFacts(101, "DHHL", "Trường Đại học", "University", "x.example", "HL", 40),
          List.of(
              new Accreditation("BCN", LocalDate.of(2020, 1, 15), null, "QĐ 1"),
              new Accreditation("BTS", LocalDate.of(2020, 1, 15), LocalDate.of(2030, 1, 1), "")),
          List.of(
              new InstitutionKey(
                  new KeyId(Bytes.ofHex("0102030405060708")),
                  "record",
                  Bytes.ofHex("3000"),
                  AT,
                  AT.plusSeconds(10),
                  KeyState.SUSPENDED,
                  AT)));

  @Test
  void what_was_written_is_read_back() throws Exception {
    assertThat(StatementCodec.decode(StatementCodec.encode(statement))).isEqualTo(statement);
  }

  @Test
  void accreditation_covers_its_first_and_last_day_and_no_other_kind() {
    Accreditation right =
        new Accreditation("BTS", LocalDate.of(2026, 5, 1), LocalDate.of(2026, 5, 31), "");
    assertThat(right.covers("BTS", LocalDate.of(2026, 5, 1))).isTrue();
    assertThat(right.covers("BTS", LocalDate.of(2026, 5, 31))).isTrue();
    assertThat(right.covers("BTS", LocalDate.of(2026, 4, 30))).isFalse();
    assertThat(right.covers("BTS", LocalDate.of(2026, 6, 1))).isFalse();
    assertThat(right.covers("BCN", LocalDate.of(2026, 5, 2))).isFalse();
  }

  @Test
  void changed_bytes_are_refused_or_say_something_else() {
    byte[] original = StatementCodec.encode(statement).toArray();
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      byte[] changed = original.clone();
      int at = random.nextInt(changed.length);
      changed[at] ^= (byte) (1 + random.nextInt(255));
      try {
        assertThat(StatementCodec.decode(Bytes.of(changed))).isNotEqualTo(statement);
      } catch (MalformedStatement expected) {
        assertThat(expected).hasMessageNotContaining("Exception");
      }
    }
  }
}
