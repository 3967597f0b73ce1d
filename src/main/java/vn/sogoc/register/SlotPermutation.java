package vn.sogoc.register;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

  /** Every answer of the rounds of one list, by its number: few and asked for again and again. */
  private final Map<Integer, short[]> rounds = new ConcurrentHashMap<>();

  /** The permutation under a key; that of an installation is its use {@code status-slots}. */
  public SlotPermutation(Secrets.Keyed key) {
    this.key = key;
  }

  /** The slot of a running number from 0. */
  public StatusSlot slot(long running) {
    int list = Math.toIntExact(running / StatusSlot.LIST_SIZE);
    int left = (int) (running >>> HALF) & MASK;
    int right = (int) running & MASK;
    short[] mixes = rounds.computeIfAbsent(list, this::rounds);
    for (int round = 0; round < ROUNDS; round++) {
      int mixed = left ^ mixes[round << HALF | right];
      left = right;
      right = mixed;
    }
    return new StatusSlot(list, left << HALF | right);
  }

  private short[] rounds(int list) {
    short[] all = new short[ROUNDS << HALF];
    for (int i = 0; i < all.length; i++) {
      all[i] = (short) mix(list, i >>> HALF, i & MASK);
    }
    return all;
  }

  private int mix(int list, int round, int half) {
    byte[] input = ByteBuffer.allocate(12).putInt(list).putInt(round).putInt(half).array();
    Bytes hash = key.hash(input);
    return (hash.at(0) << 8 | hash.at(1)) & MASK;
  }
}
