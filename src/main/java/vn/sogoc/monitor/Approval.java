package vn.sogoc.monitor;

import java.time.Instant;
import java.util.Optional;
import vn.sogoc.kernel.Digest;
import vn.sogoc.tlog.EntryType;

/** One thing that an institution noted itself. */
public sealed interface Approval {
  /** When it was noted; the log has its bound from then on. */
  Instant noted();

  /** The line of the note, without its line feed. */
  String line();

  /**
   * A batch that two persons approved.
   *
   * @param approved the hash they approved
   * @param rows how many credentials it is
   */
  record Batch(Digest approved, int rows, Instant noted) implements Approval {
    @Override
    public String line() {
      return "batch " + approved.hex() + " " + rows + " " + noted;
    }
  }

  /**
   * An entry that must stand in the log, once.
   *
   * @param type of the entry
   * @param digest that the entry carries
   * @param about of an issued credential, the approved hash of its batch; of a later event, the
   *     digest of the signed record it is about
   */
  record Entry(EntryType type, Digest digest, Optional<Digest> about, Instant noted)
      implements Approval {
    @Override
    public String line() {
      return type.code()
          + " "
          + digest.hex()
          + " "
          + about.map(Digest::hex).orElse(Approvals.NOTHING)
          + " "
          + noted;
    }
  }

  /**
   * Entries that somebody looked through when the watch began; they are not compared.
   *
   * @param size how many of the log's entries
   * @param root of the tree they make
   */
  record Before(long size, Digest root, Instant noted) implements Approval {
    @Override
    public String line() {
      return "before " + root.hex() + " " + size + " " + noted;
    }
  }
}
