package vn.sogoc.issuance.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Accounts;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.register.Register;
import vn.sogoc.register.RegisterEvidence;
import vn.sogoc.register.RegisterProblem;

/** What the job of a signed list reads and writes. */
@ApplicationScoped
class SheetStore {
  private final SheetRepository sheets;
  private final Deliveries deliveries;
  private final Register register;
  private final Accounts accounts;
  private final Clock clock;

  SheetStore(
      SheetRepository sheets,
      Deliveries deliveries,
      Register register,
      Accounts accounts,
      Clock clock) {
    this.sheets = sheets;
    this.deliveries = deliveries;
    this.register = register;
    this.accounts = accounts;
    this.clock = clock;
  }

  /** What is to be done: so many rows, from 0, but these, from 1. */
  record Plan(int rows, BitSet except) {}

  @Transactional
  Plan plan(PublicId id) {
    SheetEntity sheet = get(id);
    return new Plan(sheet.rowCount, SheetRows.parse(sheet.exceptRows, sheet.rowCount));
  }

  /**
   * Some rows, in the transaction of the job. Whoever asked must have the right still: it is looked
   * at where it takes effect.
   */
  @Transactional(TxType.MANDATORY)
  void record(PublicId id, int from, int rows, BitSet except) {
    SheetEntity sheet = get(id);
    boolean mayStill =
        accounts
            .current(sheet.askedAccount)
            .filter(actor -> actor.hasAt(Role.PREPARE, sheet.institutionId))
            .isPresent();
    if (!mayStill) {
      throw new Refusal(HttpProblem.FORBIDDEN, "whoever asked may not do this any more");
    }
    List<RegisterEvidence.Recorded> entries = new ArrayList<>();
    int row = from;
    for (RegisterEvidence evidence : register.recordedOfBatch(sheet.batchId, from - 1, rows)) {
      row++;
      switch (evidence) {
        case RegisterEvidence.Recorded entry -> {
          if (!except.get(row)) {
            entries.add(entry);
          }
        }
        case RegisterEvidence.Altered ignored ->
            throw new Refusal(
                RegisterProblem.ENTRY_ALTERED,
                "a stored row of the batch was changed after it was written");
      }
    }
    Deliveries.By by = Deliveries.By.of(sheet.askedAccount, sheet.askedName);
    sheet.recorded +=
        sheet.isUndone()
            ? deliveries.takeBack(by, entries, written(sheet))
            : deliveries.handOut(by, entries);
  }

  /** The sheet is whole. */
  @Transactional(TxType.MANDATORY)
  void end(PublicId id) {
    get(id).doneAt = now();
  }

  /** By whom and when the events were written that a sheet takes back. */
  private Deliveries.Written written(SheetEntity undoing) {
    @Nullable UUID id = undoing.ofSheet;
    if (id == null) {
      throw new IllegalStateException("a sheet that takes back names which");
    }
    SheetEntity of = get(PublicId.of(SheetEntity.ID_KIND, id));
    Instant until = of.doneAt == null ? undoing.askedAt : of.doneAt;
    return new Deliveries.Written(of.askedAccount, of.askedAt, until);
  }

  private SheetEntity get(PublicId id) {
    SheetEntity row =
        sheets
            .findByIdOptional(id.key())
            .orElseThrow(() -> new Refusal(DeliveryProblem.NOT_DELIVERED, "no such list"));
    if (!sheets.isGenuine(row)) {
      throw new Refusal(
          RegisterProblem.ENTRY_ALTERED,
          "the list was changed after it was asked for; nothing is written by it");
    }
    return row;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
