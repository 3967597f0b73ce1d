package vn.sogoc.credential;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.crypto.keys.MalformedKey;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.Signer;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.crypto.keys.VerificationKey;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * The public test key of the record vectors. Its private half is no secret and signs nothing else.
 */
final class VectorKey implements Signer<Purpose.Record> {
  /** SHA-256 of "sogoc record vectors, a public test key". */
  static final String PRIVATE = "f11adf92278ac5d8e367a6f058a643ecbe6510dbe18fa2ddb0ba2cbd2e9aad01";

  static final String SPKI =
      "3059301306072a8648ce3d020106082a8648ce3d03010703420004e00606086a4a56e994349592286e648e422a41d6"
          + "f874d914a00297cd13356c62a2ab0686d1ab93fffd1af14344a25ab07b41c47319d17f526aa0920ba6a789d6";

  static final BigInteger ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  @Override
  public KeyId keyId() {
    return KeyId.ofSpki(Bytes.ofHex(SPKI));
  }

  @Override
  public Purpose.Record purpose() {
    return Purpose.RECORD;
  }

  @Override
  public Bytes sign(Digest digest) throws SigningFailed {
    try {
      Signature ecdsa = Signature.getInstance("NONEwithECDSAinP1363Format");
      ecdsa.initSign(privateKey());
      ecdsa.update(digest.toArray());
      Bytes signature = Bytes.of(ecdsa.sign());
      BigInteger s = new BigInteger(1, signature.slice(32, 64).toArray());
      return s.shiftLeft(1).compareTo(ORDER) > 0 ? negated(signature) : signature;
    } catch (GeneralSecurityException e) {
      throw new SigningFailed("the test key did not sign", e);
    }
  }

  static VerificationKey<Purpose.Record> verificationKey() {
    try {
      return VerificationKey.ofSpki(Purpose.RECORD, Bytes.ofHex(SPKI));
    } catch (MalformedKey e) {
      throw new AssertionError(e);
    }
  }

  /** The other signature of the same r: n - s in place of s. */
  static Bytes negated(Bytes signature) {
    BigInteger s = ORDER.subtract(new BigInteger(1, signature.slice(32, 64).toArray()));
    String hex = s.toString(16);
    return Bytes.ofHex(signature.slice(0, 32).hex() + "0".repeat(64 - hex.length()) + hex);
  }

  private static PrivateKey privateKey() throws GeneralSecurityException {
    AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec("secp256r1"));
    return KeyFactory.getInstance("EC")
        .generatePrivate(
            new ECPrivateKeySpec(
                new BigInteger(PRIVATE, 16), curve.getParameterSpec(ECParameterSpec.class)));
  }
}
