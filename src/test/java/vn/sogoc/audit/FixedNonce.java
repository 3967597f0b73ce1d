package vn.sogoc.audit;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.interfaces.ECPrivateKey;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.Signer;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/** A signer on P-256 that does what none may: every signature has the same nonce. */
record FixedNonce<P extends Purpose>(BigInteger key, KeyId keyId, P purpose) implements Signer<P> {
  private static final BigInteger FIELD =
      new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
  private static final BigInteger ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
  private static final BigInteger X =
      new BigInteger("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296", 16);
  private static final BigInteger Y =
      new BigInteger("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5", 16);

  /** The first half of a signature with the nonce 2: the abscissa of twice the base point. */
  private static BigInteger r() {
    BigInteger slope =
        X.pow(2)
            .multiply(BigInteger.valueOf(3))
            .subtract(BigInteger.valueOf(3))
            .multiply(Y.shiftLeft(1).modInverse(FIELD))
            .mod(FIELD);
    return slope.pow(2).subtract(X.shiftLeft(1)).mod(FIELD).mod(ORDER);
  }

  /** With a key of the demo's. */
  static <P extends Purpose> FixedNonce<P> of(Path file, String alias, KeyId id, P purpose)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    char[] password = "sogoc-dev".toCharArray();
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password);
    }
    return new FixedNonce<>(((ECPrivateKey) store.getKey(alias, password)).getS(), id, purpose);
  }

  @Override
  public Bytes sign(Digest digest) {
    BigInteger r = r();
    BigInteger s =
        new BigInteger(1, digest.toArray())
            .add(r.multiply(key))
            .multiply(BigInteger.TWO.modInverse(ORDER))
            .mod(ORDER);
    return Bytes.ofHex("%064x%064x".formatted(r, s.min(ORDER.subtract(s))));
  }
}
