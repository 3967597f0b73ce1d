package vn.sogoc.crypto.keys;

import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * Signs hashes with one private key, wherever it lives. Safe for many threads.
 *
 * @param <P> what the key is for
 */
public interface Signer<P extends Purpose> {
  /** Names the key. */
  KeyId keyId();

  /** What the key is for. */
  P purpose();

  /**
   * ES256 over the digest: 64 bytes, r then s, big-endian, s in the lower half of the group order.
   *
   * @throws SigningFailed where the key store did not sign; nothing is known to be signed then
   */
  Bytes sign(Digest digest) throws SigningFailed;
}
