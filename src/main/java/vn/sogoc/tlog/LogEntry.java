package vn.sogoc.tlog;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.StatusSlot;

/**
 * One entry of the log in its final bytes: ASCII lines, one canonical form, at most 512 bytes.
 *
 * <pre>
 * sogoc/v1 issued
 * time 1795500000123
 * institution 107
 * digest kq3...        43 characters of base64url, SHA-256 of what the entry is about
 * slot 3/918273        only for events of a credential
 * subject 9fT...       only for later events: SHA-256 of the issued entry's bytes
 * set 12               only for status lists: how many entries are not 0
 * </pre>
 *
 * @param type what happened
 * @param time when it was recorded, to the millisecond
 * @param institution public number of the institution, 1 to 999999999
 * @param digest SHA-256 of the COSE bytes (issued), or of the signed object the event rests on
 * @param slot place in a status list, exactly where the type has one
 * @param subject SHA-256 of the issued entry's bytes, exactly where the type has one
 * @param set how many entries of a status list are not 0, exactly where the type is one
 */
public record LogEntry(
    EntryType type,
    Instant time,
    int institution,
    Digest digest,
    Optional<StatusSlot> slot,
    Optional<Digest> subject,
    Optional<Integer> set) {
  /**
   * How far the time of an entry may lie behind the latest before it: what nodes and long
   * transactions may be apart. What lies farther behind was dated by hand.
   */
  public static final Duration MOST_BEHIND = Duration.ofMinutes(10);

  private static final int LONGEST = 512;
  private static final int MOST_LINES = 7;
  private static final int MOST_DIGITS = 15;
  private static final int HASH_LETTERS = 43;

  public LogEntry {
    if (slot.isPresent() != type.hasSlot()
        || subject.isPresent() != type.hasSubject()
        || set.isPresent() != type.hasCount()) {
      throw new IllegalArgumentException("an entry of type " + type.code() + " has other fields");
    }
    if (institution < 1 || institution > 999_999_999) {
      throw new IllegalArgumentException("no such institution: " + institution);
    }
    if (set.filter(s -> s < 0 || s > StatusSlot.LIST_SIZE).isPresent()) {
      throw new IllegalArgumentException("no list has so many entries: " + set.get());
    }
    if (time.toEpochMilli() < 0 || !time.equals(Instant.ofEpochMilli(time.toEpochMilli()))) {
      throw new IllegalArgumentException("time is in whole milliseconds since 1970");
    }
  }

  /** An entry that is not about a status list. */
  public LogEntry(
      EntryType type,
      Instant time,
      int institution,
      Digest digest,
      Optional<StatusSlot> slot,
      Optional<Digest> subject) {
    this(type, time, institution, digest, slot, subject, Optional.empty());
  }

  /** The entry of a version of a status list. */
  public static LogEntry statusList(Instant time, int registry, Digest signed, int set) {
    return new LogEntry(
        EntryType.STATUS_LIST,
        time,
        registry,
        signed,
        Optional.empty(),
        Optional.empty(),
        Optional.of(set));
  }

  /** The entry of a credential written into the register. */
  public static LogEntry issued(Instant time, int institution, Digest cose, StatusSlot slot) {
    return new LogEntry(
        EntryType.ISSUED, time, institution, cose, Optional.of(slot), Optional.empty());
  }

  /** The entry of a published issuance list. */
  public static LogEntry listPublished(Instant time, int institution, Digest signedHeader) {
    return new LogEntry(
        EntryType.LIST_PUBLISHED,
        time,
        institution,
        signedHeader,
        Optional.empty(),
        Optional.empty());
  }

  /**
   * The entry of a signed statement about the keys of an institution.
   *
   * @param takesBack whether it says since when a key is not to be trusted
   */
  public static LogEntry statement(
      boolean takesBack, Instant time, int institution, Digest signed) {
    return new LogEntry(
        takesBack ? EntryType.KEY_WITHDRAWN : EntryType.KEY_ADDED,
        time,
        institution,
        signed,
        Optional.empty(),
        Optional.empty());
  }

  /** The entry of an emergency suspension of a key. */
  public static LogEntry keySuspended(Instant time, int institution, Digest suspension) {
    return statement(true, time, institution, suspension);
  }

  /** The entry of a version of the trust bundle, under the number of the registry itself. */
  public static LogEntry trustBundle(Instant time, int registry, Digest file) {
    return new LogEntry(
        EntryType.TRUST_BUNDLE, time, registry, file, Optional.empty(), Optional.empty());
  }

  /** The entry of the audit trail's head: the hash of its last line. */
  public static LogEntry auditHead(Instant time, int registry, Digest head) {
    return new LogEntry(
        EntryType.AUDIT_HEAD, time, registry, head, Optional.empty(), Optional.empty());
  }

  /** The entry of a copy made from an old register book, under the number of its keeper. */
  public static LogEntry registerCopy(Instant time, int keeper, Digest cose) {
    return new LogEntry(
        EntryType.REGISTER_COPY, time, keeper, cose, Optional.empty(), Optional.empty());
  }

  /**
   * The entry of a decision that takes a copy back.
   *
   * @param copy SHA-256 of the bytes of the copy's entry
   */
  public static LogEntry copyWithdrawn(Instant time, int keeper, Digest decision, Digest copy) {
    return new LogEntry(
        EntryType.COPY_WITHDRAWN, time, keeper, decision, Optional.empty(), Optional.of(copy));
  }

  /**
   * The entry of a supplement of a diploma.
   *
   * @param issued SHA-256 of the bytes of the diploma's issued entry
   */
  public static LogEntry supplement(Instant time, int institution, Digest cose, Digest issued) {
    return new LogEntry(
        EntryType.SUPPLEMENT, time, institution, cose, Optional.empty(), Optional.of(issued));
  }

  /**
   * The entry of a decision that takes a supplement back.
   *
   * @param supplement SHA-256 of the bytes of the supplement's entry
   */
  public static LogEntry supplementWithdrawn(
      Instant time, int institution, Digest decision, Digest supplement) {
    return new LogEntry(
        EntryType.SUPPLEMENT_WITHDRAWN,
        time,
        institution,
        decision,
        Optional.empty(),
        Optional.of(supplement));
  }

  /** The entry of what a keeper's old books cover. */
  public static LogEntry coverage(Instant time, int keeper, Digest signed) {
    return new LogEntry(
        EntryType.REGISTER_COVERAGE, time, keeper, signed, Optional.empty(), Optional.empty());
  }

  /** The final bytes. */
  public Bytes encode() {
    StringBuilder text = new StringBuilder(200);
    text.append("sogoc/v1 ").append(type.code()).append('\n');
    text.append("time ").append(time.toEpochMilli()).append('\n');
    text.append("institution ").append(institution).append('\n');
    text.append("digest ").append(digest.bytes().base64Url()).append('\n');
    slot.ifPresent(s -> text.append("slot ").append(s).append('\n'));
    subject.ifPresent(s -> text.append("subject ").append(s.bytes().base64Url()).append('\n'));
    set.ifPresent(s -> text.append("set ").append(s.intValue()).append('\n'));
    return Bytes.of(text.toString().getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Reads the one form of an entry.
   *
   * @throws MalformedEntry where the bytes differ in anything from what {@link #encode} gives
   */
  public static LogEntry parse(Bytes content) throws MalformedEntry {
    if (content.size() > LONGEST) {
      throw new MalformedEntry("at most " + LONGEST + " bytes, found " + content.size());
    }
    Lines lines = new Lines(new String(content.toArray(), StandardCharsets.US_ASCII));
    String name = lines.next("sogoc/v1");
    EntryType type =
        EntryType.ofCode(name)
            .orElseThrow(() -> new MalformedEntry("a known type of entry, found " + name));
    Instant time = Instant.ofEpochMilli(number(lines.next("time")));
    long institution = number(lines.next("institution"));
    Digest digest = hash(lines.next("digest"));
    Optional<StatusSlot> slot =
        type.hasSlot() ? Optional.of(slotOf(lines.next("slot"))) : Optional.empty();
    Optional<Digest> subject =
        type.hasSubject() ? Optional.of(hash(lines.next("subject"))) : Optional.empty();
    Optional<Long> set =
        type.hasCount() ? Optional.of(number(lines.next("set"))) : Optional.empty();
    lines.end();
    LogEntry entry;
    try {
      entry =
          new LogEntry(
              type,
              time,
              Math.toIntExact(institution),
              digest,
              slot,
              subject,
              set.map(Math::toIntExact));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new MalformedEntry(String.valueOf(e.getMessage()));
    }
    if (!entry.encode().equals(content)) {
      throw new MalformedEntry("the canonical form, found another");
    }
    return entry;
  }

  private static long number(String text) throws MalformedEntry {
    boolean isNumber =
        !text.isEmpty()
            && text.length() <= MOST_DIGITS
            && (text.charAt(0) != '0' || text.length() == 1);
    long number = 0;
    for (int i = 0; isNumber && i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      isNumber = digit >= 0 && digit <= 9;
      number = 10 * number + digit;
    }
    if (!isNumber) {
      throw new MalformedEntry("a decimal number, found " + text);
    }
    return number;
  }

  private static Digest hash(String text) throws MalformedEntry {
    if (text.length() != HASH_LETTERS || !isBase64Url(text)) {
      throw new MalformedEntry("43 characters of base64url, found " + text);
    }
    return Digest.of(Base64.getUrlDecoder().decode(text));
  }

  /** By hand: every entry of the log passes here more than once. */
  private static boolean isBase64Url(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isLetter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      if (!isLetter && !(c >= '0' && c <= '9') && c != '-' && c != '_') {
        return false;
      }
    }
    return true;
  }

  private static StatusSlot slotOf(String text) throws MalformedEntry {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new MalformedEntry("list/index, found " + text);
    }
    long list = number(text.substring(0, slash));
    long index = number(text.substring(slash + 1));
    if (list > Integer.MAX_VALUE || index >= StatusSlot.LIST_SIZE) {
      throw new MalformedEntry("a slot in a list of 2^20, found " + text);
    }
    return new StatusSlot((int) list, (int) index);
  }

  /** The lines of an entry, taken in order by their first word. */
  private static final class Lines {
    private final Deque<String> rest;

    Lines(String text) throws MalformedEntry {
      if (!text.endsWith("\n")) {
        throw new MalformedEntry("a line feed at the end");
      }
      String body = text.substring(0, text.length() - 1);
      this.rest = new ArrayDeque<>(List.of(body.split("\n", MOST_LINES + 1)));
    }

    String next(String word) throws MalformedEntry {
      String line = rest.isEmpty() ? "" : rest.removeFirst();
      if (!line.startsWith(word + " ")) {
        throw new MalformedEntry("a line beginning with " + word + ", found " + line);
      }
      return line.substring(word.length() + 1);
    }

    void end() throws MalformedEntry {
      if (!rest.isEmpty()) {
        throw new MalformedEntry("the end, found " + rest.getFirst());
      }
    }
  }
}
