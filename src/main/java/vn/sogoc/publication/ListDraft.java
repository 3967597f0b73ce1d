package vn.sogoc.publication;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.Claims;
import vn.sogoc.crypto.merkle.MerkleLevels;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * The rows of a list that is about to be published, in the order of their numbers, in plain arrays:
 * a million takes about 250 MB. Used by one thread.
 */
public final class ListDraft {
  private static final int SIZE = Digest.SIZE;

  private final int count;
  private final byte[] leaves;
  private final byte[] credentials;
  private final byte[] salts;
  private final List<byte[]> fields;
  private @Nullable Claims face;

  /** An empty draft for so many rows, at least one. */
  public ListDraft(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("a list has at least one row");
    }
    this.count = count;
    this.leaves = new byte[Math.multiplyExact(count, SIZE)];
    this.credentials = new byte[leaves.length];
    this.salts = new byte[leaves.length];
    this.fields = new ArrayList<>(count);
  }

  /**
   * Takes the next row.
   *
   * @param claims of its record; those of the first name the list's kind and decision
   */
  public void add(Claims claims, ListRow.Leafed row) {
    int at = Math.multiplyExact(fields.size(), SIZE);
    put(row.leaf().bytes(), leaves, at);
    put(row.row().credential().bytes(), credentials, at);
    put(row.row().salt(), salts, at);
    fields.add(row.row().fields().toArray());
    if (face == null) {
      face = claims;
    }
  }

  /** The claims of the first row; empty while not every row is here. */
  Optional<Claims> whole() {
    return fields.size() == count ? Optional.ofNullable(face) : Optional.empty();
  }

  int size() {
    return count;
  }

  MerkleLevels levels() {
    return new MerkleLevels(leaves);
  }

  byte[] leaf(int position) {
    return part(leaves, position);
  }

  byte[] credential(int position) {
    return part(credentials, position);
  }

  byte[] salt(int position) {
    return part(salts, position);
  }

  byte[] fields(int position) {
    return fields.get(position);
  }

  private static void put(Bytes from, byte[] to, int at) {
    System.arraycopy(from.toArray(), 0, to, at, SIZE);
  }

  private static byte[] part(byte[] whole, int position) {
    byte[] part = new byte[SIZE];
    System.arraycopy(whole, position * SIZE, part, 0, SIZE);
    return part;
  }
}
