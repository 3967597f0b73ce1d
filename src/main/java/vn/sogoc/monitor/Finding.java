package vn.sogoc.monitor;

import java.time.Instant;
import vn.sogoc.kernel.Digest;
import vn.sogoc.tlog.LogEntry;

/** Something that the log and the institution's note do not agree about. */
public sealed interface Finding {
  /** One line for a person. */
  String sentence();

  /** Why an entry is not one that was approved. */
  enum Why {
    /** No line of the note names it. */
    NEVER_APPROVED("never approved"),
    /** The line that names it was used by an entry before. */
    AGAIN("approved once, stands again"),
    /** It was approved about another credential. */
    ABOUT_ANOTHER("approved about another credential");

    private final String words;

    Why(String words) {
      this.words = words;
    }

    /** In English. */
    public String words() {
      return words;
    }
  }

  /**
   * An entry under the institution's number that it never approved: somebody else uses its name, or
   * its note is not complete.
   */
  record Unapproved(long index, LogEntry entry, Why why) implements Finding {
    @Override
    public String sentence() {
      return "entry "
          + index
          + " "
          + entry.type().code()
          + " of "
          + entry.time()
          + " digest "
          + entry.digest()
          + ": "
          + why.words();
    }
  }

  /**
   * Something approved that is not in the log although its bound is over.
   *
   * @param type of the entry, or {@code batch}
   * @param missing how many entries
   */
  record Omitted(String type, Digest digest, int missing, Instant noted) implements Finding {
    @Override
    public String sentence() {
      return type
          + " "
          + digest
          + " noted "
          + noted
          + ": "
          + (type.equals("batch")
              ? missing + " of its records were never brought"
              : "approved, not in the log");
    }
  }

  /** An entry that this program cannot read: it may be anybody's. */
  record Unreadable(long index, String reason) implements Finding {
    @Override
    public String sentence() {
      return "entry " + index + " is not readable: expected " + reason;
    }
  }
}
