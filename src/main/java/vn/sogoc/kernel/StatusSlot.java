package vn.sogoc.kernel;

/**
 * A place in a status list.
 *
 * @param list number of the list, from 0
 * @param index bit in the list, 0 to 2^20 - 1
 */
public record StatusSlot(int list, int index) {
  /** Entries of one status list. */
  public static final int LIST_SIZE = 1 << 20;

  public StatusSlot {
    if (list < 0 || index < 0 || index >= LIST_SIZE) {
      throw new IllegalArgumentException("no such status slot: " + list + "/" + index);
    }
  }

  @Override
  public String toString() {
    return list + "/" + index;
  }
}
