package vn.sogoc.issuance.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.BatchState;
import vn.sogoc.issuance.BatchView;
import vn.sogoc.issuance.Batches;
import vn.sogoc.issuance.IssuanceProblem;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.jobs.JobView;
import vn.sogoc.platform.jobs.Jobs;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Trail;

/**
 * A list that its recipients signed, written down for a whole batch in one act by a job, and taken
 * back in one act on its day. Whose document is with somebody already, or not in force, is left as
 * it is, so a second list after it takes up who came later.
 */
@ApplicationScoped
public class Sheets {
  private static final int MOST_A_DAY = 20;
  private static final int MOST_SHOWN = 50;

  private final SheetRepository sheets;
  private final Batches batches;
  private final Jobs jobs;
  private final Trail trail;
  private final PublicIds ids;
  private final Clock clock;

  Sheets(
      SheetRepository sheets, Batches batches, Jobs jobs, Trail trail, PublicIds ids, Clock clock) {
    this.sheets = sheets;
    this.batches = batches;
    this.jobs = jobs;
    this.trail = trail;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Has everybody's receipt written down but that of some rows. Asked again while it is written
   * down, it is the same sheet.
   *
   * @param except rows of the list without a signature, such as {@code 17, 230-233}
   * @throws Refusal where the batch is not issued, another sheet of it is being written down, or
   *     the rows have not their form
   */
  @Transactional
  public Sheet ask(Actor actor, PublicId batch, @Nullable String except) {
    BatchView view = issued(actor, batch);
    SheetRows.parse(except, view.rows());
    sheets.oneAtATime(batch.key());
    String rows = except == null ? "" : except.strip();
    Optional<SheetEntity> newest = newest(view, batch);
    if (newest.isPresent() && isOpen(actor, newest.get())) {
      SheetEntity open = newest.get();
      if (open.isUndone()
          || !open.askedAccount.equals(actor.accountId())
          || !open.exceptRows.equals(rows)) {
        throw busy();
      }
      return view(actor, open);
    }
    return begin(actor, view, batch, rows, null);
  }

  /**
   * Takes back what the newest sheet of a batch wrote down, on its day. Asked again while that is
   * done, it is the same.
   *
   * @throws Refusal where there is none, it is being written down, or its day is over
   */
  @Transactional
  public Sheet undo(Actor actor, PublicId batch) {
    BatchView view = issued(actor, batch);
    sheets.oneAtATime(batch.key());
    SheetEntity newest =
        newest(view, batch)
            .orElseThrow(
                () -> new Refusal(DeliveryProblem.NOT_DELIVERED, "no list was written down"));
    boolean isOpen = isOpen(actor, newest);
    if (newest.isUndone()) {
      if (isOpen) {
        return view(actor, newest);
      }
      if (newest.doneAt != null) {
        throw new Refusal(DeliveryProblem.NOT_DELIVERED, "the last list was taken back already");
      }
    } else if (isOpen) {
      throw busy();
    }
    if (!isToday(newest.askedAt)) {
      throw new Refusal(DeliveryProblem.DAY_OVER, "it was written down on an earlier day");
    }
    UUID of = newest.isUndone() ? newest.ofSheet : newest.id;
    return begin(actor, view, batch, "", of);
  }

  /** Sheets of a batch, newest first. */
  @Transactional
  public List<Sheet> of(Actor actor, PublicId batch) {
    BatchView view = batches.get(actor, batch);
    return sheets.ofBatch(view.institution(), batch.key(), MOST_SHOWN).stream()
        .map(row -> view(actor, row))
        .toList();
  }

  /** The newest sheet of a batch; empty where none was written down. */
  @Transactional
  public Optional<Sheet> newest(Actor actor, PublicId batch) {
    return newest(batches.get(actor, batch), batch).map(row -> view(actor, row));
  }

  /** Whether a sheet can be taken back still. */
  public boolean isToday(Sheet sheet) {
    return isToday(sheet.askedAt());
  }

  private Sheet begin(
      Actor actor, BatchView view, PublicId batch, String except, @Nullable UUID undone) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (sheets.since(batch.key(), now.minus(Duration.ofDays(1))) >= MOST_A_DAY) {
      throw new Refusal(
          DeliveryProblem.SHEETS_TOO_MANY, "at most " + MOST_A_DAY + " lists of a batch in a day");
    }
    SheetEntity row = new SheetEntity();
    row.id = ids.next(SheetEntity.ID_KIND).key();
    row.institutionId = view.institution();
    row.batchId = batch.key();
    row.type = undone == null ? DeliveryEventEntity.DELIVERED : DeliveryEventEntity.UNDONE;
    row.ofSheet = undone;
    row.exceptRows = except;
    row.rowCount = view.rows();
    row.askedAccount = actor.accountId();
    row.askedName = actor.displayName();
    row.askedAt = now;
    sheets.seal(row);
    sheets.persistAndFlush(row);
    row.jobId =
        jobs.submit(actor, SheetJob.KIND, row.institutionId, row.publicId().toString(), view.rows())
            .key();
    trail.tell(
        new Deed(
            actor.as(Role.PREPARE),
            undone == null ? "delivery-sheet.record" : "delivery-sheet.undo",
            row.institutionId,
            batch.toString(),
            Deed.hash(row.id, row.type, except)));
    return view(actor, row);
  }

  private BatchView issued(Actor actor, PublicId batch) {
    BatchView view = batches.get(actor, batch);
    if (!actor.hasAt(Role.PREPARE, view.institution())) {
      throw new Refusal(HttpProblem.FORBIDDEN, "deliveries are written down by a preparer");
    }
    if (view.state() != BatchState.DONE) {
      throw new Refusal(
          IssuanceProblem.BATCH_STATE, "the batch is in state " + view.state().code());
    }
    return view;
  }

  private Optional<SheetEntity> newest(BatchView view, PublicId batch) {
    return sheets.ofBatch(view.institution(), batch.key(), 1).stream().findFirst();
  }

  private boolean isOpen(Actor actor, SheetEntity row) {
    return view(actor, row).isOpen();
  }

  private Sheet view(Actor actor, SheetEntity row) {
    JobView job = row.jobId == null ? null : jobs.get(actor, PublicId.of("job", row.jobId));
    return Sheet.of(row, job);
  }

  private boolean isToday(Instant at) {
    return LegalDay.of(at).equals(LegalDay.of(clock.instant()));
  }

  private static Refusal busy() {
    return new Refusal(
        DeliveryProblem.SHEET_OPEN, "another list of the batch is being written down now");
  }
}
