package vn.sogoc.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vn.sogoc.credential.supplement.Amount;
import vn.sogoc.credential.supplement.ContentCodec;
import vn.sogoc.credential.supplement.MalformedSupplement;
import vn.sogoc.credential.supplement.Supplement;
import vn.sogoc.credential.supplement.SupplementContent;
import vn.sogoc.credential.supplement.SupplementLaw;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

class SupplementCodecTest {
  private static final int ROUNDS = 20_000;

  @Test
  void every_supplement_is_written_and_read_back_unchanged() throws Exception {
    for (Supplement one : SupplementSamples.all().values()) {
      assertThat(Supplement.decode(one.encode())).isEqualTo(one);
      assertThat(ContentCodec.decode(ContentCodec.encode(one.content()))).isEqualTo(one.content());
    }
  }

  @Test
  void a_supplement_is_no_record_and_a_record_no_supplement() throws Exception {
    Supplement one = SupplementSamples.of(SupplementSamples.bachelor(), 1);
    CoseSign1 signed = CoseSign1.sign(new VectorKey(), Supplement.AAD, one.encode());
    CoseSign1 asRecord = CoseSign1.sign(new VectorKey(), AuthenticRecord.AAD, one.encode());
    CoseSign1 record =
        CoseSign1.sign(
            new VectorKey(),
            AuthenticRecord.AAD,
            Samples.CODEC.encode(Samples.record(Samples.bachelor(), 1)));
    var key = VectorKey.verificationKey();

    assertThat(Supplement.verify(signed, key).orElseThrow().supplement()).isEqualTo(one);
    assertThat(Supplement.verify(signed, key).orElseThrow().digest())
        .isEqualTo(Digest.sha256(signed.bytes()));
    assertThat(AuthenticRecord.verify(signed, key, Samples.CATALOGUE)).isEmpty();
    assertThat(Supplement.verify(record, key)).isEmpty();
    assertThat(Supplement.verify(asRecord, key)).isEmpty();
    assertThatThrownBy(() -> AuthenticRecord.verify(asRecord, key, Samples.CATALOGUE))
        .isInstanceOf(MalformedRecord.class);
    CoseSign1 other = CoseSign1.sign(new VectorKey(), Supplement.AAD, record.payload());
    assertThatThrownBy(() -> Supplement.verify(other, key)).isInstanceOf(MalformedSupplement.class);
  }

  @Test
  void a_missing_unknown_or_wrong_key_is_refused_wherever_it_stands() throws Exception {
    Cbor.Map whole =
        (Cbor.Map) Cbor.decode(SupplementSamples.of(SupplementSamples.shortest(), 2).encode());
    Cbor.Map content = (Cbor.Map) whole.get(13).orElseThrow();
    for (Cbor.Key key : whole.keys()) {
      refused(RecordCodecTest.without(whole, key));
      wrong(whole, ((Cbor.Int) key).value(), whole, false);
    }
    for (Cbor.Key key : content.keys()) {
      refused(RecordCodecTest.with(whole, 13, RecordCodecTest.without(content, key)));
      wrong(content, ((Cbor.Int) key).value(), whole, true);
    }
    refused(RecordCodecTest.with(whole, 16, Cbor.of(1)));
    refused(RecordCodecTest.with(whole, 13, RecordCodecTest.with(content, 18, Cbor.of(1))));
    refused(RecordCodecTest.with(whole, 13, RecordCodecTest.with(content, 17, Cbor.array())));
    refused(
        RecordCodecTest.with(
            whole, 13, RecordCodecTest.with(content, 4, Cbor.array(Cbor.of("Luật"), Cbor.of("")))));
    assertThat(Supplement.decode(whole.encode())).isNotNull();
  }

  private static void wrong(Cbor.Map map, long key, Cbor.Map whole, boolean inner) {
    for (Cbor value :
        List.of(
            new Cbor.Null(),
            Cbor.of(Long.MAX_VALUE),
            Cbor.of(-1),
            Cbor.of(""),
            Cbor.array(),
            Cbor.map().build())) {
      if (key == 15 && !inner && value.equals(Cbor.of(""))) {
        continue; // a title may be empty
      }
      Cbor.Map changed = RecordCodecTest.with(map, key, value);
      refused(inner ? RecordCodecTest.with(whole, 13, changed) : changed);
    }
  }

  @Test
  void courses_beyond_what_can_be_are_refused() {
    SupplementContent most = SupplementSamples.longest();
    var more = new ArrayList<>(most.courses());
    more.add(SupplementSamples.course("HPX", "Thêm", "More", "2", "7", "B"));
    assertThatThrownBy(() -> with(most, more)).isInstanceOf(IllegalArgumentException.class);
    var twice = new ArrayList<>(most.courses().subList(0, 3));
    twice.add(twice.getFirst());
    assertThatThrownBy(() -> with(most, twice)).isInstanceOf(IllegalArgumentException.class);
    var beyond = List.of(SupplementSamples.course("A", "B", "C", "2", "10.01", ""));
    assertThatThrownBy(() -> with(most, beyond)).isInstanceOf(IllegalArgumentException.class);
    var nothing = List.of(SupplementSamples.course("A", "B\nC", "", "2", "10", ""));
    assertThatThrownBy(() -> with(most, nothing)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void credits_and_average_are_recomputed_exactly() {
    SupplementContent bachelor = SupplementSamples.bachelor();
    // 4 x 8.5 + 3 x 7.25 + 3 x 8.25 = 80.5 over 10 credits; physical education does not count.
    assertThat(bachelor.creditsCounted()).isEqualTo(1000);
    assertThat(bachelor.averageComputed()).contains(SupplementSamples.amount("8.05"));
    var third =
        List.of(
            SupplementSamples.course("A", "A", "", "1", "7", ""),
            SupplementSamples.course("B", "B", "", "1", "7", ""),
            SupplementSamples.course("C", "C", "", "1", "8", ""));
    assertThat(with(bachelor, third).averageComputed()).contains(SupplementSamples.amount("7.33"));
    var half =
        List.of(
            SupplementSamples.course("A", "A", "", "1", "7.25", ""),
            SupplementSamples.course("B", "B", "", "1", "7.26", ""));
    assertThat(with(bachelor, half).averageComputed()).contains(SupplementSamples.amount("7.26"));
  }

  @Test
  void amounts_are_decimal_and_exact() {
    assertThat(Amount.parse("8,5")).contains(new Amount(850));
    assertThat(Amount.parse(" 8.50 ")).contains(new Amount(850));
    assertThat(Amount.parse("8.500")).contains(new Amount(850));
    assertThat(Amount.parse("0")).map(Amount::toString).contains("0");
    assertThat(Amount.parse("1000")).contains(new Amount(100_000));
    for (String wrong :
        List.of("", "-1", "+1", "8.555", "1e1", "1000.01", "8,", ",5", "８", "8.5.1", "12345")) {
      assertThat(Amount.parse(wrong)).as(wrong).isEmpty();
    }
  }

  @Test
  void two_persons_approve_everything_but_what_signing_adds() {
    Supplement one = SupplementSamples.of(SupplementSamples.bachelor(), 1);
    Supplement other = SupplementSamples.of(SupplementSamples.bachelor(), 2);
    Digest approved = Supplement.approved(12, List.of(one.part(), other.part()));

    assertThat(one.part())
        .isEqualTo(
            Supplement.part(one.diploma(), one.serialNumber(), 1, SupplementSamples.bachelor()));
    assertThat(Supplement.approved(12, List.of(other.part(), one.part()))).isNotEqualTo(approved);
    assertThat(Supplement.approved(13, List.of(one.part(), other.part()))).isNotEqualTo(approved);
    assertThat(Supplement.part(one.diploma(), one.serialNumber(), 2, SupplementSamples.bachelor()))
        .isNotEqualTo(one.part());
    assertThat(Supplement.part(one.diploma(), one.serialNumber(), 1, SupplementSamples.shortest()))
        .isNotEqualTo(one.part());
  }

  @Test
  void diplomas_of_higher_education_have_a_supplement_since_2020() {
    SupplementLaw law = SupplementLaw.of(Samples.CATALOGUE);
    var bachelor = Samples.kind("BCN");

    assertThat(law.basis(bachelor, Samples.regime("BCN")))
        .contains("Thông tư 27/2019/TT-BGDĐT, Điều 4");
    assertThat(law.basis(bachelor, Samples.CATALOGUE.regime("PRE_2020").orElseThrow())).isEmpty();
    assertThat(law.basis(Samples.kind("BTN_THPT"), Samples.regime("BTN_THPT"))).isEmpty();
  }

  @Test
  void changed_bytes_are_refused_or_write_back_the_same_bytes() {
    Random random = new Random(29);
    List<Bytes> seeds =
        List.of(
            SupplementSamples.of(SupplementSamples.bachelor(), 1).encode(),
            SupplementSamples.of(SupplementSamples.shortest(), 2).encode());
    int accepted = 0;
    for (int i = 0; i < ROUNDS; i++) {
      byte[] bytes = seeds.get(i % 2).toArray();
      for (int n = random.nextInt(3); n >= 0; n--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      if (random.nextInt(8) == 0) {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 2));
      }
      Optional<Supplement> read = read(Bytes.of(bytes));
      if (read.isPresent()) {
        assertThat(read.get().encode()).isEqualTo(Bytes.of(bytes));
        accepted++;
      }
    }
    assertThat(accepted).as("some changes hit a free field").isBetween(50, ROUNDS - 50);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      assertThat(read(Bytes.of(bytes))).isEmpty();
    }
  }

  private static Optional<Supplement> read(Bytes bytes) {
    try {
      return Optional.of(Supplement.decode(bytes));
    } catch (MalformedSupplement expected) {
      assertThat(expected.getMessage()).isNotBlank();
      return Optional.empty();
    }
  }

  private static SupplementContent with(
      SupplementContent c, List<vn.sogoc.credential.supplement.Course> courses) {
    return new SupplementContent(
        c.fullName(),
        c.birthDate(),
        c.studentCode(),
        c.programme(),
        c.specialisation(),
        c.enrolled(),
        c.language(),
        c.duration(),
        c.level(),
        c.mode(),
        c.scale(),
        c.totalCredits(),
        c.average(),
        c.thesis(),
        c.ranking(),
        courses,
        c.notes());
  }

  private static void refused(Cbor changed) {
    assertThatThrownBy(() -> Supplement.decode(changed.encode()))
        .isInstanceOf(MalformedSupplement.class);
  }
}
