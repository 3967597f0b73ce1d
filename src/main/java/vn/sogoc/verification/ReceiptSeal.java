package vn.sogoc.verification;

import java.util.Arrays;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.platform.secrets.Secrets;

/**
 * Tells our own receipts from rows that somebody put into the table: whoever can write there must
 * not make the official address say "valid". The key is outside the database.
 */
final class ReceiptSeal {
  private final Secrets.Keyed key;

  ReceiptSeal(Secrets secrets) {
    this.key = secrets.keyed("receipt-seal");
  }

  byte[] of(ReceiptEntity r) {
    Bytes content =
        Cbor.array(
                Cbor.of(r.id.toString()),
                Cbor.of(r.shortCode),
                Cbor.of(r.askedBy),
                Cbor.of(r.verdict),
                Cbor.of(r.checks),
                r.digest == null ? new Cbor.Null() : Cbor.of(Bytes.of(r.digest)),
                Cbor.of(r.checkedAt.toEpochMilli()))
            .encode();
    return key.hash(content.toArray()).toArray();
  }

  boolean holds(ReceiptEntity receipt) {
    return Arrays.equals(of(receipt), receipt.seal);
  }
}
