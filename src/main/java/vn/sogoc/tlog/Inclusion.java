package vn.sogoc.tlog;

import java.time.Instant;
import java.util.List;

/** Whether an entry is in the log, and what followed it. */
public sealed interface Inclusion {
  /**
   * It is, proved to a cosigned head that this node computed itself.
   *
   * @param index its place
   * @param size of the head
   * @param cosignedAt when the last of the counted witnesses cosigned the head
   * @param later what was logged about it since, in the order of the log
   */
  record Included(long index, long size, Instant cosignedAt, List<Logged> later)
      implements Inclusion {
    public Included {
      later = List.copyOf(later);
    }
  }

  /** It is not under the newest cosigned head. */
  record Absent() implements Inclusion {}

  /** Nothing can be said: the log cannot be read, is stale, or contradicts its heads. */
  record Unavailable(String code) implements Inclusion {}
}
