package vn.sogoc.issuance.quota;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.Programme;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.approvals.Approvals;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Trail;
import vn.sogoc.publication.bundle.BundleConfig;

/** How two persons of the registry decide about quotas. */
@ApplicationScoped
public class QuotaDecisions {
  private static final String SUBJECT = "quota";
  private static final String BATCH = "bat";
  private static final int MOST_PLACES = 10_000_000;
  private static final int MOST_SHOWN = 200;

  private final QuotaRepository decisions;
  private final TrustRegister trust;
  private final Catalogue catalogue;
  private final Approvals approvals;
  private final Trail trail;
  private final PublicIds ids;
  private final QuotaConfig config;
  private final int registry;
  private final Clock clock;

  QuotaDecisions(
      QuotaRepository decisions,
      TrustRegister trust,
      Catalogue catalogue,
      Approvals approvals,
      Trail trail,
      PublicIds ids,
      QuotaConfig config,
      BundleConfig bundle,
      Clock clock) {
    this.decisions = decisions;
    this.trust = trust;
    this.catalogue = catalogue;
    this.approvals = approvals;
    this.trail = trail;
    this.ids = ids;
    this.config = config;
    this.registry = bundle.registry();
    this.clock = clock;
  }

  /** Asks for a quota; nothing changes until another person approves the hash of exactly this. */
  @Transactional
  public QuotaDecision ask(Actor actor, int institution, AskQuota.Places about, AskQuota asked) {
    requireRegistry(actor);
    QuotaDecisionEntity row = new QuotaDecisionEntity();
    String kind = about.kind();
    Integer year = about.year();
    Integer places = about.places();
    String programme = about.programme() == null ? QuotaLimit.ALL : about.programme();
    if (kind == null || catalogue.kind(kind).isEmpty()) {
      throw refused("kind", "a code of the catalogue");
    }
    if (year == null || year < 1945 || year > 2199) {
      throw refused("year", "1945 to 2199");
    }
    if (!programme.equals(QuotaLimit.ALL) && !Programme.isCode(programme)) {
      throw refused("programme", "a national code of 7 digits, or * for all");
    }
    if (places == null || places < 0 || places > MOST_PLACES) {
      throw refused("places", "0 to " + MOST_PLACES);
    }
    row.kind = kind;
    row.year = year;
    row.programme = programme;
    row.places = places;
    return asked(actor, row, trust.statement(institution).facts().id(), asked);
  }

  /** Asks for a batch that exceeds a quota to be signed nevertheless: exactly these rows of it. */
  @Transactional
  public QuotaDecision askRelease(
      Actor actor,
      int institution,
      String kind,
      int year,
      UUID batch,
      Digest approvedHash,
      AskQuota asked) {
    requireRegistry(actor);
    QuotaDecisionEntity row = new QuotaDecisionEntity();
    row.type = QuotaDecisionEntity.RELEASE;
    row.kind = kind;
    row.year = year;
    row.batchId = batch;
    row.approvedHash = approvedHash.toArray();
    return asked(actor, row, institution, asked);
  }

  private QuotaDecision asked(
      Actor actor, QuotaDecisionEntity row, int institution, AskQuota asked) {
    Instant now = now();
    LocalDate date = asked.date();
    if (date == null || date.isAfter(LegalDay.of(now)) || date.getYear() < 1945) {
      throw refused("decisionDate", "a day that is not to come");
    }
    row.id = ids.nextUuid();
    row.institutionId = institution;
    row.decisionNumber = line(asked.number(), "decisionNumber", 1, 50);
    row.decisionDate = date;
    row.reason = line(asked.reason(), "reason", 3, 500);
    row.askedPerson = actor.personId();
    row.askedName = actor.displayName();
    row.askedAt = now;
    row.expiresAt = now.plus(config.approvalTtl());
    decisions.add(row);
    approvals.request(
        actor,
        institution,
        SUBJECT,
        row.publicId().toString(),
        row.contentDigest(),
        1,
        config.approvalTtl());
    return view(row, Optional.empty(), now);
  }

  /** Approves, as another person than the one who asked; it holds at once. */
  @Transactional
  public QuotaDecision approve(Actor actor, PublicId id, Digest content) {
    Instant now = now();
    QuotaDecisionEntity row = open(actor, id);
    int versions = decisions.hold(row.institutionId, row.kind, row.year);
    requireOpen(row);
    approvals.approve(actor, SUBJECT, id.toString(), content, 1);
    UUID approval = approvals.consume(SUBJECT, id.toString(), row.contentDigest(), 1);
    QuotaOutcomeEntity outcome = outcome(row, actor, QuotaOutcomeEntity.APPROVED, now);
    outcome.approvalId = approval;
    if (row.type.equals(QuotaDecisionEntity.QUOTA)) {
      outcome.version = versions + 1;
      decisions.count(row.institutionId, row.kind, row.year);
    }
    decisions.add(outcome);
    return view(row, Optional.of(outcome), now);
  }

  /** Rejects what waits; whoever asked may do so too. */
  @Transactional
  public QuotaDecision reject(Actor actor, PublicId id) {
    Instant now = now();
    QuotaDecisionEntity row = open(actor, id);
    decisions.hold(row.institutionId, row.kind, row.year);
    requireOpen(row);
    approvals.lapse(SUBJECT, id.toString());
    QuotaOutcomeEntity outcome = outcome(row, actor, QuotaOutcomeEntity.REJECTED, now);
    decisions.add(outcome);
    trail.tell(
        new Deed(
            actor.as(Role.OPERATE),
            SUBJECT + ".reject",
            row.institutionId,
            id.toString(),
            row.contentDigest()));
    return view(row, Optional.of(outcome), now);
  }

  /** What was asked for about an institution, newest first. */
  @Transactional
  public List<QuotaDecision> all(Actor actor, int institution) {
    boolean staff =
        actor.actsFor(institution)
            && (actor.has(Role.PREPARE) || actor.has(Role.APPROVE) || actor.has(Role.SIGN));
    if (!isRegistry(actor) && !actor.hasAt(Role.AUDIT, institution) && !staff) {
      throw new Refusal(HttpProblem.FORBIDDEN, "you see the quotas of your institution only");
    }
    Instant now = now();
    List<QuotaDecision> found = new ArrayList<>();
    for (QuotaDecisionEntity row : decisions.ofInstitution(institution, MOST_SHOWN)) {
      found.add(view(row, decisions.outcome(row), now));
    }
    return found;
  }

  /**
   * What the actor did to a decision before: of a request whose answer was lost.
   *
   * @param how approved or rejected
   */
  @Transactional
  public Optional<QuotaDecision> settledBefore(Actor actor, PublicId id, String how) {
    return decisions
        .genuine(id.key())
        .flatMap(
            row ->
                decisions
                    .outcome(row)
                    .filter(o -> o.outcome.equals(how) && o.decidedPerson.equals(actor.personId()))
                    .map(o -> view(row, Optional.of(o), now())));
  }

  /** What the actor asked for before under the same decision and for the same thing. */
  @Transactional
  public Optional<QuotaDecision> askedBefore(
      Actor actor,
      int institution,
      AskQuota.@Nullable Places about,
      AskQuota asked,
      @Nullable Digest approvedHash) {
    return decisions.ofInstitution(institution, MOST_SHOWN).stream()
        .filter(row -> row.askedPerson.equals(actor.personId()))
        .filter(
            row -> row.decisionNumber.equals(asked.number()) && row.reason.equals(asked.reason()))
        .filter(
            row ->
                approvedHash == null
                    ? row.approvedHash == null
                    : Arrays.equals(approvedHash.toArray(), row.approvedHash))
        .filter(row -> about == null || isAbout(row, about))
        .filter(row -> decisions.outcome(row).isEmpty() && now().isBefore(row.expiresAt))
        .map(row -> view(row, Optional.empty(), now()))
        .findFirst();
  }

  private static boolean isAbout(QuotaDecisionEntity row, AskQuota.Places about) {
    String programme = about.programme();
    return row.kind.equals(about.kind())
        && Integer.valueOf(row.year).equals(about.year())
        && row.programme.equals(programme == null ? QuotaLimit.ALL : programme)
        && Objects.equals(row.places, about.places());
  }

  private QuotaDecisionEntity open(Actor actor, PublicId id) {
    requireRegistry(actor);
    return decisions
        .genuine(id.key())
        .orElseThrow(
            () -> new Refusal(QuotaProblem.UNKNOWN, "no decision about a quota has this id"));
  }

  private void requireOpen(QuotaDecisionEntity row) {
    if (decisions.outcome(row).isPresent()) {
      throw new Refusal(QuotaProblem.SETTLED, "the decision is settled already");
    }
  }

  private static QuotaOutcomeEntity outcome(
      QuotaDecisionEntity row, Actor actor, String how, Instant now) {
    QuotaOutcomeEntity outcome = new QuotaOutcomeEntity();
    outcome.decisionId = row.id;
    outcome.institutionId = row.institutionId;
    outcome.outcome = how;
    outcome.askedPerson = row.askedPerson;
    outcome.decidedPerson = actor.personId();
    outcome.decidedName = actor.displayName();
    outcome.decidedAt = now;
    return outcome;
  }

  static QuotaDecision view(
      QuotaDecisionEntity row, Optional<QuotaOutcomeEntity> outcome, Instant now) {
    return new QuotaDecision(
        row.publicId(),
        row.institutionId,
        outcome.map(o -> o.outcome).orElse(now.isBefore(row.expiresAt) ? "asked" : "expired"),
        row.type,
        row.kind,
        row.year,
        row.programme,
        row.places,
        row.batchId == null ? null : PublicId.of(BATCH, row.batchId),
        row.approvedHash == null ? null : Digest.of(row.approvedHash),
        row.decisionNumber,
        row.decisionDate,
        row.reason,
        row.contentDigest(),
        new QuotaDecision.Deed(row.askedName, row.askedAt),
        row.expiresAt,
        outcome.map(o -> new QuotaDecision.Deed(o.decidedName, o.decidedAt)));
  }

  /** The registry's own people: an institution does not say how much it may issue. */
  public boolean isRegistry(Actor actor) {
    return actor.hasAt(Role.OPERATE, registry);
  }

  /** That the actor may decide about quotas. */
  public void requireRegistry(Actor actor) {
    if (!isRegistry(actor)) {
      throw new Refusal(HttpProblem.FORBIDDEN, "operators of the registry decide about quotas");
    }
  }

  private static String line(@Nullable String typed, String field, int least, int most) {
    String text = Normalizer.normalize(typed == null ? "" : typed, Normalizer.Form.NFC).strip();
    int length = text.codePointCount(0, text.length());
    if (length < least || length > most || text.matches("(?s).*[\\p{Cntrl}\\p{Cf}].*")) {
      throw refused(field, least + " to " + most + " characters on one line");
    }
    return text;
  }

  static Refusal refused(String field, String expected) {
    return new Refusal(
        QuotaProblem.REFUSED,
        field + ": expected " + expected,
        List.of(new Refusal.Fault("value_format", 0, field, expected, "")));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
