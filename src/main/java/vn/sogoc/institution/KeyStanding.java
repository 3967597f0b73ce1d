package vn.sogoc.institution;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
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

  /** A key of a statement. */
  private record Place(Digest statement, KeyId key) {}

  private final StatementRepository statements;
  private final KeySuspensionRepository suspensions;
  private final TransparencyLog log;
  private final Clock clock;

  /** By the newest statement and the key: the statement that first withdrew it. */
  private final Map<Place, Digest> withdrawals = new ConcurrentHashMap<>();

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
   */
  void requireLogged(InstitutionStatement statement, Digest digest) throws MalformedStatement {
    List<Logged> entries = log.aboutKeys(statement.facts().id());
    Instant recent = clock.instant().minus(KeySuspension.LONGEST);
    boolean isKnown = false;
    Set<Digest> others = new HashSet<>();
    for (Logged logged : entries.reversed()) {
      Digest about = logged.entry().digest();
      if (about.equals(digest) || (!isKnown && statement.prior().equals(Optional.of(about)))) {
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
    requireExplained(statement, others);
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

  /**
   * The place in the log at which a key was first withdrawn. Nothing that stands behind it is valid
   * under the key; until the withdrawal has a place, all that has one stands before it.
   *
   * @param newest a checked statement that calls the key withdrawn
   * @throws MalformedStatement where a statement between is not stored as it was signed
   */
  long withdrawnAt(InstitutionStatement newest, Digest digest, KeyId key)
      throws MalformedStatement {
    Place place = new Place(digest, key);
    Digest first = withdrawals.get(place);
    if (first == null) {
      first = firstWithdrawal(newest, digest, key);
      if (withdrawals.size() >= MOST_KEPT) {
        withdrawals.clear();
      }
      withdrawals.put(place, first);
    }
    return log.about(first).map(Logged::index).orElse(Long.MAX_VALUE);
  }

  private Digest firstWithdrawal(InstitutionStatement newest, Digest digest, KeyId key)
      throws MalformedStatement {
    Digest first = digest;
    InstitutionStatement at = newest;
    while (at.prior().isPresent()) {
      Digest prior = at.prior().get();
      at = decode(before(newest.facts().id(), at.version() - 1, prior));
      if (at.key(key).filter(k -> k.state() == KeyState.WITHDRAWN).isEmpty()) {
        break;
      }
      first = prior;
    }
    return first;
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
