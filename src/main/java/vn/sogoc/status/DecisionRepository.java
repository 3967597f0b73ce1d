package vn.sogoc.status;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Decisions with what hangs on them. */
@ApplicationScoped
class DecisionRepository implements PanacheRepositoryBase<DecisionEntity, UUID> {

  /**
   * Lets one transaction at a time decide about a credential. A courtesy, which turns a collision
   * into a wait; the unique ordinal and the single outcome are the fence.
   */
  void queueFor(UUID entry) {
    getEntityManager()
        .createNativeQuery(
            "select cast(pg_advisory_xact_lock(hashtextextended(:entry, 0)) as text)", String.class)
        .setParameter("entry", "decision/" + entry)
        .getSingleResult();
  }

  /** All decisions about a credential in the order in which they were asked for. */
  List<DecisionEntity> ofEntry(UUID entry) {
    return list("from DecisionEntity where entryId = ?1 order by ordinal", entry);
  }

  /** The decisions by which a credential takes the place of another. */
  List<DecisionEntity> ofSuccessor(UUID entry) {
    return list("from DecisionEntity where successorId = ?1 order by askedAt", entry);
  }

  /** What a decision changes, in order. */
  List<DecisionChangeEntity> changes(UUID decision) {
    return store()
        .createQuery(
            "from DecisionChangeEntity where id.decisionId = :decision order by id.position",
            DecisionChangeEntity.class)
        .setParameter("decision", decision)
        .getResultList();
  }

  Optional<DecisionOutcomeEntity> outcome(UUID decision) {
    return Optional.ofNullable(store().find(DecisionOutcomeEntity.class, decision));
  }

  Optional<DecisionDocumentEntity> document(UUID decision) {
    return Optional.ofNullable(store().find(DecisionDocumentEntity.class, decision));
  }

  /** Writes what belongs together. */
  void add(
      DecisionEntity decision,
      List<DecisionChangeEntity> changes,
      DecisionDocumentEntity document) {
    persistAndFlush(decision);
    changes.forEach(store()::persist);
    store().persist(document);
    store().flush();
  }

  void add(DecisionOutcomeEntity outcome) {
    store().persist(outcome);
    store().flush();
  }

  private EntityManager store() {
    return getEntityManager();
  }
}
