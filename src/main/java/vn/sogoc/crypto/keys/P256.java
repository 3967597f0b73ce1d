package vn.sogoc.crypto.keys;

import java.math.BigInteger;
import java.security.spec.ECPoint;
import java.util.Arrays;
import java.util.HexFormat;

/** The curve P-256 (FIPS 186-5, SEC 2 section 2.4.2), as far as forms are checked by us. */
final class P256 {
  /** Bytes of a coordinate and of a scalar. */
  static final int WIDTH = 32;

  /** DER of a SubjectPublicKeyInfo (RFC 5480) up to and including the 0x04 of the point. */
  private static final byte[] SPKI_HEAD =
      HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");

  static final int SPKI_SIZE = 91;

  private static final BigInteger P =
      new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
  private static final BigInteger B =
      new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);
  private static final BigInteger N =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
  private static final byte[] ORDER = fixed(N);
  private static final byte[] HALF_ORDER = fixed(N.shiftRight(1));

  private P256() {}

  /** The point of a canonical SubjectPublicKeyInfo, which is checked to be on the curve. */
  static ECPoint point(byte[] spki) throws MalformedKey {
    if (spki.length != SPKI_SIZE
        || !Arrays.equals(spki, 0, SPKI_HEAD.length, SPKI_HEAD, 0, SPKI_HEAD.length)) {
      throw new MalformedKey("not the 91-byte SubjectPublicKeyInfo of an uncompressed P-256 point");
    }
    int from = SPKI_HEAD.length;
    BigInteger x = new BigInteger(1, spki, from, WIDTH);
    BigInteger y = new BigInteger(1, spki, from + WIDTH, WIDTH);
    boolean inField = x.compareTo(P) < 0 && y.compareTo(P) < 0;
    // y^2 = x^3 - 3x + b; the cofactor is 1, so a point on the curve is in the group
    BigInteger right = x.pow(3).subtract(x.multiply(BigInteger.valueOf(3))).add(B).mod(P);
    if (!inField || !y.multiply(y).mod(P).equals(right)) {
      throw new MalformedKey("the point is not on P-256");
    }
    return new ECPoint(x, y);
  }

  /** Whether the 32 bytes from an offset are a number from 1 to n - 1. */
  static boolean isScalar(byte[] content, int from) {
    int nonZero = 0;
    for (int i = from; i < from + WIDTH; i++) {
      nonZero |= content[i];
    }
    return nonZero != 0 && Arrays.compareUnsigned(content, from, from + WIDTH, ORDER, 0, WIDTH) < 0;
  }

  /** Whether the 32 bytes from an offset are at most (n - 1) / 2. */
  static boolean isLow(byte[] content, int from) {
    return Arrays.compareUnsigned(content, from, from + WIDTH, HALF_ORDER, 0, WIDTH) <= 0;
  }

  /** Replaces the scalar s at an offset by n - s. */
  static void negate(byte[] content, int from) {
    byte[] negated = fixed(N.subtract(new BigInteger(1, content, from, WIDTH)));
    System.arraycopy(negated, 0, content, from, WIDTH);
  }

  private static byte[] fixed(BigInteger number) {
    byte[] raw = number.toByteArray();
    byte[] fixed = new byte[WIDTH];
    int length = Math.min(raw.length, WIDTH);
    System.arraycopy(raw, raw.length - length, fixed, WIDTH - length, length);
    return fixed;
  }
}
