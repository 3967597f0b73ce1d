package vn.sogoc.crypto.cose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.VerificationKey;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

class CoseVectorsTest {
  private static final BigInteger N =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
  private static final String SPKI = "3059301306072a8648ce3d020106082a8648ce3d03010703420004";

  @ParameterizedTest
  @ValueSource(strings = {"sign-pass-01", "sign-pass-02", "sign-pass-03", "ecdsa-sig-01"})
  void sig_structure_key_and_signature_agree_with_the_working_group(String name) throws Exception {
    JsonNode vector = read(name);
    Bytes whole = Bytes.ofHex(vector.at("/intermediates/ToBeSign_hex").asText());
    Bytes message = Bytes.ofHex(vector.at("/output/cbor").asText());
    Digest ours =
        SigStructure.digest(
            protectedHeader(whole),
            HexFormat.of().parseHex(vector.at("/input/sign0/external").asText("")),
            Bytes.of(vector.at("/input/plaintext").asText().getBytes(UTF_8)));
    assertThat(ours).isEqualTo(Digest.sha256(whole));

    VerificationKey<Purpose.Record> key =
        VerificationKey.ofSpki(Purpose.RECORD, spki(vector.at("/input/sign0/key")));
    Bytes signature = message.slice(message.size() - 64, message.size());
    BigInteger s = new BigInteger(1, signature.slice(32, 64).toArray());
    boolean high = s.compareTo(N.shiftRight(1)) > 0;
    BigInteger low = high ? N.subtract(s) : s;
    Bytes lowered = Bytes.ofHex(signature.slice(0, 32).hex() + "%064x".formatted(low));
    assertThat(key.verify(ours, lowered)).isTrue();
    assertThat(key.verify(ours, signature)).isEqualTo(!high);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sign-pass-01", "sign-pass-02", "sign-pass-03", "ecdsa-sig-01", "sign-fail-01",
        "sign-fail-02", "sign-fail-03", "sign-fail-04", "sign-fail-06", "sign-fail-07"
      })
  void messages_of_a_wider_form_are_refused(String name) throws Exception {
    Bytes message = Bytes.ofHex(read(name).at("/output/cbor").asText().toLowerCase(Locale.ROOT));

    assertThatThrownBy(() -> CoseSign1.parse(message)).isInstanceOf(MalformedCose.class);
  }

  /** The byte string after the context: all of these have less than 24 bytes of it. */
  private static Bytes protectedHeader(Bytes sigStructure) {
    int size = sigStructure.at(12) - 0x40;
    return sigStructure.slice(13, 13 + size);
  }

  private static Bytes spki(JsonNode key) {
    return Bytes.ofHex(SPKI + coordinate(key.get("x")) + coordinate(key.get("y")));
  }

  private static String coordinate(JsonNode value) {
    return HexFormat.of().formatHex(Base64.getUrlDecoder().decode(value.asText()));
  }

  private static JsonNode read(String name) throws IOException {
    String path = "/vectors/cose/" + name + ".json";
    try (InputStream in = CoseVectorsTest.class.getResourceAsStream(path)) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in, path));
    }
  }
}
