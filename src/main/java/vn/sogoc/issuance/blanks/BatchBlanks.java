package vn.sogoc.issuance.blanks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.BatchState;
import vn.sogoc.issuance.BatchView;
import vn.sogoc.issuance.Batches;
import vn.sogoc.issuance.Credentials;
import vn.sogoc.issuance.InForce;
import vn.sogoc.issuance.IssuanceProblem;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.register.Register;
import vn.sogoc.register.RegisterEvidence;
import vn.sogoc.register.RegisterProblem;

/**
 * Blanks of a batch: allocated to it, used in order for its credentials, misprinted, given back.
 */
@ApplicationScoped
public class BatchBlanks {
  private static final int PAGE = 1000;

  private final BlankRepository blanks;
  private final BlankLedgers ledgers;
  private final Batches batches;
  private final Credentials credentials;
  private final Register register;
  private final InForce inForce;

  BatchBlanks(
      BlankRepository blanks,
      BlankLedgers ledgers,
      Batches batches,
      Credentials credentials,
      Register register,
      InForce inForce) {
    this.blanks = blanks;
    this.ledgers = ledgers;
    this.batches = batches;
    this.credentials = credentials;
    this.register = register;
    this.inForce = inForce;
  }

  /**
   * Blanks of a batch.
   *
   * @param ranges with the batch, as they are printed
   * @param left with the batch and not used yet
   */
  public record Allocation(PublicId series, String ranges, long allocated, long left) {}

  /** What a batch has, by series. */
  @Transactional
  public List<Allocation> of(Actor actor, PublicId batch) {
    BatchView view = batches.get(actor, batch);
    List<Allocation> all = new ArrayList<>();
    for (UUID series : blanks.seriesOf(batch.key())) {
      Ledger ledger = ledgers.ledger(view.institution(), series);
      List<Span> spans = ledger.stock().where(Ledger.with(batch.key()));
      if (!spans.isEmpty()) {
        all.add(
            new Allocation(
                PublicId.of(BlankSeriesEntity.ID_KIND, series),
                ledger.label(Ledger.joined(spans)),
                Span.count(spans),
                Span.count(left(ledger, batch.key()))));
      }
    }
    return all;
  }

  /**
   * Allocates the lowest free blanks of a series to a batch.
   *
   * @param begun when the same request began that may have done so before; empty where none did
   * @throws Refusal where fewer are free, or they are another kind's
   */
  @Transactional
  public List<Allocation> allocate(
      Actor actor, PublicId batch, PublicId series, @Nullable Long count, Optional<Instant> begun) {
    int institution = Blanks.requireKeeper(actor);
    BatchView view = issued(actor, batch);
    if (count == null || count < 1 || count > 10L * view.rows() + 100) {
      throw Blanks.refused("count", "1 to " + (10L * view.rows() + 100));
    }
    blanks.oneAtATime(institution);
    long wanted = count;
    if (begun.filter(since -> isAllocated(actor, batch, series, wanted, since)).isPresent()) {
      return of(actor, batch);
    }
    long needed = view.rows() - blanks.onBlanks(batch.key());
    long there =
        blanks.seriesOf(batch.key()).stream()
            .mapToLong(one -> Span.count(left(ledgers.ledger(institution, one), batch.key())))
            .sum();
    if (there > 0 && there >= needed) {
      throw new Refusal(
          BlankProblem.ENOUGH,
          "%d blanks are with the batch, %d documents are on none".formatted(there, needed));
    }
    Ledger ledger = ledgers.ledger(institution, series.key());
    if (!ledger.series().kind.equals(view.kind())) {
      throw new Refusal(
          BlankProblem.ELSEWHERE,
          "the blanks are those of %s, the batch is one of %s"
              .formatted(ledger.series().kind, view.kind()));
    }
    List<Span> free = Ledger.joined(ledger.stock().where(Ledger.IN_STOCK));
    if (Span.count(free) < count) {
      throw tooFew(Span.count(free), count);
    }
    for (Span span : Blanks.first(free, count)) {
      move(actor, ledger, MovementType.ALLOCATED, span, batch.key());
    }
    return of(actor, batch);
  }

  /** Whether the actor had so many allocated since a request began, which is then what it did. */
  private boolean isAllocated(
      Actor actor, PublicId batch, PublicId series, long count, Instant since) {
    return blanks.movements(series.key()).stream()
            .filter(row -> row.movement() == MovementType.ALLOCATED)
            .filter(row -> batch.key().equals(row.batchId))
            .filter(row -> isBy(actor, row, since))
            .mapToLong(row -> row.quantity)
            .sum()
        >= count;
  }

  private static boolean isBy(Actor actor, BlankMovementEntity row, Instant since) {
    return row.recordedAccount.equals(actor.accountId())
        && !row.recordedAt.isBefore(since.truncatedTo(ChronoUnit.MILLIS));
  }

  /** Gives back to the stock what a batch has and did not use. */
  @Transactional
  public List<Allocation> giveBack(Actor actor, PublicId batch) {
    int institution = Blanks.requireKeeper(actor);
    batches.get(actor, batch);
    blanks.oneAtATime(institution);
    for (UUID series : blanks.seriesOf(batch.key())) {
      Ledger ledger = ledgers.ledger(institution, series);
      for (Span span : left(ledger, batch.key())) {
        move(actor, ledger, MovementType.RETURNED, span, batch.key());
      }
    }
    return of(actor, batch);
  }

  /**
   * Uses blanks in order for the credentials of rows, none of which may be on one already; what was
   * taken back or replaced gets none. All of them, or none.
   *
   * @param firstRow from 0
   * @param isResumed whether the same request may have done so before
   * @return how many were used
   * @throws Refusal where fewer are left with the batch, or some of the rows are on one
   */
  @Transactional
  public int use(Actor actor, PublicId batch, int firstRow, int rows, boolean isResumed) {
    int institution = Blanks.requireKeeper(actor);
    issued(actor, batch);
    blanks.oneAtATime(institution);
    List<UUID> bare = new ArrayList<>();
    int on = 0;
    for (int from = firstRow; from < firstRow + rows; from += PAGE) {
      int limit = Math.min(PAGE, firstRow + rows - from);
      List<UUID> page = inForce(register.recordedOfBatch(batch.key(), from - 1, limit));
      Set<UUID> known = blanks.last(page).keySet();
      on += known.size();
      page.stream().filter(id -> !known.contains(id)).forEach(bare::add);
    }
    if (on > 0 && !(isResumed && bare.isEmpty())) {
      throw new Refusal(
          BlankProblem.PARTLY_USED, on + " documents of this part are on blanks already");
    }
    if (!bare.isEmpty()) {
      take(actor, institution, batch.key(), bare, 1);
    }
    return bare.size();
  }

  private List<UUID> inForce(List<RegisterEvidence> page) {
    List<UUID> ids = new ArrayList<>();
    for (RegisterEvidence evidence : page) {
      switch (evidence) {
        case RegisterEvidence.Recorded entry -> {
          if (inForce.is(entry)) {
            ids.add(entry.id());
          }
        }
        case RegisterEvidence.Altered ignored ->
            throw new Refusal(
                RegisterProblem.ENTRY_ALTERED,
                "a stored row of the batch was changed after it was written");
      }
    }
    return ids;
  }

  /**
   * Sets the blank of a credential aside as misprinted and takes the next one of the batch; where
   * the blank is gone already only the next one is taken.
   *
   * @param seen the blank that the caller looked at, as it is printed
   * @param begun when the same request began that may have done so before; empty where none did
   * @return the next one, as it is printed
   */
  @Transactional
  public String misprint(
      Actor actor,
      PublicId credential,
      @Nullable String seen,
      @Nullable String reason,
      Optional<Instant> begun) {
    int institution = Blanks.requireKeeper(actor);
    String why = BlankTyped.line(reason, "reason", 3, 500);
    String looked = BlankTyped.line(seen, "blank", 1, 30);
    Credentials.Issued issued = credentials.get(actor, credential);
    UUID id = issued.evidence().id();
    UUID batch = issued.evidence().batch();
    blanks.oneAtATime(institution);
    Optional<String> done = begun.flatMap(since -> behind(actor, institution, id, looked, since));
    if (done.isPresent()) {
      return done.get();
    }
    if (blanks.isDelivered(id) || !inForce.is(issued.evidence())) {
      throw new Refusal(
          BlankProblem.NOT_HERE, "the document is with somebody, or not in force any more");
    }
    BlankRepository.Use last =
        Optional.ofNullable(blanks.last(Set.of(id)).get(id))
            .orElseThrow(
                () -> new Refusal(BlankProblem.NOT_USED, "it was printed on no blank yet"));
    Ledger ledger = ledgers.ledger(institution, last.series());
    if (!ledger.label(last.number()).equals(looked)) {
      throw new Refusal(
          BlankProblem.OTHER_BLANK, "it is on blank " + ledger.label(last.number()) + " now");
    }
    Span span = new Span(last.number(), last.number());
    if (ledger.stock().isAll(span, Ledger.with(batch))) {
      ledgers.add(
          actor,
          ledger,
          MovementType.MISPRINTED,
          span,
          1,
          batch,
          BlankLedgers.Papers.because(why),
          List.of());
    }
    return take(actor, institution, batch, List.of(id), last.turn() + 1);
  }

  /** The blank that the actor took behind one since a request began: its answer. */
  private Optional<String> behind(
      Actor actor, int institution, UUID credential, String looked, Instant since) {
    Optional<BlankRepository.Use> before = Optional.empty();
    for (BlankRepository.Use use : blanks.usesOf(credential)) {
      Ledger ledger = ledgers.ledger(institution, use.series());
      boolean isNext =
          before
              .filter(b -> ledgers.ledger(institution, b.series()).label(b.number()).equals(looked))
              .isPresent();
      boolean isTaken =
          isNext
              && blanks.movements(use.series()).stream()
                  .filter(row -> row.movement() == MovementType.USED)
                  .filter(row -> isBy(actor, row, since))
                  .anyMatch(
                      row -> row.firstNumber <= use.number() && use.number() <= row.lastNumber);
      if (isTaken) {
        return Optional.of(ledger.label(use.number()));
      }
      before = Optional.of(use);
    }
    return Optional.empty();
  }

  /** Takes the lowest blanks of the batch, of one series after the other; gives the last one. */
  private String take(Actor actor, int institution, UUID batch, List<UUID> wanted, int turn) {
    List<Ledger> all =
        blanks.seriesOf(batch).stream().map(one -> ledgers.ledger(institution, one)).toList();
    long there = all.stream().mapToLong(one -> Span.count(left(one, batch))).sum();
    if (there < wanted.size()) {
      throw tooFew(there, wanted.size());
    }
    String label = "";
    int next = 0;
    for (Ledger ledger : all) {
      List<BlankRepository.Use> uses = new ArrayList<>();
      for (Span span : Blanks.first(left(ledger, batch), wanted.size() - next)) {
        for (long number = span.first(); number <= span.last(); number++) {
          uses.add(new BlankRepository.Use(ledger.series().id, number, wanted.get(next++), turn));
        }
      }
      if (!uses.isEmpty()) {
        Span over = new Span(uses.getFirst().number(), uses.getLast().number());
        ledgers.add(
            actor,
            ledger,
            MovementType.USED,
            over,
            uses.size(),
            batch,
            BlankLedgers.Papers.NONE,
            uses);
        label = ledger.label(uses.getLast().number());
      }
    }
    return label;
  }

  /** Ranges that are with a batch and not used, in their order. */
  private List<Span> left(Ledger ledger, UUID batch) {
    List<Span> left = new ArrayList<>();
    List<Span> with = ledger.stock().where(Ledger.with(batch));
    NavigableSet<Long> all = blanks.used(ledger.series().id, with);
    for (Span span : with) {
      long from = span.first();
      for (long used : all.subSet(span.first(), true, span.last(), true)) {
        if (used > from) {
          left.add(new Span(from, used - 1));
        }
        from = used + 1;
      }
      if (from <= span.last()) {
        left.add(new Span(from, span.last()));
      }
    }
    return Ledger.joined(left);
  }

  private void move(Actor actor, Ledger ledger, MovementType type, Span span, UUID batch) {
    ledgers.add(
        actor, ledger, type, span, span.count(), batch, BlankLedgers.Papers.NONE, List.of());
  }

  private BatchView issued(Actor actor, PublicId batch) {
    BatchView view = batches.get(actor, batch);
    if (view.state() != BatchState.DONE) {
      throw new Refusal(
          IssuanceProblem.BATCH_STATE, "the batch is in state " + view.state().code());
    }
    return view;
  }

  private static Refusal tooFew(long there, long wanted) {
    return new Refusal(
        BlankProblem.TOO_FEW,
        there + " blanks are left, " + wanted + " are needed",
        List.of(new Refusal.Fault("blanks_too_few", 0, "count", "" + wanted, "" + there)));
  }
}
