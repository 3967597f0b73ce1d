package vn.sogoc.institution;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.approvals.Approvals;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Trail;
import vn.sogoc.tlog.LogEntry;
import vn.sogoc.tlog.Submission;
import vn.sogoc.tlog.TransparencyLog;

/**
 * The door through which keys begin and end. The statement that says so is signed outside, by those
 * who keep the trust-list key; one person brings it in, another confirms its hash, and it is taken
 * in in the same transaction. Only an emergency suspension is one person's, for four hours at most.
 */
@ApplicationScoped
class KeyChanges {
  private static final String SUBJECT = "key-change";
  private static final int SHORTEST_REASON = 3;
  private static final int LONGEST_REASON = 500;
  private static final int MOST_SHOWN = 200;

  private final KeyChangeRepository changes;
  private final KeySuspensionRepository suspensions;
  private final StatementRepository statements;
  private final InstitutionRepository institutions;
  private final TrustRegister trust;
  private final Signing signing;
  private final Approvals approvals;
  private final TransparencyLog log;
  private final Trail trail;
  private final PublicIds ids;
  private final KeyConfig config;
  private final Clock clock;

  KeyChanges(
      KeyChangeRepository changes,
      KeySuspensionRepository suspensions,
      StatementRepository statements,
      InstitutionRepository institutions,
      TrustRegister trust,
      Signing signing,
      Approvals approvals,
      TransparencyLog log,
      Trail trail,
      PublicIds ids,
      KeyConfig config,
      Clock clock) {
    this.changes = changes;
    this.suspensions = suspensions;
    this.statements = statements;
    this.institutions = institutions;
    this.trust = trust;
    this.signing = signing;
    this.approvals = approvals;
    this.log = log;
    this.trail = trail;
    this.ids = ids;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Brings in the next statement of an institution. Nothing changes until another person confirms
   * the hash of exactly this.
   *
   * @param places where private keys live that this registry is to use
   * @throws Refusal where the statement does not verify or does not follow the newest one
   */
  @Transactional
  KeyChange ask(
      Actor actor, int institution, Bytes signed, Map<KeyId, String> places, String reason) {
    Instant now = now();
    requireOperator(actor, institution);
    InstitutionStatement before = trust.statement(institution);
    InstitutionStatement next = trust.preview(signed, now);
    if (next.facts().id() != institution) {
      throw refused("statement", "a statement about this institution");
    }
    for (InstitutionKey key : next.keys()) {
      // withdrawn from a time to come would mean: trusted until then though it is known not to be
      Instant since = key.since();
      if (since != null && since.isAfter(now)) {
        throw refused("statement", "a key's state that holds from a time that is past");
      }
    }
    places.forEach((key, place) -> requireKey(next, key, place));
    KeyChangeEntity row = new KeyChangeEntity();
    row.id = ids.nextUuid();
    row.institutionId = institution;
    row.version = next.version();
    row.statement = signed.toArray();
    row.places = KeyChangeEntity.lines(places);
    row.reason = reason(reason);
    row.askedPerson = actor.personId();
    row.askedName = actor.displayName();
    row.askedAt = now;
    row.expiresAt = now.plus(config.approvalTtl());
    changes.add(row);
    approvals.request(
        actor,
        institution,
        SUBJECT,
        row.publicId().toString(),
        row.contentDigest(),
        1,
        config.approvalTtl());
    return view(row, before, Optional.empty(), now);
  }

  /** Confirms, as another person than the one who asked, and takes the statement in. */
  @Transactional
  KeyChange approve(Actor actor, PublicId id, Digest content) {
    Instant now = now();
    KeyChangeEntity row = open(actor, id);
    InstitutionStatement before = trust.statement(row.institutionId);
    approvals.approve(actor, SUBJECT, id.toString(), content, 1);
    UUID approval = approvals.consume(SUBJECT, id.toString(), row.contentDigest(), 1);
    trust.accept(Bytes.of(row.statement), row.placesByKey(), now);
    KeyChangeOutcomeEntity outcome = outcome(row, actor, KeyChangeOutcomeEntity.APPROVED, now);
    outcome.approvalId = approval;
    changes.add(outcome);
    return view(row, before, Optional.of(outcome), now);
  }

  /** Rejects what waits; whoever asked may do so too. */
  @Transactional
  KeyChange reject(Actor actor, PublicId id) {
    Instant now = now();
    KeyChangeEntity row = open(actor, id);
    approvals.lapse(SUBJECT, id.toString());
    KeyChangeOutcomeEntity outcome = outcome(row, actor, KeyChangeOutcomeEntity.REJECTED, now);
    changes.add(outcome);
    trail.tell(
        new Deed(
            actor.as(Role.OPERATE),
            "key-change.reject",
            row.institutionId,
            id.toString(),
            row.contentDigest()));
    return view(row, previous(row), Optional.of(outcome), now);
  }

  /** The changes of an institution that were asked for, newest first. */
  @Transactional
  List<KeyChange> all(Actor actor, int institution) {
    requireSight(actor, institution);
    Instant now = now();
    return changes.ofInstitution(institution, MOST_SHOWN).stream()
        .map(row -> view(row, previous(row), changes.outcome(row), now))
        .toList();
  }

  /**
   * Suspends a key in an emergency, alone. It signs nothing from now on, and nothing is said about
   * what it signed; when the time is over it is as before. Nobody prolongs their own suspension.
   *
   * @throws Refusal where the key signs nothing anyhow, rests already, or was suspended by the same
   *     person less than a day ago
   */
  @Transactional
  KeySuspension suspend(
      Actor actor, int institution, KeyId key, @Nullable Duration length, String reason) {
    Instant now = now();
    boolean own = actor.has(Role.APPROVE) || actor.has(Role.SIGN);
    if (!isOperator(actor, institution) && !(own && actor.actsFor(institution))) {
      throw new Refusal(HttpProblem.FORBIDDEN, "you suspend the keys of your institution only");
    }
    Duration lasts = length == null ? KeySuspension.LONGEST : length;
    if (lasts.isNegative() || lasts.isZero() || lasts.compareTo(KeySuspension.LONGEST) > 0) {
      throw refused("minutes", "1 to " + KeySuspension.LONGEST.toMinutes());
    }
    // whoever records under the key in this moment comes first
    institutions.lock(institution);
    InstitutionKey suspended =
        trust
            .statement(institution)
            .key(key)
            .orElseThrow(
                () ->
                    new Refusal(
                        InstitutionProblem.KEY_UNKNOWN, "The institution has no such key."));
    List<KeySuspensionEntity> recent = suspensions.ofKey(key, now.minus(Duration.ofDays(1)));
    if (suspended.state() != KeyState.ACTIVE
        || recent.stream().anyMatch(row -> row.view().holdsAt(now))
        || recent.stream().anyMatch(row -> row.personId.equals(actor.personId()))) {
      throw new Refusal(
          InstitutionProblem.KEY_NOT_SUSPENDED,
          "The key is "
              + suspended.state().code()
              + ", rests already, or you suspended it within"
              + " the last day: longer than four hours takes two persons.");
    }
    KeySuspension made =
        new KeySuspension(ids.nextUuid(), institution, key, now, now.plus(lasts), reason(reason));
    suspensions.add(made, actor);
    log.submit(
        List.of(
            new Submission(
                ids.nextUuid(), LogEntry.keySuspended(now, institution, made.digest()))));
    trail.tell(
        new Deed(
            actor.as(Role.OPERATE, Role.APPROVE, Role.SIGN),
            "key.suspend",
            institution,
            key.value().hex(),
            made.digest()));
    return made;
  }

  /** The suspensions of an institution's keys by one person, over or not. */
  @Transactional
  List<KeySuspension> suspensions(Actor actor, int institution) {
    requireSight(actor, institution);
    return suspensions.ofInstitution(institution).stream().map(KeySuspensionEntity::view).toList();
  }

  private void requireKey(InstitutionStatement next, KeyId id, String place) {
    InstitutionKey key =
        next.key(id).orElseThrow(() -> refused("places", "keys that the statement names"));
    Purpose purpose =
        Purpose.ofCode(key.purpose()).orElseThrow(() -> refused("places", "a known purpose"));
    if (signing.signer(key, place, purpose) == null) {
      throw new IllegalStateException("a signer or a refusal");
    }
  }

  private KeyChangeEntity open(Actor actor, PublicId id) {
    KeyChangeEntity row =
        changes
            .genuine(id.key())
            .filter(r -> isOperator(actor, r.institutionId))
            .orElseThrow(
                () ->
                    new Refusal(
                        InstitutionProblem.KEY_CHANGE_UNKNOWN, "no such change of keys of yours"));
    institutions.lock(row.institutionId);
    if (changes.outcome(row).isPresent()) {
      throw new Refusal(InstitutionProblem.KEY_CHANGE_SETTLED, "the change is settled already");
    }
    return row;
  }

  private static KeyChangeOutcomeEntity outcome(
      KeyChangeEntity row, Actor actor, String how, Instant now) {
    KeyChangeOutcomeEntity outcome = new KeyChangeOutcomeEntity();
    outcome.changeId = row.id;
    outcome.institutionId = row.institutionId;
    outcome.outcome = how;
    outcome.askedPerson = row.askedPerson;
    outcome.decidedPerson = actor.personId();
    outcome.decidedName = actor.displayName();
    outcome.decidedAt = now;
    return outcome;
  }

  private KeyChange view(
      KeyChangeEntity row,
      InstitutionStatement before,
      Optional<KeyChangeOutcomeEntity> outcome,
      Instant now) {
    String state =
        outcome.map(o -> o.outcome).orElse(now.isBefore(row.expiresAt) ? "asked" : "expired");
    InstitutionStatement next = decode(Bytes.of(row.statement));
    return new KeyChange(
        row.publicId(),
        row.institutionId,
        state,
        row.version,
        Bytes.of(row.statement),
        row.contentDigest(),
        row.reason,
        KeyChange.effects(before, next),
        KeyChange.alsoChanged(before, next),
        new KeyChange.Deed(row.askedName, row.askedAt),
        row.expiresAt,
        outcome.map(o -> new KeyChange.Deed(o.decidedName, o.decidedAt)));
  }

  private InstitutionStatement previous(KeyChangeEntity row) {
    return decode(statements.version(row.institutionId, row.version - 1).orElseThrow().statement());
  }

  /** Was checked when it came in; here it is only shown. */
  private static InstitutionStatement decode(Bytes signed) {
    try {
      return StatementCodec.decode(CoseSign1.parse(signed).payload());
    } catch (MalformedCose | MalformedStatement e) {
      throw new Refusal(
          InstitutionProblem.STATEMENT_UNTRUSTED, "The stored statement does not verify.");
    }
  }

  private static boolean isOperator(Actor actor, int institution) {
    return actor.hasAt(Role.OPERATE, institution);
  }

  private static void requireOperator(Actor actor, int institution) {
    if (!isOperator(actor, institution)) {
      throw new Refusal(HttpProblem.FORBIDDEN, "you do not run the keys of this institution");
    }
  }

  private static void requireSight(Actor actor, int institution) {
    boolean auditor = actor.hasAt(Role.AUDIT, institution);
    boolean staff = (actor.has(Role.APPROVE) || actor.has(Role.SIGN)) && actor.actsFor(institution);
    if (!isOperator(actor, institution) && !auditor && !staff) {
      throw new Refusal(HttpProblem.FORBIDDEN, "you see the keys of your institution only");
    }
  }

  private static String reason(String text) {
    String reason = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
    int length = reason.codePointCount(0, reason.length());
    if (length < SHORTEST_REASON
        || length > LONGEST_REASON
        || reason.matches("(?s).*[\\p{Cntrl}\\p{Cf}].*")) {
      throw refused("reason", "3 to 500 characters on one line");
    }
    return reason;
  }

  static Refusal refused(String field, String expected) {
    return new Refusal(
        InstitutionProblem.KEY_CHANGE_REFUSED,
        field + ": expected " + expected,
        List.of(new Refusal.Fault("value_format", 0, field, expected, "")));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
