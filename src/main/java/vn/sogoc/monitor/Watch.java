package vn.sogoc.monitor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.sogoc.crypto.note.Checkpoint;

/** What came of one look at the log. */
public sealed interface Watch {
  /**
   * The log is one that continues what was seen before, and was read whole.
   *
   * @param head that everything was read up to
   * @param cosigned when the slowest witness that counts said so
   * @param before size of the head seen last, empty at the first look
   * @param own how many entries are under the institution's number
   * @param findings where log and note do not agree
   * @param doubt why nothing can be said about the newest entries, where that is so
   */
  record Seen(
      Checkpoint head,
      Instant cosigned,
      Optional<Long> before,
      int own,
      List<Finding> findings,
      Optional<String> doubt)
      implements Watch {
    public Seen {
      findings = List.copyOf(findings);
    }
  }

  /** The log contradicts itself, its policy, or what was seen before. Keep what is at hand. */
  record Alarm(String sentence) implements Watch {}

  /** Nothing was seen, and why; the next look may see. */
  record CannotTell(String reason) implements Watch {}
}
