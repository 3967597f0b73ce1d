package vn.sogoc.platform.secrets;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.cbor.Cbor;

/**
 * Tells rows that the service wrote from rows that somebody else did: HMAC-SHA-256, under a key
 * that is not in the database, over deterministic CBOR of the use and of each column's text. It
 * binds the row's own identifier, so a seal moved to another row does not fit there. What it cannot
 * see is a row that was taken out, or an earlier state of a row that was put back whole.
 */
public final class RowSeal {
  private final Secrets.Keyed key;
  private final String use;

  /** Seals rows of one use, such as {@code account}. */
  public RowSeal(Secrets secrets, String use) {
    this.key = secrets.keyed(use);
    this.use = use;
  }

  /**
   * The seal over columns.
   *
   * @param columns in an order that never changes; each one's {@code toString} is its only form,
   *     and null is unlike every text
   */
  public byte[] of(@Nullable Object... columns) {
    List<Cbor> content = new ArrayList<>(columns.length + 1);
    content.add(Cbor.of(use));
    for (Object column : columns) {
      content.add(column == null ? Cbor.of(false) : Cbor.of(column.toString()));
    }
    return key.hash(Cbor.array(content).encode().toArray()).toArray();
  }

  /** Whether a stored seal is that of the columns. */
  public boolean fits(byte @Nullable [] seal, @Nullable Object... columns) {
    return seal != null && MessageDigest.isEqual(seal, of(columns));
  }
}
