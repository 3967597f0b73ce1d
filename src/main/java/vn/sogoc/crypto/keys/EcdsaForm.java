package vn.sogoc.crypto.keys;

/**
 * The two forms of an ECDSA signature over P-256: ours, 64 bytes r || s with low s (RFC 9053
 * section 2.1, narrowed), and the DER ECDSA-Sig-Value of RFC 3279 section 2.2.3 that libraries and
 * tokens speak.
 */
final class EcdsaForm {
  /** Bytes of r || s. */
  static final int SIZE = 2 * P256.WIDTH;

  private EcdsaForm() {}

  /** Whether the bytes are the one form of a signature: length, both ranges, low s. */
  static boolean isCanonical(byte[] signature) {
    return signature.length == SIZE
        && P256.isScalar(signature, 0)
        && P256.isScalar(signature, P256.WIDTH)
        && P256.isLow(signature, P256.WIDTH);
  }

  /** DER of r || s. The numbers are positive, so the form is at most 72 bytes long. */
  static byte[] toDer(byte[] signature) {
    int r = integerSize(signature, 0);
    int s = integerSize(signature, P256.WIDTH);
    byte[] der = new byte[2 + 2 + r + 2 + s];
    der[0] = 0x30;
    der[1] = (byte) (der.length - 2);
    integer(signature, 0, der, 2, r);
    integer(signature, P256.WIDTH, der, 2 + 2 + r, s);
    return der;
  }

  /**
   * The low-s r || s of what a library or a token answered.
   *
   * @throws SigningFailed where that is not strict DER of two numbers from 1 to n - 1
   */
  static byte[] fromDer(byte[] der) throws SigningFailed {
    if (der.length < 8 || der[0] != 0x30 || der[1] != der.length - 2) {
      throw new SigningFailed("the key store answered with something that is not a signature");
    }
    byte[] signature = new byte[SIZE];
    int next = scalar(der, 2, signature, 0);
    if (scalar(der, next, signature, P256.WIDTH) != der.length) {
      throw new SigningFailed("the key store answered with bytes after the signature");
    }
    return lowered(signature);
  }

  /** The same signature with s in the lower half. */
  static byte[] lowered(byte[] signature) throws SigningFailed {
    if (!P256.isScalar(signature, 0) || !P256.isScalar(signature, P256.WIDTH)) {
      throw new SigningFailed("the key store answered with a number outside of the group");
    }
    if (!P256.isLow(signature, P256.WIDTH)) {
      P256.negate(signature, P256.WIDTH);
    }
    return signature;
  }

  /** Bytes of the shortest two's-complement form of a positive number. */
  private static int integerSize(byte[] signature, int from) {
    int zeros = 0;
    while (signature[from + zeros] == 0) {
      zeros++;
    }
    return P256.WIDTH - zeros + (signature[from + zeros] < 0 ? 1 : 0);
  }

  private static void integer(byte[] signature, int from, byte[] der, int at, int size) {
    der[at] = 0x02;
    der[at + 1] = (byte) size;
    int copied = Math.min(size, P256.WIDTH);
    System.arraycopy(signature, from + P256.WIDTH - copied, der, at + 2 + size - copied, copied);
  }

  /** Reads one INTEGER into 32 bytes and says where it ended. */
  private static int scalar(byte[] der, int at, byte[] signature, int into) throws SigningFailed {
    int size = at + 1 < der.length ? der[at + 1] : 0;
    int from = at + 2;
    boolean fits = size > 0 && size <= P256.WIDTH + 1 && from + size <= der.length;
    if (!fits
        || der[at] != 0x02
        || der[from] < 0
        || (size > 1 && der[from] == 0 && der[from + 1] >= 0)
        || (size > P256.WIDTH && der[from] != 0)) {
      throw new SigningFailed("the key store answered with a number that is not strict DER");
    }
    int copied = Math.min(size, P256.WIDTH);
    System.arraycopy(der, from + size - copied, signature, into + P256.WIDTH - copied, copied);
    return from + size;
  }
}
