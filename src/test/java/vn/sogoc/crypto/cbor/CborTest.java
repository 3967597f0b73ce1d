package vn.sogoc.crypto.cbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.sogoc.kernel.Bytes;

class CborTest {
  @Test
  void map_keys_are_written_in_the_order_of_their_encodings() {
    // the example of RFC 8949 section 4.2.1, without its keys of other types: 10, 100, -1, "z",
    // "aa"
    Cbor map =
        Cbor.map()
            .put("aa", Cbor.of(1))
            .put(-1, Cbor.of(2))
            .put("z", Cbor.of(3))
            .put(100, Cbor.of(4))
            .put(10, Cbor.of(5))
            .put(-70001, Cbor.of(6))
            .build();

    assertThat(map.encode().hex()).isEqualTo("a60a0518640420023a0001117006617a0362616101");
  }

  @Test
  void order_of_keys_is_that_of_their_bytes_for_every_pair() {
    List<Cbor.Key> keys =
        List.of(
            Cbor.of(0),
            Cbor.of(23),
            Cbor.of(24),
            Cbor.of(255),
            Cbor.of(256),
            Cbor.of(65536),
            Cbor.of(Long.MAX_VALUE),
            Cbor.of(-1),
            Cbor.of(-24),
            Cbor.of(-25),
            Cbor.of(-257),
            Cbor.of(Long.MIN_VALUE),
            Cbor.of(""),
            Cbor.of("z"),
            Cbor.of("aa"),
            Cbor.of("ă"),
            Cbor.of("a".repeat(24)));
    for (int i = 0; i < keys.size(); i++) {
      for (int j = 0; j < keys.size(); j++) {
        assertThat(Integer.signum(KeyOrder.compare(keys.get(i), keys.get(j))))
            .as("%s and %s", keys.get(i), keys.get(j))
            .isEqualTo(Integer.compare(i, j));
      }
    }
  }

  @Test
  void map_answers_by_key() {
    Cbor.Map map = Cbor.map().put(6, Cbor.of(true)).put("x", new Cbor.Null()).build();

    assertThat(map.get(6)).isEqualTo(Optional.of(Cbor.of(true)));
    assertThat(map.get("x")).isPresent();
    assertThat(map.get("6")).isEmpty();
    assertThat(map.get(7)).isEmpty();
    assertThat(map.size()).isEqualTo(2);
    assertThat(map.keys()).containsExactly(Cbor.of(6), Cbor.of("x"));
  }

  @Test
  void one_key_twice_is_refused_by_builder_and_reader() {
    assertThatThrownBy(() -> Cbor.map().put(1, Cbor.of(1)).put(1, Cbor.of(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertRefused("a201010102", "rising order");
    assertRefused("a202010101", "rising order");
    assertRefused("a261610161600101", "rising order");
  }

  @Test
  void unsorted_map_cannot_be_made() {
    List<Cbor.Entry> entries =
        List.of(new Cbor.Entry(Cbor.of(2), Cbor.of(0)), new Cbor.Entry(Cbor.of(1), Cbor.of(0)));

    assertThatThrownBy(() -> new Cbor.Map(entries)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void integers_reach_as_far_as_64_signed_bits() throws Exception {
    for (long value :
        List.of(
            0L,
            23L,
            24L,
            255L,
            256L,
            65535L,
            65536L,
            4294967295L,
            4294967296L,
            -1L,
            -24L,
            -25L,
            -256L,
            -257L,
            Long.MAX_VALUE,
            Long.MIN_VALUE)) {
      assertThat(Cbor.decode(Cbor.of(value).encode())).isEqualTo(Cbor.of(value));
    }
    assertRefused("1b8000000000000000", "64 signed bits");
    assertRefused("3b8000000000000000", "64 signed bits");
  }

  @Test
  void heads_longer_than_needed_are_refused_in_every_major_type() {
    for (String hex :
        List.of(
            "1817",
            "1900ff",
            "1a0000ffff",
            "1b00000000ffffffff",
            "3817",
            "3900ff",
            "580100",
            "59000100",
            "7801 61",
            "980100",
            "b8010000",
            "9800",
            "b800",
            "7800",
            "5800")) {
      assertRefused(hex.replace(" ", ""), "longer than needed");
    }
  }

  @Test
  void what_we_do_not_use_is_refused() {
    assertRefused("c000", "tag");
    assertRefused("d28440a04101", "tag");
    assertRefused("f97e00", "floating-point");
    assertRefused("f7", "simple value");
    assertRefused("f820", "simple value");
    assertRefused("a1f500", "map key");
    assertRefused("a1410000", "map key");
    assertRefused("a18000", "map key");
    assertRefused("0000", "follow");
    assertRefused("", "ends");
    assertRefused("61ff", "UTF-8");
    assertRefused("63eda080", "UTF-8"); // a surrogate
    assertRefused("62c080", "UTF-8"); // an overlong NUL
  }

  @Test
  void nesting_ends_at_eight_for_reader_and_writer() throws Exception {
    Bytes eight = Bytes.ofHex("81".repeat(7) + "80");
    assertThat(Cbor.decode(eight).encode()).isEqualTo(eight);
    assertRefused("81".repeat(8) + "80", "deeper");
    assertRefused("81".repeat(60_000), "deeper");
    Cbor deep = Cbor.decode(eight);
    assertThatThrownBy(() -> Cbor.array(deep).encode()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void size_is_bounded_by_the_reader_alone() throws Exception {
    Cbor large = Cbor.of(Bytes.of(new byte[70_000]));
    assertThatThrownBy(() -> Cbor.decode(large.encode())).isInstanceOf(MalformedCbor.class);
    assertThat(Cbor.decode(large.encode(), 100_000)).isEqualTo(large);
  }

  @Test
  void text_that_has_no_bytes_cannot_be_made() {
    for (String text : List.of("\ud800", "\udc00", "a\ud800b", "\udc00\ud800")) {
      assertThatThrownBy(() -> Cbor.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(Cbor.of("\ud83c\udf93").encode().hex()).isEqualTo("64f09f8e93");
  }

  private static void assertRefused(String hex, String sentence) {
    assertThatThrownBy(() -> Cbor.decode(Bytes.ofHex(hex)))
        .as(hex.length() > 40 ? "long" : hex)
        .isInstanceOf(MalformedCbor.class)
        .hasMessageContaining(sentence);
  }
}
