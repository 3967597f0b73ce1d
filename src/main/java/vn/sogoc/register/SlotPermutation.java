package vn.sogoc.register;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.StatusSlot;
import vn.sogoc.platform.secrets.Secrets;

/**
 * Spreads consecutive numbers over a status list, so that neighbours in a batch are not neighbours
 * in the list: a balanced Feistel network of eight rounds over 20 bits, keyed per list. It is a
 * permutation whatever the key, so no slot is given twice.
 */
public final class SlotPermutation {
  private static final int HALF = 10;
  private static final int MASK = (1 << HALF) - 1;
  private static final int ROUNDS = 8;

  private final Secrets.Keyed key;

  /** What the rounds of a list mix in, once it was asked for; a batch asks for the same again. */
  private final Map<Integer, AtomicIntegerArray> mixed = new ConcurrentHashMap<>();

  /** The permutation under a key; that of an installation is its use {@code status-slots}. */
  public SlotPermutation(Secrets.Keyed key) {
    this.key = key;
  }

  /** The slot of a running number from 0. */
  public StatusSlot slot(long running) {
    int list = Math.toIntExact(running / StatusSlot.LIST_SIZE);
    int left = (int) (running >>> HALF) & MASK;
    int right = (int) running & MASK;
    for (int round = 0; round < ROUNDS; round++) {
      int mixed = left ^ mix(list, round, right);
      left = right;
      right = mixed;
    }
    return new StatusSlot(list, left << HALF | right);
  }

  private int mix(int list, int round, int half) {
    AtomicIntegerArray known =
        mixed.computeIfAbsent(list, l -> new AtomicIntegerArray(ROUNDS << HALF));
    int place = round << HALF | half;
    int there = known.get(place);
    if (there == 0) {
      there = hash(list, round, half) + 1; // 0 is not asked yet
      known.set(place, there);
    }
    return there - 1;
  }

  private int hash(int list, int round, int half) {
    byte[] input = ByteBuffer.allocate(12).putInt(list).putInt(round).putInt(half).array();
    Bytes hash = key.hash(input);
    return (hash.at(0) << 8 | hash.at(1)) & MASK;
  }
}
