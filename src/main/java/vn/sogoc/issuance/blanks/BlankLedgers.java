package vn.sogoc.issuance.blanks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Trail;

/** Reads series with their movements and adds movements, each with its line of the trail. */
@ApplicationScoped
class BlankLedgers {
  private final BlankRepository blanks;
  private final Trail trail;
  private final PublicIds ids;
  private final Clock clock;

  BlankLedgers(BlankRepository blanks, Trail trail, PublicIds ids, Clock clock) {
    this.blanks = blanks;
    this.trail = trail;
    this.ids = ids;
    this.clock = clock;
  }

  /** What a movement says beside which numbers move. */
  record Papers(
      String document,
      @Nullable LocalDate documentDate,
      String reason,
      String council,
      String police,
      @Nullable UUID proposal) {
    static final Papers NONE = new Papers("", null, "", "", "", null);

    static Papers of(String document, LocalDate date) {
      return new Papers(document, date, "", "", "", null);
    }

    static Papers because(String reason) {
      return new Papers("", null, reason, "", "", null);
    }
  }

  Ledger ledger(int institution, UUID series) {
    return ledger(blanks.series(institution, series).orElseThrow(BlankLedgers::unknown));
  }

  Ledger ledger(BlankSeriesEntity series) {
    return new Ledger(series, blanks.movements(series.id));
  }

  List<Ledger> all(int institution) {
    return blanks.all(institution).stream().map(this::ledger).toList();
  }

  /** Begins a series. */
  @Transactional(TxType.MANDATORY)
  Ledger open(Actor actor, int institution, String kind, String prefix, int digits) {
    BlankSeriesEntity row = new BlankSeriesEntity();
    row.id = ids.nextUuid();
    row.institutionId = institution;
    row.kind = kind;
    row.prefix = prefix;
    row.digits = digits;
    row.createdAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    blanks.add(row);
    trail.tell(
        new Deed(
            actor.as(Role.PREPARE, Role.OPERATE),
            "blank.open",
            institution,
            PublicId.of(BlankSeriesEntity.ID_KIND, row.id).toString(),
            Deed.hash(row.columns())));
    return new Ledger(row, List.of());
  }

  /** Adds a movement, under the lock of the institution. */
  @Transactional(TxType.MANDATORY)
  BlankMovementEntity add(
      Actor actor,
      Ledger ledger,
      MovementType type,
      Span span,
      long quantity,
      @Nullable UUID batch,
      Papers papers,
      List<BlankRepository.Use> uses) {
    BlankMovementEntity row = new BlankMovementEntity();
    row.id = ids.nextUuid();
    row.institutionId = ledger.series().institutionId;
    row.seriesId = ledger.series().id;
    row.version = ledger.next();
    row.type = type.code();
    row.firstNumber = span.first();
    row.lastNumber = span.last();
    row.quantity = quantity;
    row.batchId = batch;
    row.document = papers.document();
    row.documentDate = papers.documentDate();
    row.reason = papers.reason();
    row.council = papers.council();
    row.police = papers.police();
    row.proposalId = papers.proposal();
    row.uses = type == MovementType.USED ? digest(uses).toArray() : null;
    row.recordedAccount = actor.accountId();
    row.recordedName = actor.displayName();
    row.recordedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    blanks.add(row);
    if (!uses.isEmpty()) {
      blanks.addUses(row.institutionId, row.id, uses);
    }
    ledger.add(row);
    trail.tell(
        new Deed(
            actor.as(Role.PREPARE, Role.OPERATE),
            "blank." + type.code(),
            row.institutionId,
            PublicId.of(BlankMovementEntity.ID_KIND, row.id).toString(),
            Deed.hash(row.columns())));
    return row;
  }

  /** Over each number, the credential it was used for and its turn, in order of the numbers. */
  static Digest digest(List<BlankRepository.Use> uses) {
    return Digest.sha256(
        Cbor.array(
                uses.stream()
                    .sorted(java.util.Comparator.comparingLong(BlankRepository.Use::number))
                    .map(
                        use ->
                            Cbor.array(
                                Cbor.of(use.number()),
                                Cbor.of(use.credential().toString()),
                                Cbor.of(use.turn())))
                    .toList())
            .encode());
  }

  static Refusal unknown() {
    return new Refusal(BlankProblem.UNKNOWN, "no such series of blanks in your institution");
  }
}
