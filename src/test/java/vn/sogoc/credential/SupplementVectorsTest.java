package vn.sogoc.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.sogoc.credential.supplement.Supplement;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.kernel.Bytes;

/**
 * The file vectors/supplement/valid.json, under the public test key of vectors/record. {@code
 * -Dvectors.write=true} writes it again for review.
 */
class SupplementVectorsTest {
  private static final Path FILE = Path.of("src/test/resources/vectors/supplement/valid.json");
  private static final ObjectMapper JSON = new ObjectMapper();

  @BeforeAll
  static void write() throws Exception {
    if (!Boolean.getBoolean("vectors.write")) {
      return;
    }
    ArrayNode all = JSON.createArrayNode();
    for (Map.Entry<String, Supplement> e : SupplementSamples.all().entrySet()) {
      Bytes payload = e.getValue().encode();
      ObjectNode one = all.addObject();
      one.put("name", e.getKey());
      one.put("payloadHex", payload.hex());
      one.put("coseHex", CoseSign1.sign(new VectorKey(), Supplement.AAD, payload).bytes().hex());
      one.put("partHex", e.getValue().part().hex());
    }
    Files.createDirectories(FILE.getParent());
    Files.writeString(FILE, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
  }

  @Test
  void every_payload_is_made_again_and_every_message_is_verified() throws Exception {
    Map<String, Supplement> samples = SupplementSamples.all();
    JsonNode vectors = JSON.readTree(Files.readString(FILE));

    assertThat(vectors).hasSize(samples.size());
    for (JsonNode vector : vectors) {
      Supplement one = samples.get(vector.get("name").asText());
      CoseSign1 message = CoseSign1.parse(Bytes.ofHex(vector.get("coseHex").asText()));

      assertThat(one.encode().hex()).isEqualTo(vector.get("payloadHex").asText());
      assertThat(one.part().hex()).isEqualTo(vector.get("partHex").asText());
      assertThat(Supplement.verify(message, VectorKey.verificationKey()).orElseThrow().supplement())
          .isEqualTo(one);
    }
  }
}
