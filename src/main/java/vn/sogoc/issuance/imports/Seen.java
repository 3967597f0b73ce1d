package vn.sogoc.issuance.imports;

import java.nio.ByteBuffer;
import java.util.UUID;
import vn.sogoc.kernel.Bytes;

/**
 * What of something was seen first where: 128 bits of a digest and a line, 20 bytes an entry and
 * room for as many again. Of a million entries two share their 128 bits by chance as often as one
 * in 10^27. Used by one thread.
 */
final class Seen {
  private static final int FIRST_CAPACITY = 1024;

  private long[] most = new long[FIRST_CAPACITY];
  private long[] least = new long[FIRST_CAPACITY];

  /** 0 where the slot is free; lines begin at 1. */
  private int[] lines = new int[FIRST_CAPACITY];

  private int size;

  /** The line where it was seen first, or 0 where this is the first. */
  int before(Bytes digest, int line) {
    ByteBuffer head = ByteBuffer.wrap(digest.slice(0, 16).toArray());
    return before(head.getLong(), head.getLong(), line);
  }

  /** The same for a random identifier. */
  int before(UUID id, int line) {
    return before(id.getMostSignificantBits(), id.getLeastSignificantBits(), line);
  }

  private int before(long high, long low, int line) {
    if (size >= lines.length / 3 * 2) {
      grow();
    }
    int slot = slot(high, low);
    if (lines[slot] != 0) {
      return lines[slot];
    }
    most[slot] = high;
    least[slot] = low;
    lines[slot] = line;
    size++;
    return 0;
  }

  private int slot(long high, long low) {
    int mask = lines.length - 1;
    int slot = Long.hashCode(high ^ Long.rotateLeft(low, 32)) & mask;
    while (lines[slot] != 0 && (most[slot] != high || least[slot] != low)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] highs = most;
    long[] lows = least;
    int[] places = lines;
    most = new long[places.length * 2];
    least = new long[places.length * 2];
    lines = new int[places.length * 2];
    for (int i = 0; i < places.length; i++) {
      if (places[i] != 0) {
        int slot = slot(highs[i], lows[i]);
        most[slot] = highs[i];
        least[slot] = lows[i];
        lines[slot] = places[i];
      }
    }
  }
}
