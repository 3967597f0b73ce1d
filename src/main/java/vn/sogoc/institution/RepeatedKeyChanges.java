package vn.sogoc.institution;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Actor;

/**
 * Finds what a request about keys did whose answer was lost, so that the same request tells it
 * again instead of being refused because of itself.
 */
@ApplicationScoped
class RepeatedKeyChanges {
  private final KeyChangeRepository repository;
  private final KeySuspensionRepository suspensions;
  private final KeyChanges changes;
  private final Clock clock;

  RepeatedKeyChanges(
      KeyChangeRepository repository,
      KeySuspensionRepository suspensions,
      KeyChanges changes,
      Clock clock) {
    this.repository = repository;
    this.suspensions = suspensions;
    this.changes = changes;
    this.clock = clock;
  }

  /** What the actor brought in with the same statement before, and what waits since. */
  @Transactional
  Optional<KeyChange> asked(Actor actor, int institution, Bytes signed) {
    return changes.all(actor, institution).stream()
        .filter(change -> change.state().equals("asked") && change.signed().equals(signed))
        .filter(change -> isOf(actor, change.id()))
        .findFirst();
  }

  /** What the actor approved under this hash before. */
  @Transactional
  Optional<KeyChange> approved(Actor actor, PublicId id, Digest content) {
    return settled(actor, id, KeyChangeOutcomeEntity.APPROVED)
        .filter(change -> change.content().equals(content));
  }

  /** What the actor rejected before. */
  @Transactional
  Optional<KeyChange> rejected(Actor actor, PublicId id) {
    return settled(actor, id, KeyChangeOutcomeEntity.REJECTED);
  }

  /** The suspension of a key that the actor made and that holds. */
  @Transactional
  Optional<KeySuspension> suspended(Actor actor, int institution, KeyId key) {
    Instant now = clock.instant();
    return suspensions.ofKey(key, now).stream()
        .filter(row -> row.personId.equals(actor.personId()))
        .map(KeySuspensionEntity::view)
        .filter(s -> s.institution() == institution && s.holdsAt(now))
        .findFirst();
  }

  private Optional<KeyChange> settled(Actor actor, PublicId id, String how) {
    return repository
        .genuine(id.key())
        .filter(
            row ->
                repository
                    .outcome(row)
                    .filter(o -> o.outcome.equals(how) && o.decidedPerson.equals(actor.personId()))
                    .isPresent())
        .flatMap(
            row ->
                changes.all(actor, row.institutionId).stream()
                    .filter(change -> change.id().equals(id))
                    .findFirst());
  }

  private boolean isOf(Actor actor, PublicId id) {
    return repository
        .genuine(id.key())
        .filter(row -> row.askedPerson.equals(actor.personId()))
        .isPresent();
  }
}
