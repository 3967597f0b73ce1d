package vn.sogoc.crypto.cose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.Signer;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.crypto.keys.SoftwareKey;
import vn.sogoc.crypto.keys.TestKeys;
import vn.sogoc.crypto.keys.VerificationKey;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

class CoseSign1Test {
  private static final String AAD = "sogoc/record/1";
  private static final SoftwareKey KEY = TestKeys.key("record");
  private static final Signer<Purpose.Record> SIGNER = TestKeys.signer("record", Purpose.RECORD);
  private static final VerificationKey<Purpose.Record> VERIFIER =
      KEY.verificationKey(Purpose.RECORD);
  private static final Bytes PAYLOAD = Bytes.ofHex("a10102");

  @Test
  void signed_message_is_read_again_and_verifies() throws Exception {
    CoseSign1 made = CoseSign1.sign(SIGNER, AAD, PAYLOAD);
    CoseSign1 read = CoseSign1.parse(made.bytes());

    assertThat(read).isEqualTo(made);
    assertThat(read.kid()).isEqualTo(KEY.keyId());
    assertThat(read.payload()).isEqualTo(PAYLOAD);
    CoseSign1.Verified<Purpose.Record> verified = read.verify(VERIFIER, AAD).orElseThrow();
    assertThat(verified.message()).isEqualTo(made);
    assertThat(verified.key()).isEqualTo(VERIFIER);
    assertThat(verified.payload()).isEqualTo(PAYLOAD);
  }

  @Test
  void bytes_are_those_of_the_form() throws Exception {
    String kid = KEY.keyId().toString();
    CoseSign1 made = CoseSign1.sign(SIGNER, AAD, PAYLOAD);

    assertThat(made.bytes().hex())
        .startsWith("84" + "4da20126" + "0448" + kid + "a0" + "43a10102" + "5840")
        .hasSize(2 * (1 + 14 + 1 + 4 + 66));
    assertThat(CoseSign1.sign(SIGNER, AAD, PAYLOAD)).isEqualTo(made);
  }

  @Test
  void to_be_signed_is_the_hash_of_the_sig_structure() throws Exception {
    for (int size : new int[] {1, 23, 24, 255, 256, 300, 65_000}) {
      Bytes payload = Bytes.of(new byte[size]);
      CoseSign1 made = CoseSign1.sign(SIGNER, AAD, payload);
      Bytes header =
          Cbor.map().put(1, Cbor.of(-7)).put(4, Cbor.of(KEY.keyId().value())).build().encode();
      Bytes structure =
          Cbor.array(
                  Cbor.of("Signature1"),
                  Cbor.of(header),
                  Cbor.of(Bytes.of(AAD.getBytes(java.nio.charset.StandardCharsets.UTF_8))),
                  Cbor.of(payload))
              .encode();
      assertThat(made.toBeSigned(AAD)).isEqualTo(Digest.sha256(structure));
    }
  }

  @Test
  void every_other_form_is_refused_with_its_reason() throws Exception {
    String kid = KEY.keyId().toString();
    String good = CoseSign1.sign(SIGNER, AAD, PAYLOAD).bytes().hex();
    String signature = good.substring(good.length() - 132);
    String header = "4da201260448" + kid;
    refused("d2" + good, "a tag");
    refused("d83d" + good, "a tag");
    refused(good + "00", "follow");
    refused("", "ends inside");
    refused("9f" + good.substring(2) + "ff", "indefinite");
    refused("9804" + good.substring(2), "longer than needed");
    refused("83" + header + "a043a10102", "array of four");
    refused("85" + good.substring(2) + "00", "array of four");
    refused("a0", "array of four");
    refused(good.replace("a043a10102", "a10448" + kid + "43a10102"), "unprotected");
    refused(good.replace("a043a10102", "a1012643a10102"), "unprotected");
    refused(good.replace("a043a10102", "8043a10102"), "unprotected");
    refused(good.replace("a043a10102", "bfff43a10102"), "indefinite");
    refused(good.replace("43a10102", "40"), "payload");
    refused(good.replace("43a10102", "f6"), "payload");
    refused(good.replace("43a10102", "63616263"), "payload");
    refused(good.replace("43a10102", "5803a10102"), "longer than needed");
    refused(good.replace("43a10102", "5f43a10102ff"), "indefinite");
    refused(good.replace(signature, "583f" + signature.substring(6)), "signature");
    refused(good.replace(signature, "5841" + signature.substring(4) + "00"), "signature");
    refused(good.replace(signature, "40"), "signature");
    refused(good.replace(signature, "f6"), "signature");
    for (String[] other :
        new String[][] {
          {"a20126" + "0447" + kid.substring(2), "8 bytes"},
          {"a20126" + "0449" + kid + "00", "8 bytes"},
          {"a20126" + "0468" + "61".repeat(8), "8 bytes"},
          {"a20127" + "0448" + kid, "ES256"}, // EdDSA
          {"a2013822" + "0448" + kid, "ES256"}, // ES384
          {"a20105" + "0448" + kid, "ES256"}, // HMAC 256/256
          {"a20100" + "0448" + kid, "ES256"}, // reserved
          {"a201f6" + "0448" + kid, "ES256"},
          {"a2016545533235" + "36" + "0448" + kid, "ES256"}, // "ES256" as a text
          {"a10126", "alone"},
          {"a10448" + kid, "alone"},
          {"a0", "alone"},
          {"a301260448" + kid + "1821" + "4100", "alone"}, // x5chain
          {"a30126028101" + "0448" + kid, "alone"}, // crit
          {"a30126030" + "0" + "0448" + kid, "alone"}, // content type
          {"a20448" + kid + "0126", "rising order"},
          {"bf01260448" + kid + "ff", "indefinite"},
          {"a2180126" + "0448" + kid, "longer than needed"},
          {"80", "alone"},
        }) {
      Bytes changed = Bytes.ofHex(other[0]);
      refused(good.replace(header, Cbor.of(changed).encode().hex()), other[1]);
    }
    refused(good.replace(header, "40"), "protected header");
    refused(good.replace(header, "a201260448" + kid), "byte string");
  }

  @Test
  void changed_bytes_are_refused_or_do_not_verify() throws Exception {
    Bytes good = CoseSign1.sign(SIGNER, AAD, Bytes.of(new byte[150])).bytes();
    assertThat(verifies(good)).isTrue();
    for (int bit = 0; bit < good.size() * 8; bit++) {
      byte[] changed = good.toArray();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThat(verifies(Bytes.of(changed))).as("bit %d", bit).isFalse();
    }
    for (int size = 0; size < good.size(); size++) {
      assertThat(verifies(good.slice(0, size))).as("size %d", size).isFalse();
    }
  }

  @Test
  void random_changes_raise_nothing_but_malformed() throws Exception {
    Random random = new Random(7);
    byte[] good = CoseSign1.sign(SIGNER, AAD, PAYLOAD).bytes().toArray();
    for (int i = 0; i < 100_000; i++) {
      byte[] changed = good.clone();
      for (int j = random.nextInt(4); j >= 0; j--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(CoseSign1.parse(Bytes.of(changed)).bytes()).isEqualTo(Bytes.of(changed));
      } catch (MalformedCose expected) {
        assertThat(expected.getMessage()).isNotBlank();
      }
    }
  }

  /** Every signed type against every other type's verifier: key, context, or both are another's. */
  @Test
  void no_purpose_passes_for_another() throws Exception {
    List<CoseSign1> messages = new ArrayList<>();
    for (Purpose purpose : Purpose.all()) {
      Signer<Purpose> signer = TestKeys.signer(purpose.code(), purpose);
      messages.add(CoseSign1.sign(signer, aad(purpose), PAYLOAD));
    }
    for (Purpose verifier : Purpose.all()) {
      VerificationKey<Purpose> key = TestKeys.key(verifier.code()).verificationKey(verifier);
      for (int i = 0; i < messages.size(); i++) {
        Purpose signed = Purpose.all().get(i);
        CoseSign1 message = messages.get(i);
        boolean own = signed.equals(verifier);
        assertThat(message.verify(key, aad(verifier)).isPresent())
            .as("%s read as %s", signed, verifier)
            .isEqualTo(own);
        // the right key and the wrong context, as if one key had two purposes
        VerificationKey<Purpose> shared = TestKeys.key(signed.code()).verificationKey(verifier);
        assertThat(message.verify(shared, aad(verifier)).isPresent()).isEqualTo(own);
        // the right context and the wrong key
        assertThat(message.verify(key, aad(signed)).isPresent()).isEqualTo(own);
      }
    }
  }

  @Test
  void message_that_names_another_key_is_not_verified_by_the_one_that_signed_it() throws Exception {
    Signer<Purpose.Record> liar =
        new Signer<>() {
          @Override
          public KeyId keyId() {
            return TestKeys.key("another").keyId();
          }

          @Override
          public Purpose.Record purpose() {
            return Purpose.RECORD;
          }

          @Override
          public Bytes sign(Digest digest) throws SigningFailed {
            return SIGNER.sign(digest);
          }
        };

    assertThat(CoseSign1.sign(liar, AAD, PAYLOAD).verify(VERIFIER, AAD)).isEmpty();
  }

  @Test
  void context_is_compared_whole() throws Exception {
    CoseSign1 message = CoseSign1.sign(SIGNER, AAD, PAYLOAD);
    for (String other :
        List.of("", "sogoc/record/", "sogoc/record/2", "sogoc/record/11", "Sogoc/record/1")) {
      assertThat(message.verify(VERIFIER, other)).as(other).isEmpty();
    }
  }

  @Test
  void what_could_not_be_read_is_not_signed() {
    assertThatThrownBy(() -> CoseSign1.sign(SIGNER, AAD, Bytes.of(new byte[0])))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CoseSign1.sign(SIGNER, AAD, Bytes.of(new byte[65_530])))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String aad(Purpose purpose) {
    return "sogoc/" + purpose.code() + "/1";
  }

  private static boolean verifies(Bytes bytes) {
    try {
      return CoseSign1.parse(bytes).verify(VERIFIER, AAD).isPresent();
    } catch (MalformedCose e) {
      return false;
    }
  }

  private static void refused(String hex, String sentence) {
    assertThatThrownBy(() -> CoseSign1.parse(Bytes.ofHex(hex)))
        .as(hex)
        .isInstanceOf(MalformedCose.class)
        .hasMessageContaining(sentence);
  }
}
