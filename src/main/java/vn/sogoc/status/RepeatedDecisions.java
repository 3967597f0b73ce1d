package vn.sogoc.status;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.text.Normalizer;
import java.util.Optional;
import vn.sogoc.credential.DecisionKey;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Actor;

/**
 * Finds what a request did whose answer was lost, so that the same request tells it again instead
 * of being refused because of itself.
 */
@ApplicationScoped
class RepeatedDecisions {
  private final DecisionRepository repository;
  private final Decisions decisions;

  RepeatedDecisions(DecisionRepository repository, Decisions decisions) {
    this.repository = repository;
    this.decisions = decisions;
  }

  /** What the actor asked for in the same words before, and what waits since. */
  @Transactional
  Optional<Decision> asked(Actor actor, PublicId credential, AskDecision asked) {
    Digest document = Digest.sha256(DecisionDocument.of(asked.document()).content());
    String key = DecisionKey.of(Normalizer.normalize(asked.number(), Normalizer.Form.NFC).strip());
    return repository.ofEntry(credential.key()).stream()
        .filter(row -> row.askedPerson.equals(actor.personId()))
        .filter(row -> row.type.equals(asked.type()) && row.decisionKey.equals(key))
        .filter(row -> document.equals(Digest.of(row.documentDigest)))
        .filter(row -> repository.outcome(row.id).isEmpty())
        .findFirst()
        .map(row -> decisions.get(actor, row.publicId()));
  }

  /** What the actor rejected or withdrew before. */
  @Transactional
  Optional<Decision> rejected(Actor actor, PublicId id) {
    return repository
        .outcome(id.key())
        .filter(outcome -> outcome.outcome.equals(DecisionOutcomeEntity.REJECTED))
        .filter(outcome -> outcome.decidedPerson.equals(actor.personId()))
        .map(outcome -> decisions.get(actor, id));
  }

  /** What the actor approved under this hash before. */
  @Transactional
  Optional<Decision> approved(Actor actor, PublicId id, Digest contentHash) {
    return repository
        .outcome(id.key())
        .filter(outcome -> outcome.outcome.equals(DecisionOutcomeEntity.APPROVED))
        .filter(outcome -> outcome.decidedPerson.equals(actor.personId()))
        .flatMap(outcome -> repository.findByIdOptional(id.key()))
        .filter(row -> row.contentDigest().equals(contentHash))
        .map(row -> decisions.get(actor, id));
  }
}
