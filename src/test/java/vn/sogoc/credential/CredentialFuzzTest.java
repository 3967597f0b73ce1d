package vn.sogoc.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;

/**
 * Seeded and bounded: hostile input ends in the declared refusal or in a value that writes back.
 */
class CredentialFuzzTest {
  private static final int ROUNDS = 10_000;
  private static final Set<String> ACCEPTED = Set.of("https://vb.example.vn");

  @Test
  void changed_records_are_refused_or_write_back_the_same_bytes() {
    Random random = new Random(7);
    List<Bytes> seeds =
        Samples.all().stream().map(c -> Samples.CODEC.encode(Samples.record(c, 5))).toList();
    int accepted = 0;
    for (int i = 0; i < ROUNDS; i++) {
      byte[] bytes = mutated(random, seeds.get(random.nextInt(seeds.size())).toArray());
      try {
        CredentialRecord record = Samples.CODEC.decode(Bytes.of(bytes));
        assertThat(Samples.CODEC.encode(record)).isEqualTo(Bytes.of(bytes));
        accepted++;
      } catch (MalformedRecord expected) {
        assertThat(expected.getMessage()).isNotBlank();
      }
    }
    assertThat(accepted).as("some changes hit a free field").isBetween(50, ROUNDS - 50);
  }

  @Test
  void changed_values_of_any_key_are_refused_or_write_back_the_same_bytes() throws Exception {
    Random random = new Random(11);
    List<Claims> seeds = Samples.all();
    for (int i = 0; i < ROUNDS; i++) {
      Claims claims = seeds.get(i % seeds.size());
      Cbor.Map whole = (Cbor.Map) Cbor.decode(Samples.CODEC.encode(Samples.record(claims, 5)));
      Cbor.Map inner = (Cbor.Map) whole.get(-70001).orElseThrow();
      Cbor.Map changed = RecordCodecTest.with(inner, random.nextInt(32), value(random, 0));
      Bytes bytes = RecordCodecTest.with(whole, -70001, changed).encode();
      try {
        assertThat(Samples.CODEC.encode(Samples.CODEC.decode(bytes))).isEqualTo(bytes);
      } catch (MalformedRecord expected) {
        assertThat(expected.getMessage()).isNotBlank();
      }
    }
  }

  @Test
  void random_bytes_are_no_record_and_no_claims() {
    Random random = new Random(13);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      try {
        Samples.CODEC.decode(Bytes.of(bytes));
        throw new AssertionError("random bytes were a record");
      } catch (MalformedRecord expected) {
        assertThat(expected.getMessage()).isNotBlank();
      }
    }
  }

  @Test
  void random_texts_are_a_name_that_stays_itself_or_refused() {
    Random random = new Random(17);
    for (int i = 0; i < ROUNDS; i++) {
      String text = text(random, 12);
      try {
        PersonName name = PersonName.parse(text);
        assertThat(PersonName.parse(name.value())).isEqualTo(name);
        assertThat(PersonName.searchKey(name.searchKey())).isEqualTo(name.searchKey());
      } catch (Refusal expected) {
        assertThat(expected.type()).isEqualTo(CredentialProblem.NAME_REFUSED);
        assertThat(expected.faults()).isNotEmpty();
      }
      assertThat(PersonName.searchKey(text)).isNotNull();
      assertThat(CredentialRecord.numberKey(text)).isNotNull();
    }
  }

  @Test
  void random_texts_are_a_date_that_writes_back_or_refused() {
    Random random = new Random(19);
    LocalDate today = LocalDate.of(2026, 11, 24);
    for (int i = 0; i < ROUNDS; i++) {
      String text = digits(random);
      try {
        assertThat(PartialDate.parse(text)).hasToString(text);
      } catch (Refusal expected) {
        assertThat(expected.type()).isEqualTo(CredentialProblem.DATE_REFUSED);
      }
      try {
        PartialDate typed = PartialDate.parseTyped(text);
        assertThat(PartialDate.parse(typed.toString())).isEqualTo(typed);
      } catch (Refusal expected) {
        assertThat(expected.type()).isEqualTo(CredentialProblem.DATE_REFUSED);
      }
      try {
        assertThat(PersonalNumber.parse(text, today).digits()).isEqualTo(text.strip());
      } catch (Refusal expected) {
        assertThat(expected.type()).isEqualTo(CredentialProblem.PERSONAL_NUMBER_REFUSED);
      }
    }
  }

  @Test
  void changed_codes_are_refused_or_are_other_bytes() {
    Random random = new Random(23);
    Bytes cose = Samples.CODEC.encode(Samples.record(Samples.bachelor(), 5));
    String good = QrText.address("https://vb.example.vn", cose);
    for (int i = 0; i < ROUNDS; i++) {
      char[] changed = good.toCharArray();
      for (int n = random.nextInt(4); n >= 0; n--) {
        changed[random.nextInt(changed.length)] = (char) (random.nextInt(96) + 32);
      }
      String text = random.nextInt(9) == 0 ? text(random, 60) : new String(changed);
      try {
        Bytes read = QrText.parse(text, ACCEPTED);
        assertThat(text.strip()).endsWith(QrText.fragment(read));
      } catch (Refusal expected) {
        assertThat(expected.type()).isInstanceOf(CredentialProblem.class);
      }
    }
  }

  private static byte[] mutated(Random random, byte[] bytes) {
    byte[] changed = Arrays.copyOf(bytes, bytes.length + (random.nextInt(8) == 0 ? 1 : 0));
    for (int n = random.nextInt(3); n >= 0; n--) {
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
    }
    return random.nextInt(8) == 0
        ? Arrays.copyOf(changed, random.nextInt(changed.length))
        : changed;
  }

  private static Cbor value(Random random, int depth) {
    return switch (random.nextInt(depth > 2 ? 5 : 8)) {
      case 0 -> Cbor.of(random.nextInt(50));
      case 1 -> Cbor.of(random.nextLong());
      case 2 -> Cbor.of(unicode(text(random, 8)));
      case 3 -> Cbor.of(Bytes.of(new byte[random.nextInt(20)]));
      case 4 -> random.nextBoolean() ? new Cbor.Null() : Cbor.of(random.nextBoolean());
      case 5 -> Cbor.array(value(random, depth + 1));
      case 6 -> Cbor.array(value(random, depth + 1), value(random, depth + 1));
      default -> Cbor.map().put(random.nextInt(8), value(random, depth + 1)).build();
    };
  }

  private static String text(Random random, int most) {
    String likely = "AĐđÐaêỗ \u0301\u0306'’-.\u00a0\u200b19Яα\ud83d";
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(most); n >= 0; n--) {
      text.append(
          random.nextInt(4) == 0
              ? (char) random.nextInt(0x10000)
              : likely.charAt(random.nextInt(likely.length())));
    }
    return text.toString();
  }

  private static String unicode(String text) {
    return text.codePoints()
        .filter(c -> c < 0xd800 || c > 0xdfff)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String digits(Random random) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(13); n >= 0; n--) {
      text.append("0123456789012345/-. x".charAt(random.nextInt(21)));
    }
    return text.toString();
  }
}
