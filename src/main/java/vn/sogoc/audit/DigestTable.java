package vn.sogoc.audit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Digests by the order in which they came, found again by value: 32 bytes and two slots of four for
 * each, no object of its own. Whole digests are compared, so that nobody gains by making two that
 * begin alike. Written by one thread; read by several once it is written.
 */
final class DigestTable {
  private static final int SIZE = 32;
  private static final int IN_CHUNK = 1 << 15;

  private final List<byte[]> chunks = new ArrayList<>();
  private int[] slots = new int[1 << 12]; // ordinal + 1, 0: free
  private int count;

  int size() {
    return count;
  }

  /** Gives it the next ordinal; false where the same digest came before and is the one found. */
  boolean add(byte[] digest) {
    if (count * 2L >= slots.length) {
      grow();
    }
    int slot = slotOf(digest);
    boolean isNew = slots[slot] == 0;
    if (count % IN_CHUNK == 0) {
      chunks.add(new byte[IN_CHUNK * SIZE]);
    }
    System.arraycopy(digest, 0, chunks.getLast(), count % IN_CHUNK * SIZE, SIZE);
    count++;
    if (isNew) {
      slots[slot] = count;
    }
    return isNew;
  }

  /** Where it stands, or -1. */
  int find(byte[] digest) {
    return slots[slotOf(digest)] - 1;
  }

  private int slotOf(byte[] digest) {
    int mask = slots.length - 1;
    int slot = ByteBuffer.wrap(digest).getInt(8) & mask;
    while (slots[slot] != 0 && !isAt(slots[slot] - 1, digest)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private boolean isAt(int ordinal, byte[] digest) {
    int from = ordinal % IN_CHUNK * SIZE;
    return Arrays.equals(chunks.get(ordinal / IN_CHUNK), from, from + SIZE, digest, 0, SIZE);
  }

  private void grow() {
    int[] old = slots;
    slots = new int[old.length * 2];
    int mask = slots.length - 1;
    for (int entry : old) {
      if (entry != 0) {
        int ordinal = entry - 1;
        int from = ordinal % IN_CHUNK * SIZE;
        int slot = ByteBuffer.wrap(chunks.get(ordinal / IN_CHUNK)).getInt(from + 8) & mask;
        while (slots[slot] != 0) {
          slot = slot + 1 & mask;
        }
        slots[slot] = entry;
      }
    }
  }
}
