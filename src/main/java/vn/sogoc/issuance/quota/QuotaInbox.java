package vn.sogoc.issuance.quota;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;

/** What waits for a second person of the registry, and one decision wherever it stands. */
@ApplicationScoped
public class QuotaInbox {
  private static final int MOST_SHOWN = 200;

  private final QuotaDecisions rules;
  private final QuotaRepository decisions;
  private final Clock clock;

  QuotaInbox(QuotaDecisions rules, QuotaRepository decisions, Clock clock) {
    this.rules = rules;
    this.decisions = decisions;
    this.clock = clock;
  }

  /**
   * A decision as somebody of the registry sees it.
   *
   * @param isAsker whether they asked for it, so that somebody else approves it
   */
  public record Seen(QuotaDecision decision, boolean isAsker) {}

  /** What waits, the oldest first. */
  @Transactional
  public List<QuotaDecision> waiting(Actor actor) {
    rules.requireRegistry(actor);
    Instant now = clock.instant();
    return decisions.waiting(now, MOST_SHOWN).stream()
        .map(row -> QuotaDecisions.view(row, Optional.empty(), now))
        .toList();
  }

  /** One decision. */
  @Transactional
  public Seen get(Actor actor, PublicId id) {
    rules.requireRegistry(actor);
    return decisions
        .genuine(id.key())
        .map(
            row ->
                new Seen(
                    QuotaDecisions.view(row, decisions.outcome(row), clock.instant()),
                    row.askedPerson.equals(actor.personId())))
        .orElseThrow(
            () -> new Refusal(QuotaProblem.UNKNOWN, "no decision about a quota has this id"));
  }

  /** The newest release of exactly these rows of a batch that waits. */
  @Transactional
  public Optional<QuotaDecision> release(int institution, UUID batch, Digest approvedHash) {
    Instant now = clock.instant();
    return decisions.waiting(institution, batch, now).stream()
        .map(row -> QuotaDecisions.view(row, Optional.empty(), now))
        .filter(waiting -> approvedHash.equals(waiting.approvedHash()))
        .findFirst();
  }
}
