package vn.sogoc.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;

/** The files under vectors/record. {@code -Dvectors.write=true} writes them again for review. */
class RecordVectorsTest {
  private static final Set<String> ACCEPTED = Set.of(RecordVectors.ADDRESS);

  @BeforeAll
  static void write() throws Exception {
    if (Boolean.getBoolean("vectors.write")) {
      RecordVectors.write();
    }
  }

  @Test
  void every_payload_is_made_again_byte_for_byte() throws Exception {
    Map<String, CredentialRecord> records = RecordVectors.valid();
    JsonNode vectors = RecordVectors.read("valid.json");

    assertThat(vectors).hasSize(records.size());
    for (JsonNode vector : vectors) {
      CredentialRecord record = Optional.of(records.get(vector.get("name").asText())).orElseThrow();
      assertThat(Samples.CODEC.encode(record).hex()).isEqualTo(vector.get("payloadHex").asText());
      assertThat(RecordVectors.fields(record)).hasToString(vector.get("fields").toString());
    }
  }

  @Test
  void every_code_is_read_back_to_its_record() throws Exception {
    Map<String, CredentialRecord> records = RecordVectors.valid();
    for (JsonNode vector : RecordVectors.read("valid.json")) {
      Bytes cose = QrText.parse(vector.get("qr").asText(), ACCEPTED);
      CoseSign1 message = CoseSign1.parse(cose);

      assertThat(cose.hex()).isEqualTo(vector.get("coseHex").asText());
      assertThat(answer(vector.get("qr").asText())).isEmpty();
      assertThat(Samples.CODEC.decode(message.payload()))
          .isEqualTo(records.get(vector.get("name").asText()));
    }
  }

  @Test
  void every_invalid_code_is_refused_for_its_reason() throws Exception {
    JsonNode vectors = RecordVectors.read("invalid.json");

    assertThat(vectors.size()).isGreaterThan(60);
    for (JsonNode vector : vectors) {
      assertThat(answer(vector.get("qr").asText()).map(a -> a.exit))
          .as(vector.get("name").asText())
          .contains(vector.get("exit").asInt());
    }
  }

  @Test
  void the_specification_prints_the_first_vector() throws Exception {
    String page = Files.readString(Path.of("src/docs/record.md")).replaceAll("\\s+", "");
    JsonNode vector = RecordVectors.read("valid.json").get(0);
    JsonNode key = RecordVectors.read("key.json");

    for (String printed :
        List.of(
            vector.get("coseHex").asText(),
            vector.get("qr").asText(),
            key.get("spkiHex").asText(),
            key.get("privateKeyHex").asText(),
            key.get("kid").asText())) {
      assertThat(page.contains(printed)).as(printed).isTrue();
    }
  }

  @Test
  void the_invalid_codes_are_all_there() throws Exception {
    assumeFalse(Boolean.getBoolean("vectors.write"), "the files were just written");
    JsonNode good = RecordVectors.read("valid.json");
    Map<String, Bytes> messages = new java.util.HashMap<>();
    good.forEach(v -> messages.put(v.get("name").asText(), Bytes.ofHex(v.get("coseHex").asText())));

    assertThat(RecordVectors.read("invalid.json"))
        .extracting(v -> v.get("name").asText())
        .containsExactlyElementsOf(
            new InvalidVectors(messages).all().stream().map(RecordVectors.Invalid::name).toList());
  }

  /** The order of src/docs/record.md section 7; empty where the record stands. */
  private static Optional<RecordVectors.Answer> answer(String qr) {
    try {
      CoseSign1 message = CoseSign1.parse(QrText.parse(qr, ACCEPTED));
      if (!message.kid().equals(new VectorKey().keyId())) {
        return Optional.of(RecordVectors.Answer.KEY_UNKNOWN);
      }
      Optional<CoseSign1.Verified<Purpose.Record>> verified =
          message.verify(VectorKey.verificationKey(), RecordCodec.EXTERNAL_AAD);
      if (verified.isEmpty()) {
        return Optional.of(RecordVectors.Answer.SIGNATURE_WRONG);
      }
      int institution = Samples.CODEC.decode(verified.get().payload()).claims().institution();
      return institution == Samples.INSTITUTION
          ? Optional.empty()
          : Optional.of(RecordVectors.Answer.KEY_UNKNOWN);
    } catch (Refusal | MalformedCose | MalformedRecord e) {
      return Optional.of(RecordVectors.Answer.MALFORMED);
    }
  }
}
