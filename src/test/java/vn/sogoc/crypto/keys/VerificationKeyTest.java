package vn.sogoc.crypto.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

class VerificationKeyTest {
  private static final BigInteger N =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
  private static final String HEAD = "3059301306072a8648ce3d020106082a8648ce3d03010703420004";
  private static final SoftwareKey KEY = TestKeys.key("a key");
  private static final Digest DIGEST = Digest.sha256(Bytes.ofHex("c0ffee"));

  @Test
  void key_id_is_the_beginning_of_the_hash_of_the_spki() {
    assertThat(KEY.keyId().toString())
        .isEqualTo(Digest.sha256(KEY.spki()).hex().substring(0, 16))
        .isEqualTo(KeyId.ofHex(KEY.keyId().toString()).toString());
  }

  @Test
  void only_the_canonical_spki_of_a_point_on_the_curve_is_a_key() throws Exception {
    String spki = KEY.spki().hex();
    String point = spki.substring(HEAD.length());
    assertThat(spki).startsWith(HEAD).hasSize(182);
    assertThat(VerificationKey.ofSpki(Purpose.RECORD, KEY.spki()).spki()).isEqualTo(KEY.spki());
    for (String other :
        List.of(
            "",
            spki + "00",
            spki.substring(0, 180),
            "3039301306072a8648ce3d020106082a8648ce3d03010703220002" + point.substring(0, 64),
            "3059301306072a8648ce3d020106082a8648ce3d03010703420006" + point, // hybrid point
            "3056301006072a8648ce3d020106052b8104000a03420004" + point, // secp256k1
            HEAD + point.substring(0, 126) + "00".repeat(1),
            HEAD + "00".repeat(64),
            // x + p, the same residue in more bytes than the field has
            HEAD
                + "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff"
                + "66485c780e2f83d72433bd5d84a06bb6541c2af31dae871728bf856a174f93f4")) {
      assertThatThrownBy(() -> VerificationKey.ofSpki(Purpose.RECORD, Bytes.ofHex(other)))
          .as(other)
          .isInstanceOf(MalformedKey.class);
    }
    // the same y as above is the root for x = 0: on the curve as it should be written
    assertThat(
            VerificationKey.ofSpki(
                Purpose.RECORD,
                Bytes.ofHex(
                    HEAD
                        + "00".repeat(32)
                        + "66485c780e2f83d72433bd5d84a06bb6541c2af31dae871728bf856a174f93f4")))
        .isNotNull();
  }

  @Test
  void coordinates_beyond_the_field_are_refused_by_us_before_a_library_sees_them() {
    String p = "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff";
    String y = "66485c780e2f83d72433bd5d84a06bb6541c2af31dae871728bf856a174f93f4";

    assertThatThrownBy(() -> P256.point(Bytes.ofHex(HEAD + p + y).toArray()))
        .isInstanceOf(MalformedKey.class)
        .hasMessageContaining("not on P-256");
  }

  @Test
  void every_flipped_bit_of_a_key_is_refused_or_another_key() {
    Bytes spki = KEY.spki();
    for (int bit = 0; bit < spki.size() * 8; bit++) {
      byte[] changed = spki.toArray();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatThrownBy(() -> VerificationKey.ofSpki(Purpose.RECORD, Bytes.of(changed)))
          .isInstanceOf(MalformedKey.class);
    }
  }

  @Test
  void every_flipped_bit_of_a_signature_or_a_digest_is_refused() throws Exception {
    VerificationKey<Purpose.Record> key = KEY.verificationKey(Purpose.RECORD);
    Bytes signature = TestKeys.signer("a key", Purpose.RECORD).sign(DIGEST);
    assertThat(key.verify(DIGEST, signature)).isTrue();
    for (int bit = 0; bit < 512; bit++) {
      assertThat(key.verify(DIGEST, flipped(signature, bit))).as("bit %d", bit).isFalse();
    }
    for (int bit = 0; bit < 256; bit++) {
      Digest other = Digest.of(flipped(DIGEST.bytes(), bit).toArray());
      assertThat(key.verify(other, signature)).as("bit %d", bit).isFalse();
    }
  }

  @Test
  void high_s_is_refused_though_the_equation_holds() throws Exception {
    VerificationKey<Purpose.Record> key = KEY.verificationKey(Purpose.RECORD);
    Bytes low = TestKeys.signer("a key", Purpose.RECORD).sign(DIGEST);
    BigInteger s = new BigInteger(1, low.slice(32, 64).toArray());
    Bytes high = Bytes.ofHex(low.slice(0, 32).hex() + "%064x".formatted(N.subtract(s)));

    assertThat(key.verify(DIGEST, high)).isFalse();
    assertThat(libraryVerifies(high)).isTrue();
  }

  @Test
  void other_lengths_and_the_signature_of_nothing_are_refused() throws Exception {
    VerificationKey<Purpose.Record> key = KEY.verificationKey(Purpose.RECORD);
    Bytes signature = TestKeys.signer("a key", Purpose.RECORD).sign(DIGEST);
    for (String hex :
        List.of(
            "",
            "00".repeat(64),
            signature.hex() + "00",
            signature.hex().substring(2),
            "00" + signature.hex(),
            "00".repeat(31) + "01" + "00".repeat(31) + "01")) {
      assertThat(key.verify(DIGEST, Bytes.ofHex(hex))).as(hex).isFalse();
    }
  }

  @Test
  void keys_are_equal_where_purpose_and_key_are() {
    assertThat(KEY.verificationKey(Purpose.RECORD))
        .isEqualTo(KEY.verificationKey(Purpose.RECORD))
        .isNotEqualTo(KEY.verificationKey(Purpose.STATUS))
        .isNotEqualTo(TestKeys.key("another").verificationKey(Purpose.RECORD));
  }

  @Test
  void purposes_have_codes_that_are_read_again() {
    assertThat(Purpose.all()).hasSize(11).doesNotHaveDuplicates();
    for (Purpose purpose : Purpose.all()) {
      assertThat(Purpose.ofCode(purpose.code())).isEqualTo(java.util.Optional.of(purpose));
    }
    assertThat(Purpose.ofCode("Record")).isEmpty();
  }

  @Test
  void signatures_of_test_keys_are_those_of_rfc_6979() throws Exception {
    // appendix A.2.5, SHA-256, messages "sample" (its s is high there) and "test" (low)
    BigInteger d =
        new BigInteger("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721", 16);
    Signer<Purpose.Record> signer = TestKeys.signer(d, Purpose.RECORD);

    BigInteger highS =
        new BigInteger("F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8", 16);
    assertThat(signer.sign(Digest.sha256(Bytes.of("sample".getBytes(UTF_8)))).hex())
        .isEqualTo(
            "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
                + "%064x".formatted(N.subtract(highS)));
    assertThat(signer.sign(Digest.sha256(Bytes.of("test".getBytes(UTF_8)))).hex())
        .isEqualTo(
            "f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367"
                + "019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083");
  }

  private static boolean libraryVerifies(Bytes signature) throws Exception {
    var ecdsa = CryptoProvider.chosen().ecdsa();
    ecdsa.initVerify(
        CryptoProvider.chosen()
            .keyFactory()
            .generatePublic(new java.security.spec.X509EncodedKeySpec(KEY.spki().toArray())));
    ecdsa.update(DIGEST.toArray());
    return ecdsa.verify(EcdsaForm.toDer(signature.toArray()));
  }

  private static Bytes flipped(Bytes bytes, int bit) {
    byte[] changed = bytes.toArray();
    changed[bit / 8] ^= (byte) (1 << (bit % 8));
    return Bytes.of(changed);
  }
}
