package vn.sogoc.institution;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.kernel.Digest;
import vn.sogoc.tlog.Logged;
import vn.sogoc.tlog.TransparencyLog;

/**
 * What stands beside an institution's newest statement: what the log says about its keys, where in
 * the log a key was withdrawn, and which key one person suspended.
 */
@ApplicationScoped
class KeyStanding {
  private static final int MOST_KEPT = 4096;

  /** A key of a statement, and which of its states is asked for. */
  private record Place(Digest statement, KeyId key, boolean isRetiredEnough) {}

  /** Nothing is kept of what witnesses may still say of a time. */
  private static final Duration SETTLES = Duration.ofMinutes(10);

  private final StatementRepository statements;
  private final KeySuspensionRepository suspensions;
  private final TransparencyLog log;
  private final Clock clock;

  /** By the newest statement and the key: the statement that first ended it. */
  private final Map<Place, Digest> ends = new ConcurrentHashMap<>();

  /** By a time that is over: how large the log is shown to have been. */
  private final Map<Instant, Long> sizes = new ConcurrentHashMap<>();

  /** Logged entries that are explained for ever: statements, and suspensions that are over. */
  private final Set<Digest> settled = ConcurrentHashMap.newKeySet();

  KeyStanding(
      StatementRepository statements,
      KeySuspensionRepository suspensions,
      TransparencyLog log,
      Clock clock) {
    this.statements = statements;
    this.suspensions = suspensions;
    this.log = log;
    this.clock = clock;
  }

  /** Since when a key rests because one person suspended it; empty where it does not. */
  Optional<Instant> frozenSince(KeyId key) {
    Instant now = clock.instant();
    return suspensions.ofKey(key, now).stream()
        .map(KeySuspensionEntity::view)
        .filter(s -> s.holdsAt(now))
        .map(KeySuspension::begins)
        .findFirst();
  }

  /**
   * A statement counts for verdicts when it is the newest of its institution in the log, or follows
   * that one and is on its way into the log. So nobody adds a key unseen, and cutting off the
   * newest statement brings no withdrawn key back. What else the log has about the keys since, or
   * in the last hours, must be a suspension that is still stored: taking its row out wakes no key.
   *
   * <p>A statement that is on its way takes away at once, and gives nothing before it has arrived:
   * a key that its predecessor did not have is not known yet.
   */
  void requireLogged(InstitutionStatement statement, Digest digest, KeyId key)
      throws MalformedStatement {
    List<Logged> entries = log.aboutKeys(statement.facts().id());
    Instant recent = clock.instant().minus(KeySuspension.LONGEST);
    boolean isKnown = false;
    boolean isItself = false;
    Set<Digest> others = new HashSet<>();
    for (Logged logged : entries.reversed()) {
      Digest about = logged.entry().digest();
      if (about.equals(digest)) {
        isKnown = true;
        isItself = true;
      } else if (!isKnown && statement.prior().equals(Optional.of(about))) {
        isKnown = true;
      } else if (!isKnown || logged.entry().time().isAfter(recent)) {
        others.add(about);
      }
      if (isKnown && !logged.entry().time().isAfter(recent)) {
        break;
      }
    }
    if (log.unavailable().isPresent() || !isKnown) {
      throw new MalformedStatement("the statement is not the newest in the log");
    }
    if (!isItself) {
      Digest prior = statement.prior().orElseThrow();
      InstitutionStatement logged =
          decode(before(statement.facts().id(), statement.version() - 1, prior));
      if (!statement.key(key).equals(logged.key(key)) && isGiven(statement, logged, key)) {
        throw new MalformedStatement("the log does not have the statement that names the key yet");
      }
    }
    requireExplained(statement, others);
  }

  /** Whether the log said something about the keys in the last hours that is not stored here. */
  boolean isUnexplained(int institution, StatementRepository.Stored newest) {
    Instant recent = clock.instant().minus(KeySuspension.LONGEST);
    Set<Digest> entries = new HashSet<>();
    for (Logged logged : log.aboutKeys(institution).reversed()) {
      if (!logged.entry().time().isAfter(recent)) {
        break;
      }
      entries.add(logged.entry().digest());
    }
    entries.removeAll(settled);
    entries.remove(Digest.sha256(newest.statement()));
    try {
      if (!entries.isEmpty()) {
        requireExplained(decode(newest), entries);
      }
      return false;
    } catch (MalformedStatement e) {
      return true;
    }
  }

  private void requireExplained(InstitutionStatement statement, Set<Digest> entries)
      throws MalformedStatement {
    entries.removeAll(settled);
    if (entries.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    int institution = statement.facts().id();
    for (KeySuspensionEntity row : suspensions.ofInstitution(institution)) {
      KeySuspension suspension = row.view();
      if (entries.remove(suspension.digest()) && !suspension.holdsAt(now)) {
        settled.add(suspension.digest());
      }
    }
    // by their hashes: each statement names the one before it
    Digest prior = statement.prior().orElse(null);
    for (int version = statement.version() - 1; prior != null && !entries.isEmpty(); version--) {
      StatementRepository.Stored before = before(institution, version, prior);
      if (entries.remove(prior)) {
        settled.add(prior);
      }
      prior = decode(before).prior().orElse(null);
    }
    if (!entries.isEmpty()) {
      throw new MalformedStatement("the log says more about the keys than is stored");
    }
  }

  /** Whether a statement lets a key do more than the one before it does. */
  private static boolean isGiven(
      InstitutionStatement statement, InstitutionStatement before, KeyId key) {
    Optional<InstitutionKey> was = before.key(key);
    Optional<InstitutionKey> is = statement.key(key);
    return is.isPresent() && (was.isEmpty() || is.get().state() == KeyState.ACTIVE);
  }

  /**
   * The place in the log from which on nothing is valid under a key that was withdrawn from a time
   * on: that of the first statement that withdrew it, and no further than the log is shown to have
   * reached by that time. An entry that names an earlier time and came into the log after it was
   * made by whoever had the key then. Until the withdrawal has a place, the second alone counts.
   *
   * @param newest a checked statement that calls the key withdrawn
   * @throws MalformedStatement where a statement between is not stored as it was signed
   */
  long withdrawnAt(InstitutionStatement newest, Digest digest, TrustedKey key)
      throws MalformedStatement {
    return Math.min(
        endsAt(newest, new Place(digest, key.key().id(), false)), reachedBy(key.since()));
  }

  /**
   * The place of the first statement that called a key retired, or withdrawn; nothing behind it is
   * valid under the key.
   */
  long retiredAt(InstitutionStatement newest, Digest digest, KeyId key) throws MalformedStatement {
    return endsAt(newest, new Place(digest, key, true));
  }

  private long reachedBy(Instant time) {
    Long known = sizes.get(time);
    if (known != null) {
      return known;
    }
    long size = log.sizeBy(time);
    if (time.isBefore(clock.instant().minus(SETTLES))) {
      if (sizes.size() >= MOST_KEPT) {
        sizes.clear();
      }
      sizes.put(time, size);
    }
    return size;
  }

  private long endsAt(InstitutionStatement newest, Place place) throws MalformedStatement {
    Digest first = ends.get(place);
    if (first == null) {
      first = firstEnd(newest, place);
      if (ends.size() >= MOST_KEPT) {
        ends.clear();
      }
      ends.put(place, first);
    }
    return log.aboutKeys(newest.facts().id(), first).map(Logged::index).orElse(Long.MAX_VALUE);
  }

  private Digest firstEnd(InstitutionStatement newest, Place place) throws MalformedStatement {
    Digest first = place.statement();
    InstitutionStatement at = newest;
    while (at.prior().isPresent()) {
      Digest prior = at.prior().get();
      at = decode(before(newest.facts().id(), at.version() - 1, prior));
      if (at.key(place.key()).filter(k -> isOver(k.state(), place)).isEmpty()) {
        break;
      }
      first = prior;
    }
    return first;
  }

  private static boolean isOver(KeyState state, Place place) {
    return switch (state) {
      case WITHDRAWN -> true;
      case RETIRED -> place.isRetiredEnough();
      case ACTIVE, SUSPENDED -> false;
    };
  }

  private StatementRepository.Stored before(int institution, int version, Digest digest)
      throws MalformedStatement {
    return statements
        .version(institution, version)
        .filter(stored -> Digest.sha256(stored.statement()).equals(digest))
        .orElseThrow(
            () -> new MalformedStatement("statement " + version + " is not stored as it was"));
  }

  /** The hash in a checked statement vouches for these bytes. */
  private static InstitutionStatement decode(StatementRepository.Stored stored)
      throws MalformedStatement {
    try {
      return StatementCodec.decode(CoseSign1.parse(stored.statement()).payload());
    } catch (MalformedCose e) {
      throw new MalformedStatement("not a signed statement: " + e.getMessage(), e);
    }
  }
}
