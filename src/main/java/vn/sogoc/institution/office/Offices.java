package vn.sogoc.institution.office;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.institution.InstitutionKey;
import vn.sogoc.institution.KeyState;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Members;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.approvals.ApprovalProblem;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.proposals.Proposal;
import vn.sogoc.platform.proposals.ProposalScope;

/** Who runs the office of which institution. */
@ApplicationScoped
public class Offices implements ProposalScope {
  private final Members members;
  private final SupervisionRepository supervisions;
  private final TrustRegister trust;
  private final Clock clock;

  Offices(Members members, SupervisionRepository supervisions, TrustRegister trust, Clock clock) {
    this.members = members;
    this.supervisions = supervisions;
    this.trust = trust;
    this.clock = clock;
  }

  /** Whether the actor runs the office: there, at its supervisor, or for the whole registry. */
  @Transactional
  public boolean runs(Actor actor, int institution) {
    return holds(actor, Role.OPERATE, institution);
  }

  /** Whether the actor looks into the office: who runs it, and auditors. */
  @Transactional
  public boolean sees(Actor actor, int institution) {
    return runs(actor, institution) || holds(actor, Role.AUDIT, institution);
  }

  private boolean holds(Actor actor, Role role, int institution) {
    return actor.hasAt(role, institution)
        || (actor.has(role)
            && supervisions
                .supervisor(institution)
                .filter(supervisor -> actor.actsFor(supervisor))
                .isPresent());
  }

  /**
   * That the actor runs the office of an institution that there is.
   *
   * @throws Refusal where not
   */
  @Transactional
  public void requireRuns(Actor actor, int institution) {
    if (!runs(actor, institution)) {
      throw new Refusal(HttpProblem.FORBIDDEN, "you do not run the office of this institution");
    }
    trust.statement(institution);
  }

  /**
   * That the actor may look into the office.
   *
   * @throws Refusal where not
   */
  @Transactional
  public void requireSees(Actor actor, int institution) {
    if (!sees(actor, institution)) {
      throw new Refusal(HttpProblem.FORBIDDEN, "you do not see the office of this institution");
    }
    trust.statement(institution);
  }

  /**
   * That the actor may be the second person.
   *
   * @param beneficiary in whose favour it is; null where it is nobody who is known
   */
  @Transactional
  public void requireSecond(Actor actor, Proposal proposal, @Nullable UUID beneficiary) {
    requireRuns(actor, proposal.institution());
    if (actor.personId().equals(proposal.asked().person())) {
      throw new Refusal(
          ApprovalProblem.SAME_PERSON, "the person who asked for this cannot approve it");
    }
    requireOther(actor, beneficiary);
  }

  /**
   * That somebody who asked for something, or agreed to it, runs the office still.
   *
   * @param who as they are now; empty where their account was ended
   */
  @Transactional
  public void requireStill(Optional<Actor> who, int institution) {
    if (who.filter(actor -> runs(actor, institution)).isEmpty()) {
      throw left();
    }
  }

  static Refusal left() {
    return new Refusal(
        OfficeProblem.OFFICE_LEFT, "somebody it took does not run the office any more");
  }

  /** That it is not in the actor's own favour. */
  static void requireOther(Actor actor, @Nullable UUID beneficiary) {
    if (actor.personId().equals(beneficiary)) {
      throw new Refusal(
          OfficeProblem.OWN_FAVOUR, "neither of the two persons may be the one it is for");
    }
  }

  /** Names of those who may be the second person for a proposal. */
  @Transactional
  public List<String> deciders(Proposal proposal, @Nullable UUID beneficiary) {
    Set<UUID> seen = new HashSet<>();
    seen.add(proposal.asked().person());
    if (beneficiary != null) {
      seen.add(beneficiary);
    }
    return names(
        seen,
        Stream.of(
            members.at(proposal.institution()),
            supervisions.supervisor(proposal.institution()).map(members::at).orElseGet(List::of),
            members.everywhere(Role.OPERATE)));
  }

  /** The same where only the registry's own people may. */
  @Transactional
  List<String> ofRegistry(Proposal proposal) {
    Set<UUID> seen = new HashSet<>();
    seen.add(proposal.asked().person());
    return names(seen, Stream.of(members.everywhere(Role.OPERATE)));
  }

  private static List<String> names(Set<UUID> seen, Stream<List<Members.Member>> all) {
    List<String> names = new ArrayList<>();
    all.flatMap(List::stream)
        .filter(member -> !member.isDisabled() && member.roles().contains(Role.OPERATE))
        .filter(member -> seen.add(member.person()))
        .forEach(member -> names.add(member.displayName()));
    return names;
  }

  /** The institution that supervises one; empty where only the registry does. */
  @Transactional
  public Optional<Integer> supervisor(int institution) {
    return supervisions.supervisor(institution);
  }

  @Override
  @Transactional
  public Optional<Set<Integer>> institutions(Actor actor) {
    boolean sees = actor.has(Role.OPERATE) || actor.has(Role.AUDIT);
    Integer own = actor.institutionId();
    if (!sees) {
      return Optional.of(Set.of());
    }
    if (own == null) {
      return Optional.empty();
    }
    Set<Integer> all = new HashSet<>(supervisions.supervisedBy(own));
    all.add(own);
    return Optional.of(all);
  }

  /**
   * That an institution was not stopped: it has no record key yet, or one that may sign.
   *
   * @throws Refusal where all of them are withdrawn, suspended or over
   */
  @Transactional
  public void requireGoing(int institution) {
    Instant now = clock.instant();
    List<InstitutionKey> records =
        trust.statement(institution).keys().stream()
            .filter(key -> key.purpose().equals(Purpose.RECORD.code()))
            .toList();
    if (!records.isEmpty()
        && records.stream().noneMatch(k -> k.state() == KeyState.ACTIVE && k.validAt(now))) {
      throw new Refusal(
          OfficeProblem.INSTITUTION_STOPPED, "none of the institution's keys may sign");
    }
  }
}
