package vn.sogoc.crypto.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

class WycheproofVectorsTest {
  private static final BigInteger HALF =
      new BigInteger("7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8", 16);

  @ParameterizedTest
  @ValueSource(strings = {"chosen", "bouncyCastle"})
  void nothing_invalid_is_accepted_and_only_high_s_is_refused(String which) throws Exception {
    CryptoProvider provider = provider(which);
    List<String> wrong = new ArrayList<>();
    int valid = 0;
    int high = 0;
    int invalid = 0;
    for (JsonNode group : read("ecdsa_secp256r1_sha256_p1363_test.json").get("testGroups")) {
      VerificationKey<Purpose.Record> key = key(group, provider);
      for (JsonNode test : group.get("tests")) {
        Bytes signature = Bytes.ofHex(test.get("sig").asText());
        boolean accepted = key.verify(digest(test), signature);
        boolean isValid = test.get("result").asText().equals("valid");
        boolean isHigh =
            signature.size() == 64
                && new BigInteger(1, signature.slice(32, 64).toArray()).compareTo(HALF) > 0;
        if (accepted != (isValid && !isHigh)) {
          wrong.add(test.get("tcId") + " " + test.get("comment"));
        }
        // of a valid one, whichever s it has, the low form is ours
        if (isValid && isHigh) {
          Bytes lowered = Bytes.of(EcdsaForm.lowered(signature.toArray()));
          if (!key.verify(digest(test), lowered)) {
            wrong.add(test.get("tcId") + " lowered");
          }
        }
        invalid += isValid ? 0 : 1;
        high += isValid && isHigh ? 1 : 0;
        valid += isValid && !isHigh ? 1 : 0;
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(List.of(valid, high, invalid)).allMatch(count -> count > 40);
    assertThat(valid + high + invalid).isEqualTo(262);
  }

  /** What our strict reading of a library's DER lets through is no wider than the vectors say. */
  @ParameterizedTest
  @ValueSource(strings = {"chosen", "bouncyCastle"})
  void no_invalid_der_becomes_a_signature(String which) throws Exception {
    CryptoProvider provider = provider(which);
    List<String> wrong = new ArrayList<>();
    int accepted = 0;
    for (JsonNode group : read("ecdsa_secp256r1_sha256_test.json").get("testGroups")) {
      VerificationKey<Purpose.Record> key = key(group, provider);
      for (JsonNode test : group.get("tests")) {
        boolean good = isGood(key, test);
        accepted += good ? 1 : 0;
        if (good != test.get("result").asText().equals("valid")) {
          wrong.add(test.get("tcId") + " " + test.get("comment"));
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(accepted).isGreaterThan(100);
  }

  private static boolean isGood(VerificationKey<Purpose.Record> key, JsonNode test) {
    try {
      byte[] signature = EcdsaForm.fromDer(Bytes.ofHex(test.get("sig").asText()).toArray());
      return key.verify(digest(test), Bytes.of(signature));
    } catch (SigningFailed e) {
      return false;
    }
  }

  private static CryptoProvider provider(String which) {
    return which.equals("chosen") ? CryptoProvider.chosen() : CryptoProvider.bouncyCastle();
  }

  private static VerificationKey<Purpose.Record> key(JsonNode group, CryptoProvider provider)
      throws MalformedKey {
    Bytes spki = Bytes.ofHex(group.get("publicKeyDer").asText());
    return VerificationKey.ofSpki(Purpose.RECORD, spki, provider);
  }

  private static Digest digest(JsonNode test) {
    return Digest.sha256(Bytes.ofHex(test.get("msg").asText()));
  }

  private static JsonNode read(String name) throws IOException {
    String path = "/vectors/wycheproof/" + name;
    try (InputStream in = WycheproofVectorsTest.class.getResourceAsStream(path)) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in, path));
    }
  }
}
