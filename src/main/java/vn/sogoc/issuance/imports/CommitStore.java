package vn.sogoc.issuance.imports;

import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import vn.sogoc.issuance.DraftBatches;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Accounts;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.jobs.Jobs;

/** The transactions that make a batch of an import: whole or not at all. */
@ApplicationScoped
class CommitStore {
  private static final int LONGEST = 900;

  private final ImportStore store;
  private final ImportRows rows;
  private final ImportFindings findings;
  private final ImportFrames frames;
  private final ReadingSeal seal;
  private final DraftBatches drafts;
  private final Jobs jobs;
  private final Accounts accounts;
  private final ImportConfig config;

  CommitStore(
      ImportStore store,
      ImportRows rows,
      ImportFindings findings,
      ImportFrames frames,
      ReadingSeal seal,
      DraftBatches drafts,
      Jobs jobs,
      Accounts accounts,
      ImportConfig config) {
    this.store = store;
    this.rows = rows;
    this.findings = findings;
    this.frames = frames;
    this.seal = seal;
    this.drafts = drafts;
    this.jobs = jobs;
    this.accounts = accounts;
    this.config = config;
  }

  /** Makes the draft batch, once; of a long list by a job. */
  @Transactional
  @TransactionConfiguration(timeout = LONGEST)
  Commitment commit(Actor actor, int institution, UUID id, Instant now) {
    ImportEntity list = store.lock(institution, id);
    switch (list.importState()) {
      case COMMITTED -> {
        PublicId made = ImportStore.batch(list).orElseThrow();
        drafts.askAgain(actor, institution, made.key(), now);
        return new Commitment.Made(made, false);
      }
      case FAULTY ->
          throw new Refusal(
              ImportProblem.HAS_FAULTS,
              "the list has "
                  + list.faults
                  + " faults; nothing of it is taken until all of them are repaired");
      case READY -> {
        // below
      }
      case UPLOADED, READING, DISCARDED -> throw ImportStore.state(list);
    }
    frames.requireStanding(list, LegalDay.of(now));
    return list.rowsRead > config.committedAtOnce()
        ? new Commitment.Begun(begin(actor, list))
        : new Commitment.Made(make(actor, list, now), true);
  }

  private PublicId begin(Actor actor, ImportEntity list) {
    PublicId job =
        jobs.submit(
            actor,
            ImportCommitting.KIND,
            list.institutionId,
            ImportReading.subject(list.publicId(), list.reading),
            list.rowsRead);
    if (!job.key().equals(list.jobId)) {
      list.jobId = job.key();
      list.commitAccount = actor.accountId();
      list.commitSeal = seal.ofCommit(list, actor.accountId());
      store.tell(actor, "submit", list, list.file());
    }
    return job;
  }

  /** A batch that a job made, and how many rows it has. */
  record Made(PublicId batch, int rows) {}

  /**
   * Makes the draft batch in the job's transaction, in the name of whoever asked for it and still
   * may.
   *
   * @throws Refusal where the list was read anew since, or nobody who may asked for this
   */
  @Transactional(TxType.MANDATORY)
  Made commitAsked(int institution, PublicId id, int reading, Instant now) {
    ImportEntity list = store.lock(institution, id.key());
    Optional<PublicId> before = ImportStore.batch(list);
    if (before.isPresent()) {
      return new Made(before.get(), list.rowsRead);
    }
    if (list.importState() != ImportState.READY || list.reading != reading) {
      throw ImportStore.state(list);
    }
    UUID account = list.commitAccount;
    Actor actor =
        Optional.ofNullable(account)
            .filter(asked -> seal.fitsCommit(list, asked))
            .flatMap(asked -> accounts.acting(asked, institution))
            .filter(asked -> asked.hasAt(Role.PREPARE, institution))
            .orElseThrow(
                () ->
                    new Refusal(
                        HttpProblem.FORBIDDEN, "nobody who prepares lists here asked for this"));
    frames.requireStanding(list, LegalDay.of(now));
    return new Made(make(actor, list, now), list.rowsRead);
  }

  private PublicId make(Actor actor, ImportEntity list, Instant now) {
    PublicId batch =
        drafts.make(actor, new ReadList(list, frames.of(list), rows, findings, seal), now);
    list.batchId = batch.key();
    store.end(list, ImportState.COMMITTED, now);
    store.tell(actor, "commit", list, list.file());
    return batch;
  }
}
