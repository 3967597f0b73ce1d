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

  /** What is kept of a signature; to compute it needs no order. */
  record Mark(Bytes keyId, Bytes signature, long high, long low, long s) {
    static Mark of(CoseSign1 signed) {
      Bytes all = signed.bytes();
      return of(signed.kid().value(), all.slice(all.size() - CoseSign1.SIGNATURE_SIZE, all.size()));
    }

    static Mark of(Bytes keyId, Bytes signature) {
      byte[] r = signature.slice(0, HALF).toArray();
      ByteBuffer name = ByteBuffer.wrap(Digest.sha256(keyId.toArray(), r).toArray());
      long high = name.getLong() | 1; // never zero, which is a free place
      long low = name.getLong();
      long s = ByteBuffer.wrap(signature.toArray()).getLong(HALF + 8);
      return new Mark(keyId, signature, high, low, s);
    }
  }

  /** Takes a signature that verified. */
  void take(String table, Object key, String column, CoseSign1 signed) {
    take(table, key, column, Mark.of(signed));
  }

  void take(String table, Object key, String column, Bytes keyId, byte[] signature) {
    take(table, key, column, Mark.of(keyId, Bytes.of(signature)));
  }

  void take(String where, Object row, String column, Mark mark) {
    long high = mark.high();
    long low = mark.low();
    long s = mark.s();
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
          "a nonce that key " + mark.keyId().hex() + " used once",
          "r " + mark.signature().slice(0, HALF).hex() + " of another signature");
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
