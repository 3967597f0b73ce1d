package vn.sogoc.institution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

class PersonalSignatureTest {
  private static final PersonalSignature ONE =
      new PersonalSignature(
          101,
          Digest.sha256(new byte[] {1}),
          Digest.sha256(new byte[] {2}),
          3,
          new PersonalSignature.Signatory("TS. Lê Thử", "Hiệu trưởng", "Rector", "KT."),
          new PersonalSignature.Basis(
              Set.of("BCN", "BThS"),
              LocalDate.of(2026, 1, 1),
              null,
              "QĐ 1",
              LocalDate.of(2025, 12, 1)),
          Instant.parse("2026-06-30T02:15:00Z"));

  @Test
  void what_is_written_is_read_and_has_one_form() throws Exception {
    Bytes payload = PersonalSignatureCodec.encode(ONE);
    assertThat(PersonalSignatureCodec.decode(payload)).isEqualTo(ONE);
    // {1: 101, 2: h'..', 3: h'..', 4: 3, 5: [..4], 6: [[..2], 20454, null, .., 20423], 7: ..}
    assertThat(payload.hex())
        .startsWith("a7" + "011865" + "025820" + ONE.content().hex() + "035820" + ONE.root().hex())
        .contains("0403" + "0584")
        .endsWith("07" + "1a6a4326a4");
  }

  @Test
  void bytes_that_differ_in_anything_say_something_else_or_nothing() {
    byte[] payload = PersonalSignatureCodec.encode(ONE).toArray();
    Random random = new Random(7);
    for (int i = 0; i < 4000; i++) {
      byte[] changed = payload.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
      try {
        assertThat(PersonalSignatureCodec.decode(Bytes.of(changed))).isNotEqualTo(ONE);
      } catch (MalformedStatement expected) {
        assertThat(expected.getMessage()).isNotBlank();
      }
    }
    for (int cut = 0; cut < payload.length; cut++) {
      Bytes part = Bytes.of(java.util.Arrays.copyOf(payload, cut));
      assertThatThrownBy(() -> PersonalSignatureCodec.decode(part))
          .isInstanceOf(MalformedStatement.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Phan Thị Ngọc Hạ, GS.TS. Phan Thị Ngọc Hạ, true",
    "Phan Thị Ngọc Hạ, Phan Thị Ngọc Hạ, true",
    "Phan Thị Ngọc Hạ, PGS. TS. Phan Thị Ngọc Hạ, true",
    "Hạ, GS.TS. Phan Thị Ngọc Hạ, false",
    "Hạ, GS.TS.Hạ, false",
    "Phan Thị Ngọc Hạ, Phan Thị Ngọc Hà, false",
    "'', Phan Thị Ngọc Hạ, false",
    "' ', 'Phan  Thị', false"
  })
  void a_certificate_is_the_persons_where_it_ends_the_printed_name(
      String certified, String printed, boolean is) {
    assertThat(PersonalSignature.isOf(certified, printed)).isEqualTo(is);
  }

  @Test
  void a_basis_covers_kinds_from_its_first_day_to_its_last() {
    PersonalSignature.Basis basis =
        new PersonalSignature.Basis(
            Set.of("BCN"),
            LocalDate.of(2026, 1, 1),
            LocalDate.of(2026, 6, 30),
            "QĐ 1",
            LocalDate.of(2025, 12, 1));
    assertThat(basis.covers("BCN", LocalDate.of(2026, 1, 1))).isTrue();
    assertThat(basis.covers("BCN", LocalDate.of(2026, 6, 30))).isTrue();
    assertThat(basis.covers("BCN", LocalDate.of(2025, 12, 31))).isFalse();
    assertThat(basis.covers("BCN", LocalDate.of(2026, 7, 1))).isFalse();
    assertThat(basis.covers("BThS", LocalDate.of(2026, 3, 1))).isFalse();
    assertThat(ONE.basis().covers("BThS", LocalDate.of(2999, 3, 1))).isTrue();
  }
}
