package vn.sogoc.status;

import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * What a correction changes. Personal data: {@link #toString} does not show it.
 *
 * @param field name of the field in the API
 * @param oldValue what the paper and earlier corrections say
 * @param newValue what holds now
 * @param salt 16 random bytes, without which the commitment says nothing
 */
public record FieldChange(String field, String oldValue, String newValue, Bytes salt) {
  private static final String CONTEXT = "sogoc/decision-change/1";

  /** What stands in the decision's content in place of the values. */
  public Digest commitment() {
    return Digest.sha256(
        Cbor.array(
                Cbor.of(CONTEXT),
                Cbor.of(salt),
                Cbor.of(field),
                Cbor.of(oldValue),
                Cbor.of(newValue))
            .encode());
  }

  @Override
  public String toString() {
    return "FieldChange[" + field + "]";
  }
}
