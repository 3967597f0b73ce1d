package vn.sogoc.tlog;

/** An entry that waits must not get an index; nothing behind it does until it is gone. */
final class EntryNotTaken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EntryNotTaken(String why) {
    super(why);
  }
}
