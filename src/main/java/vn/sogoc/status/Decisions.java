package vn.sogoc.status;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.DecisionKey;
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
import vn.sogoc.register.Register;
import vn.sogoc.register.RegisterEvidence;
import vn.sogoc.register.RegisterProblem;
import vn.sogoc.tlog.LogEntry;
import vn.sogoc.tlog.TransparencyLog;

/**
 * The door to everything that happens to a credential after it was issued. One person asks, another
 * approves the hash of exactly that, and the event is recorded in the same transaction. Nothing is
 * edited: a decision, its outcome and its event are rows that are only added.
 */
@ApplicationScoped
public class Decisions {
  static final String SUBJECT = "decision";

  private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int SHORTEST_NOTE = 3;
  private static final int LONGEST_NOTE = 500;

  private final DecisionRepository repository;
  private final DecisionReader reader;
  private final DecisionRules rules;
  private final DecisionRights rights;
  private final DecisionSeals seals;
  private final Register register;
  private final Approvals approvals;
  private final TransparencyLog log;
  private final Trail trail;
  private final PublicIds ids;
  private final StatusConfig config;
  private final Clock clock;

  Decisions(
      DecisionRepository repository,
      DecisionReader reader,
      DecisionRules rules,
      DecisionRights rights,
      DecisionSeals seals,
      Register register,
      Approvals approvals,
      TransparencyLog log,
      Trail trail,
      PublicIds ids,
      StatusConfig config,
      Clock clock) {
    this.repository = repository;
    this.reader = reader;
    this.rules = rules;
    this.rights = rights;
    this.seals = seals;
    this.register = register;
    this.approvals = approvals;
    this.log = log;
    this.trail = trail;
    this.ids = ids;
    this.config = config;
    this.clock = clock;
  }

  /** The decision of two persons that an event about a credential rests on; empty without one. */
  @Transactional
  public Optional<Decision> behind(RegisterEvidence.Recorded about, LogEntry event) {
    return reader.about(about, now()).stream()
        .filter(decision -> decision.event().equals(Optional.of(event)))
        .findFirst();
  }

  /**
   * Asks for a decision to be recorded. Nothing happens to the credential until another person
   * approves the content's hash.
   *
   * @throws Refusal {@code credential-unknown} where the credential is not the actor's to decide
   *     about, {@code credential-state} where it stands otherwise
   */
  @Transactional
  Decision ask(Actor actor, PublicId credential, AskDecision asked) {
    Instant now = now();
    DecisionDocument document = DecisionDocument.of(asked.document());
    repository.queueFor(credential.key());
    RegisterEvidence.Recorded about =
        decidable(actor, credential, now).orElseThrow(Decisions::unknownCredential);
    DecisionRules.Checked checked = rules.check(asked, about, reader.about(about, now), now);
    DecisionEntity row = row(actor, asked, checked, document, about, now);
    repository.add(row, changes(row, checked.changes()), document(row, document));
    approvals.request(
        actor,
        about.institution(),
        SUBJECT,
        row.publicId().toString(),
        row.contentDigest(),
        1,
        config.approvalTtl());
    return reader.view(row, checked.changes(), Optional.empty(), about.events(), now);
  }

  /**
   * Approves, as another person than the one who asked, exactly what is behind a hash, and records
   * its event. What comes back is recorded and not yet logged, see {@link #awaitLogged}.
   */
  @Transactional
  Decision approve(Actor actor, PublicId id, Digest contentHash) {
    Instant now = now();
    Open open = open(actor, id, now);
    String subject = id.toString();
    approvals.approve(actor, SUBJECT, subject, contentHash, 1);
    rules.checkAgain(open.decision(), open.about(), reader.about(open.about(), now), now);
    UUID approval = approvals.consume(SUBJECT, subject, open.row().contentDigest(), 1);
    LogEntry event =
        register.recordEvent(
            open.about(), open.decision().type().event(), open.row().contentDigest(), now);
    DecisionOutcomeEntity outcome = outcome(open.row(), actor, DecisionOutcomeEntity.APPROVED, now);
    outcome.approvalId = approval;
    outcome.eventDigest = Digest.sha256(event.encode()).toArray();
    return end(open, outcome, event, now);
  }

  /**
   * Waits, outside of any transaction, until an approved decision is in the log.
   *
   * @return the decision as it stands then, {@code RECORDED} where the time was too short
   */
  Decision awaitLogged(Decision approved, Duration most) {
    LogEntry event = approved.event().orElseThrow();
    long end = System.nanoTime() + most.toNanos();
    while (!log.isLogged(event)) {
      if (System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted()) {
        return approved;
      }
      LockSupport.parkNanos(WAIT_NANOS);
    }
    return approved.logged();
  }

  /** Rejects what waits, as an approver, or withdraws it, as the person who asked. */
  @Transactional
  Decision reject(Actor actor, PublicId id, @Nullable String note) {
    String why = Normalizer.normalize(note == null ? "" : note, Normalizer.Form.NFC).strip();
    int length = why.codePointCount(0, why.length());
    if (length < SHORTEST_NOTE
        || length > LONGEST_NOTE
        || why.matches("(?s).*[\\p{Cntrl}\\p{Cf}].*")) {
      throw new Refusal(
          StatusProblem.DECISION_REFUSED,
          "a rejection has a reason of 3 to 500 characters on one line",
          List.of(new Refusal.Fault("text_form", 0, "note", "3 to 500 characters", "")));
    }
    Instant now = now();
    Open open = open(actor, id, now);
    boolean own = open.row().askedPerson.equals(actor.personId());
    if (!own && !actor.has(Role.APPROVE) && !actor.has(Role.SIGN)) {
      throw new Refusal(HttpProblem.FORBIDDEN, "you may withdraw only what you asked for");
    }
    approvals.lapse(SUBJECT, id.toString());
    DecisionOutcomeEntity outcome = outcome(open.row(), actor, DecisionOutcomeEntity.REJECTED, now);
    outcome.note = why;
    trail.tell(
        new Deed(
            actor.as(Role.APPROVE, Role.SIGN, Role.PREPARE),
            "decision.reject",
            open.row().institutionId,
            id.toString(),
            open.row().contentDigest()));
    return end(open, outcome, null, now);
  }

  /** The decisions about a credential that the actor may see, in the order of asking. */
  @Transactional
  List<Decision> about(Actor actor, PublicId credential) {
    Instant now = now();
    RegisterEvidence.Recorded about =
        recorded(credential).orElseThrow(Decisions::unknownCredential);
    DecisionRights.Sight sight = rights.sight(actor, about, now);
    if (sight == DecisionRights.Sight.NONE) {
      throw unknownCredential();
    }
    return reader.about(about, now).stream().filter(d -> isSeen(d, sight)).toList();
  }

  /** One decision that the actor may see. */
  @Transactional
  Decision get(Actor actor, PublicId id) {
    Instant now = now();
    DecisionEntity row = repository.findByIdOptional(id.key()).orElseThrow(Decisions::unknown);
    RegisterEvidence.Recorded about = recordedOf(row).orElseThrow(Decisions::unknown);
    DecisionRights.Sight sight = rights.sight(actor, about, now);
    return reader
        .read(row, about, now)
        .filter(d -> isSeen(d, sight))
        .orElseThrow(Decisions::unknown);
  }

  /** The document of a decision that the actor may see. */
  @Transactional
  DecisionDocument document(Actor actor, PublicId id) {
    Instant now = now();
    DecisionEntity row = repository.findByIdOptional(id.key()).orElseThrow(Decisions::unknown);
    RegisterEvidence.Recorded about = recordedOf(row).orElseThrow(Decisions::unknown);
    DecisionRights.Sight sight = rights.sight(actor, about, now);
    if (reader.read(row, about, now).filter(d -> isSeen(d, sight)).isEmpty()) {
      throw unknown();
    }
    Bytes content =
        repository.document(row.id).map(d -> Bytes.of(d.content)).orElseThrow(Decisions::unknown);
    if (!Digest.sha256(content).equals(Digest.of(row.documentDigest))) {
      throw new Refusal(
          RegisterProblem.ENTRY_ALTERED, "the stored document was changed after it was written");
    }
    return new DecisionDocument(row.documentType, content);
  }

  private static boolean isSeen(Decision decision, DecisionRights.Sight sight) {
    return switch (sight) {
      case ALL -> true;
      case IN_FORCE -> decision.state().isApproved();
      case NONE -> false;
    };
  }

  /** A decision that waits, with the credential it is about. */
  private record Open(DecisionEntity row, Decision decision, RegisterEvidence.Recorded about) {}

  /** The decision, if it is the actor's to decide and still waits; others queue behind it. */
  private Open open(Actor actor, PublicId id, Instant now) {
    DecisionEntity row = repository.findByIdOptional(id.key()).orElseThrow(Decisions::unknown);
    repository.queueFor(row.entryId);
    RegisterEvidence.Recorded about =
        recordedOf(row)
            .filter(entry -> rights.mayDecide(actor, entry.institution(), now))
            .orElseThrow(Decisions::unknown);
    Decision decision = reader.read(row, about, now).orElseThrow(Decisions::unknown);
    switch (decision.state()) {
      case ASKED, EXPIRED -> {} // whether it is too late is said by the approval
      case RECORDED, LOGGED, REJECTED ->
          throw new Refusal(
              StatusProblem.DECISION_SETTLED,
              "the decision is "
                  + (decision.state().isApproved() ? "approved" : "rejected")
                  + " already");
    }
    return new Open(row, decision, about);
  }

  private Decision end(
      Open open, DecisionOutcomeEntity outcome, @Nullable LogEntry event, Instant now) {
    outcome.seal = seals.of(outcome);
    repository.add(outcome);
    List<LogEntry> events = new ArrayList<>(open.about().events());
    if (event != null) {
      events.add(event);
    }
    return reader.view(open.row(), open.decision().changes(), Optional.of(outcome), events, now);
  }

  private DecisionEntity row(
      Actor actor,
      AskDecision asked,
      DecisionRules.Checked checked,
      DecisionDocument document,
      RegisterEvidence.Recorded about,
      Instant now) {
    List<DecisionEntity> before = repository.ofEntry(about.id());
    DecisionEntity row = new DecisionEntity();
    row.id = ids.nextUuid();
    row.institutionId = about.institution();
    row.entryId = about.id();
    row.ordinal = before.isEmpty() ? 1 : before.getLast().ordinal + 1;
    row.type = checked.type().code();
    row.reason = checked.ground().code();
    row.legalBasis = checked.legalBasis();
    row.decisionNumber = checked.number();
    row.decisionKey = DecisionKey.of(checked.number());
    row.decisionDate = asked.date();
    row.documentDigest = Digest.sha256(document.content()).toArray();
    row.documentType = document.mediaType();
    row.subject = issued(about);
    row.successorId = checked.successor().map(RegisterEvidence.Recorded::id).orElse(null);
    row.successorSubject = checked.successor().map(Decisions::issued).orElse(null);
    row.salt = rules.salt().toArray();
    row.content = DecisionSeals.content(row, checked.type(), checked.changes()).encode().toArray();
    row.askedPerson = actor.personId();
    row.askedName = actor.displayName();
    row.askedAt = now;
    row.expiresAt = now.plus(config.approvalTtl());
    row.seal = seals.of(row);
    return row;
  }

  private static byte[] issued(RegisterEvidence.Recorded entry) {
    return Digest.sha256(entry.events().getFirst().encode()).toArray();
  }

  private static List<DecisionChangeEntity> changes(DecisionEntity row, List<FieldChange> changes) {
    List<DecisionChangeEntity> rows = new ArrayList<>(changes.size());
    for (FieldChange change : changes) {
      DecisionChangeEntity entity = new DecisionChangeEntity();
      entity.id = new DecisionChangeEntity.Key(row.id, rows.size());
      entity.institutionId = row.institutionId;
      entity.field = change.field();
      entity.oldValue = change.oldValue();
      entity.newValue = change.newValue();
      entity.salt = change.salt().toArray();
      rows.add(entity);
    }
    return rows;
  }

  private static DecisionDocumentEntity document(DecisionEntity row, DecisionDocument document) {
    DecisionDocumentEntity entity = new DecisionDocumentEntity();
    entity.decisionId = row.id;
    entity.institutionId = row.institutionId;
    entity.content = document.content().toArray();
    return entity;
  }

  private static DecisionOutcomeEntity outcome(
      DecisionEntity row, Actor actor, String how, Instant now) {
    DecisionOutcomeEntity outcome = new DecisionOutcomeEntity();
    outcome.decisionId = row.id;
    outcome.institutionId = row.institutionId;
    outcome.outcome = how;
    outcome.askedPerson = row.askedPerson;
    outcome.decidedPerson = actor.personId();
    outcome.decidedName = actor.displayName();
    outcome.decidedAt = now;
    return outcome;
  }

  private Optional<RegisterEvidence.Recorded> decidable(
      Actor actor, PublicId credential, Instant now) {
    return recorded(credential).filter(e -> rights.mayDecide(actor, e.institution(), now));
  }

  private Optional<RegisterEvidence.Recorded> recordedOf(DecisionEntity row) {
    return recorded(PublicId.of(CredentialRecord.ID_KIND, row.entryId));
  }

  /**
   * What the register holds.
   *
   * @throws Refusal {@code entry-altered} where the stored row was changed
   */
  private Optional<RegisterEvidence.Recorded> recorded(PublicId credential) {
    return register.byId(credential).map(Lineages::unaltered);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static Refusal unknown() {
    return new Refusal(StatusProblem.DECISION_UNKNOWN, "no such decision in your institution");
  }

  private static Refusal unknownCredential() {
    return new Refusal(
        RegisterProblem.CREDENTIAL_UNKNOWN, "no such credential in your institution");
  }
}
