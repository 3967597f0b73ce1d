package vn.sogoc.issuance.confirmation;

import java.util.ArrayList;
import java.util.List;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.kernel.Digest;

/**
 * One hash over the disputes, in the order in which they were said: SHA-256 of deterministic CBOR,
 * an array of arrays of ordinal, position, field and words.
 */
public final class Disputes {
  private final List<Cbor> all = new ArrayList<>();

  /** Takes the next one. */
  public Disputes add(int ordinal, int position, String field, String wanted) {
    all.add(Cbor.array(Cbor.of(ordinal), Cbor.of(position), Cbor.of(field), Cbor.of(wanted)));
    return this;
  }

  /** How many there are. */
  public int count() {
    return all.size();
  }

  /** Over all that were taken. */
  public Digest digest() {
    return Digest.sha256(Cbor.array(all).encode());
  }
}
