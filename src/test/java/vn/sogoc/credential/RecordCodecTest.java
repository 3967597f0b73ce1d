package vn.sogoc.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.kernel.Bytes;

class RecordCodecTest {
  private static final RecordCodec CODEC = Samples.CODEC;
  private static final int COSE_OVERHEAD = 84;

  @Test
  void every_kind_is_written_and_read_back_unchanged() throws Exception {
    List<Claims> all = Samples.all();
    for (int i = 0; i < all.size(); i++) {
      CredentialRecord record = Samples.record(all.get(i), i);
      Bytes bytes = CODEC.encode(record);

      assertThat(CODEC.decode(bytes)).isEqualTo(record);
      assertThat(CODEC.encode(CODEC.decode(bytes))).isEqualTo(bytes);
      assertThat(CODEC.decodeClaims(CODEC.encodeClaims(all.get(i)))).isEqualTo(all.get(i));
    }
  }

  @Test
  void a_typical_diploma_fits_version_13_m_and_16_q() {
    int typical = CODEC.encode(Samples.record(Samples.bachelor(), 1)).size() + COSE_OVERHEAD;

    // 20 bytes of address; ISO/IEC 18004 table 7: 13-M holds 2,672 bits and 16-Q 2,600.
    assertThat(typical).isBetween(230, 272);
    assertThat(qrBits(typical, 20)).isLessThanOrEqualTo(2600);
  }

  @Test
  void what_reserving_adds_is_not_in_the_claims() throws Exception {
    Claims claims = Samples.bachelor();
    Cbor.Map map = (Cbor.Map) Cbor.decode(CODEC.encodeClaims(claims));

    assertThat(map.keys()).containsExactly(Cbor.of(1), Cbor.of(-70001));
    assertThat(((Cbor.Map) map.get(-70001).orElseThrow()).keys())
        .doesNotContain(Cbor.of(11), Cbor.of(12), Cbor.of(13));
  }

  @Test
  void a_record_is_no_deeper_than_four() throws Exception {
    for (Claims claims : Samples.all()) {
      Cbor value = Cbor.decode(CODEC.encode(Samples.record(claims, 0)));
      assertThat(depth(value)).isLessThanOrEqualTo(4);
    }
  }

  @Test
  void a_missing_or_unknown_key_is_refused_wherever_it_stands() throws Exception {
    Cbor.Map whole = (Cbor.Map) Cbor.decode(CODEC.encode(Samples.record(Samples.language(), 3)));
    Cbor.Map inner = (Cbor.Map) whole.get(-70001).orElseThrow();

    for (Cbor.Key key : whole.keys()) {
      refused(without(whole, key));
    }
    for (Cbor.Key key : inner.keys()) {
      long number = ((Cbor.Int) key).value();
      // The expiry date is the one field that a language certificate may lack.
      if (number != ClaimsWriter.EXPIRES) {
        refused(with(whole, -70001, without(inner, key)));
      }
      refused(with(whole, -70001, with(inner, number, new Cbor.Null())));
      refused(with(whole, -70001, with(inner, number, Cbor.of(Long.MAX_VALUE))));
      // The last day of 1969 is a day to be born on, and on no other key.
      if (number != ClaimsWriter.BIRTH_DATE) {
        refused(with(whole, -70001, with(inner, number, Cbor.of(-1))));
      }
      refused(with(whole, -70001, with(inner, number, Cbor.of(""))));
      refused(with(whole, -70001, with(inner, number, Cbor.array())));
      refused(with(whole, -70001, with(inner, number, Cbor.map().build())));
    }
    refused(with(whole, 5, Cbor.of(1)));
    refused(with(whole, -70001, with(inner, 31, Cbor.of(1))));
    refused(with(whole, -70001, with(inner, 0, Cbor.of(1))));
    refused(with(whole, -70001, textKey(inner)));
    assertThat(CODEC.decode(whole.encode())).isNotNull();
  }

  @Test
  void every_code_outside_its_table_is_refused() throws Exception {
    Cbor.Map whole = (Cbor.Map) Cbor.decode(CODEC.encode(Samples.record(Samples.bachelor(), 3)));
    Cbor.Map inner = (Cbor.Map) whole.get(-70001).orElseThrow();

    for (long key : new long[] {1, 2, 3, 6, 8, 15, 17, 20, 22}) {
      for (long value : new long[] {0, 99, 1_000_000, -7}) {
        refused(with(whole, -70001, with(inner, key, Cbor.of(value))));
      }
    }
    // Lào Cai has code 10 until 30/06/2025 only.
    refused(with(whole, -70001, with(inner, 8, Cbor.of(10))));
    // Trung bình khá is no ranking of this regime.
    refused(with(whole, -70001, with(inner, 20, Cbor.of(14))));
    // A master's programme on a bachelor's diploma.
    refused(with(whole, -70001, with(inner, 17, Cbor.of(8_480_201))));
  }

  @Test
  void issuer_id_and_time_have_one_form() throws Exception {
    Cbor.Map whole = (Cbor.Map) Cbor.decode(CODEC.encode(Samples.record(Samples.bachelor(), 3)));

    for (String issuer : List.of("", "0", "012", "+12", "12 ", "1234567890", "a", "１２")) {
      refused(with(whole, 1, Cbor.of(issuer)));
    }
    refused(with(whole, 1, Cbor.of(12)));
    refused(with(whole, 6, Cbor.of(-1)));
    refused(with(whole, 6, Cbor.of(7_258_118_400L)));
    refused(with(whole, 7, Cbor.of(Bytes.of(new byte[15]))));
    refused(with(whole, 7, Cbor.of(Bytes.of(new byte[17]))));
    refused(with(whole, 7, Cbor.of("0123456789abcdef")));
  }

  @Test
  void names_and_words_that_no_form_accepts_are_refused() throws Exception {
    Cbor.Map whole = (Cbor.Map) Cbor.decode(CODEC.encode(Samples.record(Samples.doctor(), 3)));
    Cbor.Map inner = (Cbor.Map) whole.get(-70001).orElseThrow();

    for (String name : List.of("Nguye\u0302\u0303n", "H’Mai", " An", "An  Lê", "Аn", "a\u200bb")) {
      refused(with(whole, -70001, with(inner, 4, Cbor.of(name))));
    }
    for (String words : List.of(" x", "x ", "x\ny", "\u202ex", "x".repeat(151), "плохо")) {
      refused(with(whole, -70001, with(inner, 18, Cbor.array(Cbor.of(words), Cbor.of("ok")))));
      refused(with(whole, -70001, with(inner, 18, Cbor.array(Cbor.of("ok"), Cbor.of(words)))));
      refused(with(whole, -70001, with(inner, 9, Cbor.of(words))));
      refused(with(whole, -70001, with(inner, 11, Cbor.of(words))));
    }
    refused(with(whole, -70001, with(inner, 18, Cbor.array(Cbor.of("ok"), Cbor.of("")))));
    refused(
        with(whole, -70001, with(inner, 18, Cbor.array(Cbor.of("a"), Cbor.of("b"), Cbor.of("c")))));
  }

  @Test
  void oversized_and_trailing_bytes_are_refused() {
    Bytes good = CODEC.encode(Samples.record(Samples.bachelor(), 3));
    byte[] longer = java.util.Arrays.copyOf(good.toArray(), good.size() + 1);

    assertThatThrownBy(() -> CODEC.decode(Bytes.of(longer))).isInstanceOf(MalformedRecord.class);
    assertThatThrownBy(() -> CODEC.decode(Bytes.of(new byte[2049])))
        .isInstanceOf(MalformedRecord.class);
    assertThatThrownBy(() -> CODEC.decode(Bytes.of(new byte[0])))
        .isInstanceOf(MalformedRecord.class);
    assertThatThrownBy(() -> CODEC.decode(CODEC.encodeClaims(Samples.bachelor())))
        .isInstanceOf(MalformedRecord.class);
  }

  @Test
  void every_truncation_is_refused() {
    Bytes good = CODEC.encode(Samples.record(Samples.language(), 3));

    IntStream.range(0, good.size())
        .forEach(
            n ->
                assertThatThrownBy(() -> CODEC.decode(good.slice(0, n)))
                    .isInstanceOf(MalformedRecord.class));
  }

  @Test
  void nothing_about_the_person_is_in_the_message_of_a_refusal() throws Exception {
    Cbor.Map whole = (Cbor.Map) Cbor.decode(CODEC.encode(Samples.record(Samples.bachelor(), 3)));
    Cbor.Map inner = (Cbor.Map) whole.get(-70001).orElseThrow();
    Bytes bytes = with(whole, -70001, with(inner, 4, Cbor.of("Nguyễn 2"))).encode();

    assertThatThrownBy(() -> CODEC.decode(bytes))
        .isInstanceOf(MalformedRecord.class)
        .hasMessage("fullName: name_digit");
    assertThat(Samples.record(Samples.bachelor(), 3).toString()).doesNotContain("Hường");
    assertThat(Samples.bachelor().toString()).doesNotContain("Hường");
  }

  /**
   * Bits of a QR with the address as bytes and the fragment as alphanumerics, versions 10 to 26.
   */
  static int qrBits(int coseBytes, int addressBytes) {
    int characters = 1 + (coseBytes * 8 + 4) / 5;
    int alphanumeric = 4 + 11 + 11 * (characters / 2) + 6 * (characters % 2);
    return 4 + 16 + 8 * addressBytes + alphanumeric;
  }

  static void refused(Cbor value) {
    assertThatThrownBy(() -> CODEC.decode(value.encode()))
        .as(value.toString())
        .isInstanceOf(MalformedRecord.class);
  }

  static Cbor.Map with(Cbor.Map map, long key, Cbor value) {
    Cbor.MapBuilder changed = Cbor.map().put(key, value);
    for (Cbor.Entry entry : map.entries()) {
      if (entry.key() instanceof Cbor.Int number && number.value() != key) {
        changed.put(number.value(), entry.value());
      }
    }
    return changed.build();
  }

  static Cbor.Map without(Cbor.Map map, Cbor.Key key) {
    Cbor.MapBuilder changed = Cbor.map();
    for (Cbor.Entry entry : map.entries()) {
      if (!entry.key().equals(key)) {
        changed.put(((Cbor.Int) entry.key()).value(), entry.value());
      }
    }
    return changed.build();
  }

  private static Cbor.Map textKey(Cbor.Map map) {
    Cbor.MapBuilder changed = Cbor.map().put("note", Cbor.of("x"));
    map.entries().forEach(e -> changed.put(((Cbor.Int) e.key()).value(), e.value()));
    return changed.build();
  }

  private static int depth(Cbor value) {
    if (value instanceof Cbor.Array array) {
      return 1 + array.items().stream().mapToInt(RecordCodecTest::depth).max().orElse(0);
    }
    if (value instanceof Cbor.Map map) {
      return 1 + map.entries().stream().mapToInt(e -> depth(e.value())).max().orElse(0);
    }
    return 0;
  }
}
