package vn.sogoc.audit;

import java.nio.ByteBuffer;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * The first half {@code r} of every ECDSA signature, by key: the same one in two different
 * signatures of a key means that the nonce was used twice, and then anybody computes the key (FIPS
 * 186-5 section 6.3). The very same signature stored twice is none.
 */
final class Nonces {
  private static final int HALF = 32;
  private static final int WORDS = 3;

  private long[] table = new long[WORDS << 10]; // two words of the digest of (key, r), one of s
  private int count;
  private final Findings findings;

  Nonces(Findings findings) {
    this.findings = findings;
  }

  /** Takes a signature that verified. */
  void take(String table, Object key, String column, CoseSign1 signed) {
    Bytes bytes = signed.bytes();
    byte[] signature = bytes.slice(bytes.size() - CoseSign1.SIGNATURE_SIZE, bytes.size()).toArray();
    take(table, key, column, signed.kid().value(), signature);
  }

  void take(String where, Object row, String column, Bytes keyId, byte[] signature) {
    byte[] r = java.util.Arrays.copyOf(signature, HALF);
    ByteBuffer name = ByteBuffer.wrap(Digest.sha256(keyId.toArray(), r).toArray());
    long high = name.getLong() | 1; // never zero, which is a free place
    long low = name.getLong();
    long s = ByteBuffer.wrap(signature).getLong(HALF + 8);
    if (count * 2L >= table.length / WORDS) {
      grow();
    }
    int at = placeOf(high, low);
    if (table[at] == 0) {
      put(at, high, low, s);
      count++;
    } else if (table[at + 2] != s) {
      findings.add(
          where,
          row,
          column,
          "a nonce that key " + keyId.hex() + " used once",
          "r " + Bytes.of(r).hex() + " of another signature");
    }
  }

  private int placeOf(long high, long low) {
    int places = table.length / WORDS;
    int at = Math.floorMod(low, places);
    while (table[at * WORDS] != 0 && (table[at * WORDS] != high || table[at * WORDS + 1] != low)) {
      at = (at + 1) % places;
    }
    return at * WORDS;
  }

  private void put(int at, long high, long low, long s) {
    table[at] = high;
    table[at + 1] = low;
    table[at + 2] = s;
  }

  private void grow() {
    long[] old = table;
    table = new long[old.length * 2];
    for (int i = 0; i < old.length; i += WORDS) {
      if (old[i] != 0) {
        put(placeOf(old[i], old[i + 1]), old[i], old[i + 1], old[i + 2]);
      }
    }
  }
}
