package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.institution.Signing;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.store.ReadOnce;
import vn.sogoc.register.RecordingTogether;
import vn.sogoc.register.Register;
import vn.sogoc.status.Provisionals;

/**
 * What {@link SigningWork} does for one batch, for several small ones in one transaction: what is
 * asked of all is asked in one question, what is written of all is written at once, and each is
 * checked on its own by the same code. Where one is refused nothing of any is kept.
 */
@ApplicationScoped
class GroupWork {
  private final SigningWork work;
  private final RecordSigning recordSigning;
  private final ReadOnce readOnce;
  private final BatchRepository batches;
  private final BatchRowRepository rows;
  private final StagedRecords staged;
  private final Register register;
  private final Signing signing;
  private final HeadSignature head;
  private final BatchAuthority authority;
  private final Provisionals provisionals;
  private final Clock clock;

  GroupWork(
      SigningWork work,
      RecordSigning recordSigning,
      ReadOnce readOnce,
      BatchRepository batches,
      BatchRowRepository rows,
      StagedRecords staged,
      Register register,
      Signing signing,
      HeadSignature head,
      BatchAuthority authority,
      Provisionals provisionals,
      Clock clock) {
    this.work = work;
    this.recordSigning = recordSigning;
    this.readOnce = readOnce;
    this.batches = batches;
    this.rows = rows;
    this.staged = staged;
    this.register = register;
    this.signing = signing;
    this.head = head;
    this.authority = authority;
    this.provisionals = provisionals;
    this.clock = clock;
  }

  /**
   * As {@link SigningWork#reserve} for several batches whose rows are locked: each is checked
   * alone, what is asked about all of them is asked once, and each counter is moved once.
   *
   * @param ids in the order in which everybody takes numbers
   * @param most rows of each
   * @return the rows as they were read; what is signed is this and not another reading
   */
  @Transactional(TxType.MANDATORY)
  Map<UUID, List<BatchRowEntity>> reserveAll(List<UUID> ids, int most, Instant now) {
    List<BatchEntity> all = ids.stream().map(work::signing).toList();
    Map<UUID, List<BatchRowEntity>> read = rows.ofAll(ids, most + 1);
    readAll(all);
    all.forEach(batch -> work.requireAskedFor(batch, now));
    all.stream().filter(batch -> batch.recordIds != null).forEach(b -> work.restart(b.id, now));
    List<BatchEntity> fresh = all.stream().filter(batch -> batch.recordIds == null).toList();
    register.reserveAll(
        fresh.stream()
            .map(
                b ->
                    new Register.Wanted(
                        b.id, b.institutionId, b.kind, b.issueDate.getYear(), b.rowCount))
            .toList(),
        now);
    fresh.forEach(batch -> work.begin(batch, now));
    return read;
  }

  /**
   * As {@link SigningWork#record} for several batches, each checked alone; what is asked about all
   * of them is asked once, and their rows are written together.
   *
   * @param signed the signed rows of each, in the order in which they are recorded
   */
  @Transactional(TxType.MANDATORY)
  void recordAll(Map<UUID, StagedRecords.Source> signed) {
    List<BatchEntity> all = signed.keySet().stream().map(work::signing).toList();
    // first: what is read after it stays true
    all.stream().map(batch -> batch.institutionId).distinct().sorted().forEach(signing::hold);
    readAll(all);
    provisionals.hold(all.stream().map(SigningWork::decided).toList());
    // diplomas first: a temporary certificate of the same group sees them
    Map<Boolean, List<BatchEntity>> meanwhile =
        all.stream().collect(Collectors.partitioningBy(b -> provisionals.isMeanwhile(b.kind)));
    for (List<BatchEntity> some : meanwhile.values()) {
      if (some.isEmpty()) {
        continue;
      }
      RecordingTogether together = register.beginAll(some.stream().map(b -> b.id).toList());
      for (BatchEntity batch : some) {
        work.record(
            work.reserved(batch.id),
            together.begin(batch.id, clock.instant()),
            Objects.requireNonNull(signed.get(batch.id)),
            page -> {});
      }
      together.end();
    }
  }

  /** The keys with which an institution signs records and lists; not opened yet. */
  record Chosen(RecordSigning.Chosen records, Signing.Chosen<Purpose.IssuanceList> lists) {}

  /** What is known of an institution's keys, in one reading. */
  @Transactional(TxType.REQUIRES_NEW)
  Chosen choose(int institution, Instant now) {
    readOnce.begin();
    return new Chosen(
        recordSigning.choose(institution, now),
        signing.choose(institution, Purpose.ISSUANCE_LIST, now));
  }

  /** Reads what will be asked of each of several batches; nothing is believed of it here. */
  private void readAll(List<BatchEntity> all) {
    authority.readAll(all);
    head.readAll(all);
  }

  /** Locks several batches, in the order of their ids; one that is not there is left out. */
  @Transactional(TxType.MANDATORY)
  Map<UUID, BatchEntity> lockAll(List<UUID> ids) {
    return batches.lockAll(ids).stream().collect(Collectors.toMap(b -> b.id, b -> b));
  }

  /**
   * As {@link SigningWork#done} for several recorded batches, whoever staged something of them.
   *
   * @throws Refusal where one is not recorded
   */
  @Transactional(TxType.MANDATORY)
  void allDone(List<UUID> ids, Instant now) {
    lockAll(ids);
    Set<UUID> maybe = batches.under(ids, provisionals.meanwhile());
    for (UUID id : ids) {
      work.requireRecorded(id);
      if (maybe.contains(id)) {
        work.requireEnded(id, now);
      }
      BatchEntity batch = batches.findById(id);
      batch.moveTo(BatchState.DONE);
      batch.doneAt = now;
    }
    staged.deleteOf(ids);
  }
}
