package vn.sogoc.monitor;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import vn.sogoc.kernel.Digest;
import vn.sogoc.tlog.EntryType;

/**
 * What an institution keeps itself of what it approved: a text of one line for each approval
 * ({@code src/docs/monitor.md}). Lines are only added; comments and empty lines stay where they
 * are.
 */
public final class Approvals {
  /** In place of a digest where there is none. */
  static final String NOTHING = "-";

  private static final String HEADER = "sogoc-approvals/v1 ";
  private static final int LARGEST = 512 << 20;
  private static final int WORDS = 4;
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,14}");

  private final int institution;
  private final List<Approval> all;
  private final Set<String> keys = new HashSet<>();
  private final Map<Digest, Approval.Batch> batches = new HashMap<>();
  private final Map<Digest, Integer> records = new HashMap<>();

  private Approvals(int institution, List<Approval> all) {
    this.institution = institution;
    this.all = all;
  }

  /** The note of an institution that has approved nothing yet. */
  public static String empty(int institution) {
    return HEADER + institution + "\n";
  }

  /**
   * Reads a note.
   *
   * @throws MalformedApprovals where a line has another form, stands twice, or names a batch that
   *     no line before it names
   */
  public static Approvals parse(String text) throws MalformedApprovals {
    if (text.length() > LARGEST || !text.startsWith(HEADER) || !text.endsWith("\n")) {
      throw new MalformedApprovals(
          "line 1: expected \"" + HEADER + "\" and the institution's number, and a last line feed");
    }
    String[] lines = text.substring(0, text.length() - 1).split("\n", -1);
    String number = lines[0].substring(HEADER.length());
    if (!number.matches("[1-9][0-9]{0,8}")) {
      throw new MalformedApprovals("line 1: expected the institution's number");
    }
    Approvals read = new Approvals(Integer.parseInt(number), new ArrayList<>());
    for (int i = 1; i < lines.length; i++) {
      if (!lines[i].isEmpty() && !lines[i].startsWith("#")) {
        try {
          Approval approval = line(lines[i]);
          read.take(approval);
          if (!read.keys.add(key(approval))) {
            throw new MalformedApprovals("another approval, found the same again");
          }
        } catch (MalformedApprovals e) {
          throw new MalformedApprovals("line " + (i + 1) + ": expected " + e.getMessage());
        }
      }
    }
    return read;
  }

  /** Whose note it is. */
  public int institution() {
    return institution;
  }

  /** All lines in their order. */
  public List<Approval> all() {
    return List.copyOf(all);
  }

  /** Whether an entry is noted. */
  public boolean has(EntryType type, Digest digest) {
    return keys.contains(type + " " + digest);
  }

  /** The batch that was approved by this hash. */
  public Optional<Approval.Batch> batch(Digest approved) {
    return Optional.ofNullable(batches.get(approved));
  }

  /** How many records of a batch are noted. */
  public int recordsOf(Digest approved) {
    return records.getOrDefault(approved, 0);
  }

  private void take(Approval approval) throws MalformedApprovals {
    switch (approval) {
      case Approval.Batch batch -> batches.put(batch.approved(), batch);
      case Approval.Entry entry -> {
        if (entry.type() == EntryType.ISSUED) {
          Digest of = entry.about().orElseThrow();
          Approval.Batch batch = batches.get(of);
          if (batch == null) {
            throw new MalformedApprovals("the line of batch " + of + " before its records");
          }
          if (records.merge(of, 1, Integer::sum) > batch.rows()) {
            throw new MalformedApprovals("at most " + batch.rows() + " records of batch " + of);
          }
        }
      }
      case Approval.Before ignored -> {}
    }
    all.add(approval);
  }

  private static Approval line(String line) throws MalformedApprovals {
    String[] words = line.split(" ", -1);
    if (words.length != WORDS) {
      throw new MalformedApprovals(WORDS + " words with single spaces between");
    }
    Digest digest = digest(words[1]);
    Instant noted = time(words[3]);
    return switch (words[0]) {
      case "batch" -> new Approval.Batch(digest, rows(words[2]), noted);
      case "before" -> new Approval.Before(number(words[2]), digest, noted);
      default -> entry(words, digest, noted);
    };
  }

  private static Approval.Entry entry(String[] words, Digest digest, Instant noted)
      throws MalformedApprovals {
    EntryType type =
        EntryType.ofCode(words[0])
            .orElseThrow(() -> new MalformedApprovals("batch, before or a type of entry"));
    Optional<Digest> about =
        words[2].equals(NOTHING) ? Optional.empty() : Optional.of(digest(words[2]));
    if (about.isPresent() != isAbout(type)) {
      throw new MalformedApprovals(
          isAbout(type) ? "what the entry is about" : "- in the third place");
    }
    return new Approval.Entry(type, digest, about, noted);
  }

  /** Whether an approval of such an entry names what it is about. */
  static boolean isAbout(EntryType type) {
    return switch (type) {
      case ISSUED,
          CORRECTED,
          SUPERSEDED,
          REVOKED,
          SUSPENDED,
          REINSTATED,
          DOCUMENT,
          COPY_WITHDRAWN,
          SUPPLEMENT,
          SUPPLEMENT_WITHDRAWN ->
          true;
      case KEY_ADDED,
          KEY_WITHDRAWN,
          LIST_PUBLISHED,
          STATUS_LIST,
          TRUST_BUNDLE,
          AUDIT_HEAD,
          REGISTER_COPY,
          REGISTER_COVERAGE ->
          false;
    };
  }

  private static String key(Approval approval) {
    return switch (approval) {
      case Approval.Batch batch -> "batch " + batch.approved();
      case Approval.Entry entry -> entry.type() + " " + entry.digest();
      case Approval.Before before -> "before " + before.size();
    };
  }

  private static Digest digest(String word) throws MalformedApprovals {
    if (!HEX.matcher(word).matches()) {
      throw new MalformedApprovals("64 hexadecimal digits in lower case");
    }
    return Digest.ofHex(word);
  }

  private static long number(String word) throws MalformedApprovals {
    if (!NUMBER.matcher(word).matches()) {
      throw new MalformedApprovals("a number");
    }
    return Long.parseLong(word);
  }

  private static int rows(String word) throws MalformedApprovals {
    long rows = number(word);
    if (rows < 1 || rows > 10_000_000) {
      throw new MalformedApprovals("how many rows the batch has");
    }
    return (int) rows;
  }

  /** In UTC as in {@code 2026-11-24T00:00:00Z}, in the one form of it. */
  private static Instant time(String word) throws MalformedApprovals {
    try {
      Instant time = Instant.parse(word);
      if (time.toString().equals(word)) {
        return time;
      }
    } catch (DateTimeException e) {
      // told below
    }
    throw new MalformedApprovals("a time such as " + Instant.EPOCH.truncatedTo(ChronoUnit.SECONDS));
  }
}
