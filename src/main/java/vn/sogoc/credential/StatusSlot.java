package vn.sogoc.credential;

/**
 * Where the status of a credential is read: a position in one of the institution's status lists.
 *
 * @param list number of the list, 0 to 65,535
 * @param index position in the list, 0 to 2^20 - 1
 */
public record StatusSlot(int list, int index) {
  /** Entries of one list. */
  public static final int LIST_SIZE = 1 << 20;

  private static final int LISTS = 1 << 16;

  public StatusSlot {
    if (list < 0 || list >= LISTS || index < 0 || index >= LIST_SIZE) {
      throw new IllegalArgumentException("a status slot is [0..65535, 0..1048575]");
    }
  }
}
