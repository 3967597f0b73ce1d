package vn.sogoc.crypto.note;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which signatures a tree head needs to be believed (C2SP tlog-policy).
 *
 * <p>Stricter than the text there in one point: where the policy has keys of both types for a log,
 * lines of both are needed, so that a log found out later to be forgeable by one of them is not.
 */
public final class WitnessPolicy {
  private final String text;
  private final List<Log> logs;
  private final List<Witness> witnesses;
  private final Quorum quorum;
  private final String quorumName;

  /**
   * A log the policy knows.
   *
   * @param key its name is the origin
   * @param url where it is read
   */
  public record Log(NoteKey key, Optional<String> url) {}

  /**
   * A witness the policy knows.
   *
   * @param name inside the policy
   * @param key of its cosignatures
   * @param url its submission prefix
   */
  public record Witness(String name, NoteKey key, Optional<String> url) {}

  /** What the policy says about a note. */
  public sealed interface Judgement {
    /** The head can be believed. */
    record Accepted(CosignedHead head) implements Judgement {}

    /** It cannot, and why. */
    record Refused(String reason) implements Judgement {}
  }

  private WitnessPolicy(String text, PolicyText read) throws MalformedNote {
    this.text = text;
    this.logs = List.copyOf(read.logs);
    this.witnesses = List.copyOf(read.witnesses);
    this.quorum = read.quorum();
    this.quorumName = read.quorumName();
  }

  /** Reads the lines of a policy. */
  public static WitnessPolicy parse(String text) throws MalformedNote {
    return new WitnessPolicy(text, new PolicyText(text));
  }

  /** The policy as it was read. */
  public String text() {
    return text;
  }

  /** The logs in the order of their lines. */
  public List<Log> logs() {
    return logs;
  }

  /** The witnesses in the order of their lines, whether the quorum can need them or not. */
  public List<Witness> witnesses() {
    return witnesses;
  }

  /** The witnesses that count and whose cosignature, with a time, is in the note. */
  public Set<String> cosigners(SignedNote note) {
    return times(note).keySet();
  }

  /**
   * Whether every quorum has one of these witnesses: what enough of them ever cosigned, one of
   * these has seen.
   */
  public boolean isInEveryQuorum(Set<String> some) {
    Set<String> others = quorum.witnesses().collect(Collectors.toSet());
    others.removeAll(some);
    return !quorum.isMet(others);
  }

  /**
   * Whether two sets of witnesses without a common member are each enough. Then the log's keys
   * alone show two histories, each cosigned by honest witnesses.
   */
  public boolean isSplittable() {
    return quorum.isSplittable();
  }

  /** The head, where all signatures it needs are in the note. */
  public Optional<CosignedHead> accept(SignedNote note) {
    return switch (judge(note)) {
      case Judgement.Accepted accepted -> Optional.of(accepted.head());
      case Judgement.Refused refused -> Optional.empty();
    };
  }

  /** What the note lacks, as a sentence; nothing where it is accepted. */
  public Optional<String> reason(SignedNote note) {
    return switch (judge(note)) {
      case Judgement.Accepted accepted -> Optional.empty();
      case Judgement.Refused refused -> Optional.of(refused.reason());
    };
  }

  /** Verifies the log's lines first, then those of the witnesses. */
  public Judgement judge(SignedNote note) {
    Checkpoint checkpoint;
    try {
      checkpoint = Checkpoint.parse(note.text());
    } catch (MalformedNote e) {
      return new Judgement.Refused("the text is no checkpoint: expected " + e.getMessage());
    }
    String origin = checkpoint.origin();
    List<NoteKey> keys = logs.stream().map(Log::key).filter(k -> k.name().equals(origin)).toList();
    if (keys.isEmpty()) {
      return new Judgement.Refused("the policy knows no log of the name " + Grammar.shown(origin));
    }
    Map<NoteKeyType, NoteKey.Verified> signed = new HashMap<>();
    for (NoteKey key : keys) {
      key.verify(note).ifPresent(v -> signed.put(key.type(), v));
    }
    Set<NoteKeyType> needed = keys.stream().map(NoteKey::type).collect(Collectors.toSet());
    needed.removeAll(signed.keySet());
    if (!needed.isEmpty()) {
      return new Judgement.Refused(
          "no signature of the log " + origin + " verifies for the key type " + listed(needed));
    }
    return byWitnesses(checkpoint, note, signed);
  }

  private Judgement byWitnesses(
      Checkpoint checkpoint, SignedNote note, Map<NoteKeyType, NoteKey.Verified> signed) {
    Map<String, Instant> times = times(note);
    if (!quorum.isMet(times.keySet())) {
      Set<String> missing = quorum.witnesses().collect(Collectors.toSet());
      missing.removeAll(times.keySet());
      return new Judgement.Refused(
          "the quorum "
              + quorumName
              + " is not met: cosigned by "
              + (times.isEmpty() ? "none" : listed(times.keySet()))
              + ", not by "
              + listed(missing));
    }
    List<Instant> known =
        Stream.concat(
                times.values().stream(),
                times.isEmpty()
                    ? signed.values().stream().flatMap(v -> v.time().stream())
                    : Stream.of())
            .sorted()
            .toList();
    return new Judgement.Accepted(
        new CosignedHead(
            checkpoint,
            note,
            known.isEmpty() ? Instant.MIN : known.getFirst(),
            known.isEmpty() ? Instant.MAX : known.getLast()));
  }

  /** When which of the witnesses that count cosigned. */
  private Map<String, Instant> times(SignedNote note) {
    Set<String> counting = quorum.witnesses().collect(Collectors.toSet());
    Map<String, Instant> times = new HashMap<>();
    for (Witness witness : witnesses) {
      if (counting.contains(witness.name())) {
        // a cosignature without a time does not say that the tree was the newest
        witness
            .key()
            .verify(note)
            .flatMap(NoteKey.Verified::time)
            .ifPresent(time -> times.put(witness.name(), time));
      }
    }
    return times;
  }

  private static String listed(Set<?> names) {
    return names.stream()
        .map(String::valueOf)
        .sorted(Comparator.naturalOrder())
        .collect(Collectors.joining(", "));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WitnessPolicy p && text.equals(p.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
