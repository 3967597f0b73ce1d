package vn.sogoc.platform.proposals;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.access.Accounts;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.approvals.Approval;
import vn.sogoc.platform.approvals.Approvals;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.trail.Trail;

/** One person asks, another approves exactly that, and it is done; or somebody rejects it. */
@ApplicationScoped
public class Proposals {
  private static final int MOST_SHOWN = 200;
  private static final int MOST_OF_OFFICE = 50;
  private static final int MOST_OF_PERSON = 20;

  private final Map<String, ProposalKind> kinds;
  private final ProposalScope scope;
  private final ProposalRepository proposals;
  private final Approvals approvals;
  private final Accounts accounts;
  private final Trail trail;
  private final PublicIds ids;
  private final ProposalConfig config;
  private final Clock clock;

  Proposals(
      @All List<ProposalKind> kinds,
      ProposalScope scope,
      ProposalRepository proposals,
      Approvals approvals,
      Accounts accounts,
      Trail trail,
      PublicIds ids,
      ProposalConfig config,
      Clock clock) {
    this.kinds = kinds.stream().collect(Collectors.toMap(ProposalKind::code, Function.identity()));
    this.scope = scope;
    this.proposals = proposals;
    this.approvals = approvals;
    this.accounts = accounts;
    this.trail = trail;
    this.ids = ids;
    this.config = config;
    this.clock = clock;
  }

  /** Accounts of whoever asked and whoever approved. */
  public record Two(UUID asker, UUID approver) {}

  /**
   * Asks; whether the actor may is decided by the feature before. Nothing happens until another
   * person approves. What the same person asks for twice while it waits is one proposal.
   *
   * @param subject public identifier, of letters, digits and {@code _.-/}
   * @throws Refusal where too many wait already
   */
  @Transactional
  public Proposal ask(
      Actor actor, String kind, int institution, String subject, SortedMap<String, String> terms) {
    Instant now = now();
    String lines = ProposalEntity.lines(terms);
    Optional<ProposalEntity> before =
        proposals
            .latest(kind, subject)
            .filter(p -> p.terms.equals(lines) && p.askedPerson.equals(actor.personId()))
            .filter(p -> now.isBefore(p.expiresAt) && proposals.outcome(p).isEmpty());
    if (before.isPresent()) {
      return view(before.get(), Optional.empty(), now);
    }
    if (proposals.waiting(institution, now) >= MOST_OF_OFFICE
        || proposals.waiting(institution, actor.personId(), now) >= MOST_OF_PERSON) {
      throw new Refusal(
          ProposalProblem.TOO_MANY,
          "at most %d wait in an office, and %d of one person"
              .formatted(MOST_OF_OFFICE, MOST_OF_PERSON));
    }
    ProposalEntity row = new ProposalEntity();
    row.id = ids.nextUuid();
    row.institutionId = institution;
    row.kind = kind;
    row.subject = subject;
    row.terms = lines;
    row.askedPerson = actor.personId();
    row.askedName = actor.displayName();
    row.askedAt = now;
    row.expiresAt = now.plus(config.ttl());
    proposals.add(row);
    approvals.request(
        actor, institution, kind, row.publicId().toString(), row.contentDigest(), 1, config.ttl());
    return view(row, Optional.empty(), now);
  }

  /**
   * Approves, as another person than the one who asked, and has it carried out.
   *
   * @throws Refusal where it is not theirs to approve, not that content, too late or settled
   */
  @Transactional
  public Proposal approve(Actor actor, PublicId id, Digest content) {
    Instant now = now();
    ProposalEntity row = open(actor, id);
    Proposal asked = view(row, Optional.empty(), now);
    kind(row.kind).alone(row.institutionId);
    approvals.approve(actor, row.kind, id.toString(), content, 1);
    kind(row.kind).requireAsker(asker(asked), asked);
    kind(row.kind).requireDecider(actor, asked);
    UUID approval = approvals.consume(row.kind, id.toString(), row.contentDigest(), 1);
    ProposalOutcomeEntity outcome = outcome(row, actor, ProposalOutcomeEntity.APPROVED, now);
    outcome.approvalId = approval;
    proposals.add(outcome);
    kind(row.kind).carryOut(actor, asked);
    return view(row, Optional.of(outcome), now);
  }

  /** Rejects what waits; whoever asked may take it back so too. */
  @Transactional
  public Proposal reject(Actor actor, PublicId id) {
    Instant now = now();
    ProposalEntity row = seen(actor, id);
    approvals.lapse(row.kind, id.toString()); // one at a time, and then it is looked at
    requireOpen(row);
    if (!row.askedPerson.equals(actor.personId())) {
      kind(row.kind).requireDecider(actor, view(row, Optional.empty(), now));
    }
    ProposalOutcomeEntity outcome = outcome(row, actor, ProposalOutcomeEntity.REJECTED, now);
    proposals.add(outcome);
    kind(row.kind).drop(view(row, Optional.of(outcome), now));
    trail.tell(
        new vn.sogoc.platform.trail.Deed(
            actor.as(Role.OPERATE, Role.APPROVE, Role.SIGN),
            row.kind + ".reject",
            row.institutionId,
            id.toString(),
            row.contentDigest()));
    return view(row, Optional.of(outcome), now);
  }

  /** One that the actor may see. */
  @Transactional
  public Proposal get(Actor actor, PublicId id) {
    return view(seen(actor, id), now());
  }

  /** What waits in an office that the actor may see, oldest first. */
  @Transactional
  public List<Proposal> waiting(Actor actor, int institution) {
    if (!sees(actor, institution)) {
      throw new Refusal(HttpProblem.FORBIDDEN, "you see the proposals of your institution only");
    }
    Instant now = now();
    return proposals.open(Optional.of(Set.of(institution)), now, MOST_SHOWN).stream()
        .map(row -> view(row, Optional.empty(), now))
        .toList();
  }

  /** What waits anywhere and the actor may see: the oldest of each institution first. */
  @Transactional
  public List<Proposal> waiting(Actor actor) {
    Instant now = now();
    return proposals.open(scope.institutions(actor), now, MOST_SHOWN).stream()
        .map(row -> view(row, Optional.empty(), now))
        .toList();
  }

  /** The newest one of a kind about a subject, for the feature whose kind it is. */
  @Transactional
  public Optional<Proposal> latest(String kind, String subject) {
    return proposals.latest(kind, subject).map(row -> view(row, now()));
  }

  /**
   * Why the actor cannot approve it; empty where they can. In no transaction of its own: the
   * refusal that is caught here ends the one of whoever was asked.
   */
  public Optional<Refusal> refusal(Actor actor, Proposal proposal) {
    try {
      kind(proposal.kind()).requireDecider(actor, proposal);
      kind(proposal.kind()).requireAsker(asker(proposal), proposal);
      return Optional.empty();
    } catch (Refusal refusal) {
      return Optional.of(refusal);
    }
  }

  /** Names of the persons who may be the second. */
  @Transactional
  public List<String> deciders(Proposal proposal) {
    return kind(proposal.kind()).deciders(proposal);
  }

  private ProposalEntity seen(Actor actor, PublicId id) {
    return proposals
        .genuine(id.key())
        .filter(row -> sees(actor, row.institutionId))
        .orElseThrow(Proposals::unknown);
  }

  private boolean sees(Actor actor, int institution) {
    return scope.institutions(actor).map(own -> own.contains(institution)).orElse(true);
  }

  private ProposalEntity open(Actor actor, PublicId id) {
    ProposalEntity row = seen(actor, id);
    requireOpen(row);
    return row;
  }

  private void requireOpen(ProposalEntity row) {
    if (proposals.outcome(row).isPresent()) {
      throw new Refusal(ProposalProblem.SETTLED, "it was approved or rejected already");
    }
  }

  /** Whoever asked, as they are now. */
  private Optional<Actor> asker(Proposal proposal) {
    return approvals
        .find(proposal.kind(), proposal.id().toString())
        .map(Approval::requesterAccount)
        .flatMap(accounts::current);
  }

  /** The accounts of the two persons who agreed to what a proposal said; empty where none is. */
  @Transactional
  public Optional<Two> agreed(String kind, String subject) {
    return proposals
        .latest(kind, subject)
        .flatMap(row -> approvals.find(kind, row.publicId().toString()))
        .filter(a -> a.consumedAt() != null && a.approverAccount() != null)
        .map(a -> new Two(a.requesterAccount(), Objects.requireNonNull(a.approverAccount())));
  }

  /** How often two persons agreed to something of a kind about a subject. */
  @Transactional
  public long approvals(String kind, String subject) {
    return proposals.approved(kind, subject);
  }

  /** One that two persons agreed to, as they did; empty where they did not. */
  @Transactional
  public Optional<Proposal> approved(PublicId id) {
    return proposals
        .genuine(id.key())
        .map(row -> view(row, now()))
        .filter(p -> p.state().equals(ProposalOutcomeEntity.APPROVED))
        .filter(p -> approvals.find(p.kind(), id.toString()).filter(a -> isOf(a, p)).isPresent());
  }

  private static boolean isOf(Approval used, Proposal proposal) {
    return used.consumedAt() != null
        && used.content().equals(proposal.content())
        && used.requesterPerson().equals(proposal.asked().person())
        && proposal.decided().filter(d -> d.person().equals(used.approverPerson())).isPresent();
  }

  private ProposalKind kind(String code) {
    ProposalKind kind = kinds.get(code);
    if (kind == null) {
      throw new IllegalStateException("no kind of proposal named " + code);
    }
    return kind;
  }

  private static ProposalOutcomeEntity outcome(
      ProposalEntity row, Actor actor, String how, Instant now) {
    ProposalOutcomeEntity outcome = new ProposalOutcomeEntity();
    outcome.proposalId = row.id;
    outcome.institutionId = row.institutionId;
    outcome.outcome = how;
    outcome.askedPerson = row.askedPerson;
    outcome.decidedPerson = actor.personId();
    outcome.decidedName = actor.displayName();
    outcome.decidedAt = now;
    return outcome;
  }

  private Proposal view(ProposalEntity row, Instant now) {
    return view(row, proposals.outcome(row), now);
  }

  private static Proposal view(
      ProposalEntity row, Optional<ProposalOutcomeEntity> outcome, Instant now) {
    return new Proposal(
        row.publicId(),
        row.kind,
        row.institutionId,
        row.subject,
        row.termsByName(),
        row.contentDigest(),
        outcome
            .map(o -> o.outcome)
            .orElse(now.isBefore(row.expiresAt) ? Proposal.ASKED : Proposal.EXPIRED),
        new Proposal.Deed(row.askedPerson, row.askedName, row.askedAt),
        row.expiresAt,
        outcome.map(o -> new Proposal.Deed(o.decidedPerson, o.decidedName, o.decidedAt)));
  }

  static Refusal unknown() {
    return new Refusal(ProposalProblem.UNKNOWN, "no proposal that you may see has this id");
  }

  /** What a caller typed does not stand. */
  public static Refusal refused(String field, String expected) {
    return new Refusal(
        ProposalProblem.REFUSED,
        field + ": expected " + expected,
        List.of(new Refusal.Fault("value_format", 0, field, expected, "")));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
