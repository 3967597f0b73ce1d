package vn.sogoc.crypto.keys;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.jce.spec.ECPrivateKeySpec;
import org.bouncycastle.jce.spec.ECPublicKeySpec;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * Keys that are the same in every run, named by a word, whose signatures are the same too (RFC
 * 6979): for golden outputs. They protect nothing.
 */
public final class TestKeys {
  private static final org.bouncycastle.jce.spec.ECParameterSpec P_256 =
      ECNamedCurveTable.getParameterSpec("secp256r1");

  private TestKeys() {}

  /** The key of a word; its scalar is SHA-256 of the word. */
  public static SoftwareKey key(String word) {
    return key(scalar(word));
  }

  /** A signer with the key of a word, with RFC 6979 nonces. */
  public static <P extends Purpose> Signer<P> signer(String word, P purpose) {
    return new Deterministic<>(scalar(word), key(word).keyId(), purpose);
  }

  static SoftwareKey key(BigInteger d) {
    try {
      KeyFactory factory = CryptoProvider.bouncyCastle().keyFactory();
      byte[] pkcs8 = factory.generatePrivate(new ECPrivateKeySpec(d, P_256)).getEncoded();
      byte[] spki =
          factory.generatePublic(new ECPublicKeySpec(P_256.getG().multiply(d), P_256)).getEncoded();
      return SoftwareKey.of(pkcs8, Bytes.of(spki), CryptoProvider.chosen());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static <P extends Purpose> Signer<P> signer(BigInteger d, P purpose) {
    return new Deterministic<>(d, key(d).keyId(), purpose);
  }

  private static BigInteger scalar(String word) {
    return new BigInteger(
            1, Digest.sha256(Bytes.of(word.getBytes(StandardCharsets.UTF_8))).toArray())
        .mod(P_256.getN());
  }

  private record Deterministic<P extends Purpose>(BigInteger d, KeyId keyId, P purpose)
      implements Signer<P> {
    @Override
    public Bytes sign(Digest digest) throws SigningFailed {
      ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
      signer.init(
          true,
          new ECPrivateKeyParameters(
              d, new ECDomainParameters(P_256.getCurve(), P_256.getG(), P_256.getN())));
      BigInteger[] rs = signer.generateSignature(digest.toArray());
      byte[] signature = Arrays.copyOf(fixed(rs[0]), 64);
      System.arraycopy(fixed(rs[1]), 0, signature, 32, 32);
      return Bytes.of(EcdsaForm.lowered(signature));
    }

    private static byte[] fixed(BigInteger number) {
      return org.bouncycastle.util.BigIntegers.asUnsignedByteArray(32, number);
    }
  }
}
