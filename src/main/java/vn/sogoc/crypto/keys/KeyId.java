package vn.sogoc.crypto.keys;

import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * The name of a public key: the first 8 bytes of SHA-256 over its SubjectPublicKeyInfo. It finds a
 * key, it proves nothing.
 *
 * @param value exactly 8 bytes
 */
public record KeyId(Bytes value) {
  /** Size in bytes. */
  public static final int SIZE = 8;

  public KeyId {
    if (value.size() != SIZE) {
      throw new IllegalArgumentException("a key id has 8 bytes, found " + value.size());
    }
  }

  /** The id of the key in a DER SubjectPublicKeyInfo. */
  public static KeyId ofSpki(Bytes spki) {
    return new KeyId(Digest.sha256(spki).bytes().slice(0, SIZE));
  }

  /** From 16 hexadecimal digits. */
  public static KeyId ofHex(String hex) {
    return new KeyId(Bytes.ofHex(hex));
  }

  /** Lower-case hexadecimal, 16 digits. */
  @Override
  public String toString() {
    return value.hex();
  }
}
