package vn.sogoc.issuance.supplement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.supplement.SupplementContent;
import vn.sogoc.issuance.BatchState;
import vn.sogoc.issuance.BatchView;
import vn.sogoc.issuance.Batches;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.approvals.Approval;
import vn.sogoc.platform.approvals.Approvals;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Trail;
import vn.sogoc.register.supplement.SupplementProblem;

/** Lists of supplements of an issued batch: uploaded and checked whole, or not stored at all. */
@ApplicationScoped
public class Sheets {
  static final String APPROVAL = "supplement-sheet";

  private static final int PAGE = 200;
  private static final long LONGEST_WAIT = 10;

  private final Batches batches;
  private final SheetKeeping keeping;
  private final SheetStore store;
  private final Diplomas diplomas;
  private final Approvals approvals;
  private final Catalogue catalogue;
  private final Trail trail;
  private final Clock clock;
  private final Semaphore turns = new Semaphore(1, true);

  Sheets(
      Batches batches,
      SheetKeeping keeping,
      SheetStore store,
      Diplomas diplomas,
      Approvals approvals,
      Catalogue catalogue,
      Trail trail,
      Clock clock) {
    this.batches = batches;
    this.keeping = keeping;
    this.store = store;
    this.diplomas = diplomas;
    this.approvals = approvals;
    this.catalogue = catalogue;
    this.trail = trail;
    this.clock = clock;
  }

  /** What of one person was read, before it is stored. */
  record Read(Diplomas.Diploma diploma, SupplementContent content) {}

  /**
   * Reads a list for an issued batch and asks for its approval. One list is read at a time, since a
   * workbook takes a hundred megabytes while it is open.
   *
   * @param file CSV or workbook, of at most 10 MB and 100,000 rows
   * @throws Refusal with each fault and its row; nothing is stored then
   */
  @Transactional(TxType.NEVER)
  public SheetView upload(Actor actor, PublicId batch, Path file) {
    BatchView view = issued(actor, batch);
    takeTurn();
    try {
      Faults faults = new Faults();
      SupplementTable table = SupplementTable.read(file, faults);
      List<Read> read = read(view, table, faults);
      faults.refuse();
      if (read.isEmpty()) {
        throw new Refusal(SupplementProblem.LIST_REFUSED, "the list has no rows");
      }
      Digest digest = Digest.sha256(Bytes.of(Files.readAllBytes(file)));
      PublicId id = keeping.keep(actor, view, digest, read, table.courses());
      return get(actor, id);
    } catch (IOException e) {
      throw new UncheckedIOException("an upload that was just written", e);
    } finally {
      turns.release();
    }
  }

  private List<Read> read(BatchView batch, SupplementTable table, Faults faults) {
    Diplomas.Book book = diplomas.of(batch.id().key());
    List<Read> read = new ArrayList<>();
    Set<UUID> seen = new HashSet<>();
    Set<String> students = new HashSet<>();
    for (PersonRows rows : table.persons()) {
      String serial = rows.text(SupplementColumn.SERIAL);
      Optional<Diplomas.Diploma> found = book.find(serial, rows.text(SupplementColumn.REGISTER));
      if (found.isEmpty()) {
        faults.add(rows.first(), "supplement_person_unknown", SupplementColumn.SERIAL, "", serial);
        continue;
      }
      Diplomas.Diploma diploma = found.get();
      diplomas.requireSupplement(diploma);
      String student = rows.text(SupplementColumn.STUDENT);
      if (!seen.add(diploma.entry().id())) {
        faults.add(rows.first(), "supplement_person_repeated", SupplementColumn.SERIAL, "", serial);
      } else if (!student.isEmpty() && !students.add(CredentialRecord.numberKey(student))) {
        faults.add(
            rows.first(), "supplement_student_repeated", SupplementColumn.STUDENT, "", student);
      } else if (!diplomas.isInForce(diploma)) {
        faults.add(rows.first(), "supplement_not_in_force", SupplementColumn.SERIAL, "", serial);
      }
      SupplementForm.read(catalogue, rows, diploma.record().claims(), faults)
          .ifPresent(content -> read.add(new Read(diploma, content)));
    }
    return read;
  }

  /** The lists of a batch, the newest first; at most {@value SheetKeeping#MOST_LISTS}. */
  @Transactional
  public List<SheetView> ofBatch(Actor actor, PublicId batch) {
    BatchView view = batches.get(actor, batch);
    return store.ofBatch(view.institution(), batch.key(), SheetKeeping.MOST_LISTS).stream()
        .map(row -> view(actor, row))
        .toList();
  }

  /** One list. */
  @Transactional
  public SheetView get(Actor actor, PublicId id) {
    return view(actor, find(actor, id));
  }

  /** What will be signed: rows of a list that waits, after a line (0 for the first page). */
  @Transactional
  public List<DraftView> drafts(Actor actor, PublicId id, int afterLine, int limit) {
    SheetEntity sheet = find(actor, id);
    List<DraftView> found = new ArrayList<>();
    for (DraftEntity row : store.drafts(sheet.id, afterLine, Math.min(limit, PAGE))) {
      SupplementContent content = store.content(row);
      Diplomas.Diploma diploma = diplomas.get(sheet.institutionId, row.entryId);
      found.add(
          new DraftView(
              row.line,
              diploma.record().id(),
              diploma.record().serialNumber(),
              row.revision,
              content,
              SupplementForm.isAverageOff(content)));
    }
    return found;
  }

  /** Takes a list back that was not signed; its rows go. */
  @Transactional
  public SheetView discard(Actor actor, PublicId id) {
    SheetEntity sheet = lock(actor, id);
    if (sheet.discardedAt != null) {
      return view(actor, sheet);
    }
    if (sheet.recordedAt != null) {
      throw new Refusal(SupplementProblem.STATE, "the list is signed; withdraw single supplements");
    }
    approvals.lapse(APPROVAL, id.toString());
    sheet.discardedAt = now(clock);
    store.keep(sheet);
    store.forget(sheet.id);
    trail.tell(
        new Deed(
            actor.as(Role.PREPARE, Role.APPROVE, Role.SIGN),
            APPROVAL + ".discard",
            sheet.institutionId,
            id.toString(),
            sheet.content()));
    return view(actor, sheet);
  }

  SheetEntity find(Actor actor, PublicId id) {
    return store.find(institution(actor), id.key()).orElseThrow(Sheets::unknown);
  }

  SheetEntity lock(Actor actor, PublicId id) {
    return store.lock(institution(actor), id.key()).orElseThrow(Sheets::unknown);
  }

  SheetView view(Actor actor, SheetEntity row) {
    return new SheetView(
        row.publicId(),
        PublicId.of("bat", row.batchId),
        state(row),
        row.persons,
        row.courses,
        row.warnings,
        Digest.of(row.fileDigest),
        row.content(),
        row.uploadedName,
        row.uploadedAt,
        row.uploadedPerson.equals(actor.personId()),
        Optional.ofNullable(row.recordedAt));
  }

  private SheetView.State state(SheetEntity row) {
    if (row.recordedAt != null) {
      return SheetView.State.RECORDED;
    }
    if (row.discardedAt != null) {
      return SheetView.State.DISCARDED;
    }
    Optional<Approval> live =
        approvals
            .find(APPROVAL, row.publicId().toString())
            .filter(a -> clock.instant().isBefore(a.expiresAt()));
    return live.map(
            a -> a.state().equals("approved") ? SheetView.State.APPROVED : SheetView.State.WAITING)
        .orElse(SheetView.State.EXPIRED);
  }

  private BatchView issued(Actor actor, PublicId batch) {
    BatchView view = batches.get(actor, batch);
    if (view.state() != BatchState.DONE) {
      throw new Refusal(SupplementProblem.STATE, "the batch is in state " + view.state().code());
    }
    return view;
  }

  private void takeTurn() {
    boolean mine;
    try {
      mine = turns.tryAcquire(LONGEST_WAIT, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      mine = false;
    }
    if (!mine) {
      throw new Refusal(HttpProblem.UNAVAILABLE, "another list is being read; try again shortly");
    }
  }

  static Refusal unknown() {
    return new Refusal(SupplementProblem.UNKNOWN, "no such list in your institution");
  }

  /** In whole milliseconds, as seals and entries have it. */
  static Instant now(Clock clock) {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static int institution(Actor actor) {
    Integer own = actor.institutionId();
    if (own == null) {
      throw new Refusal(HttpProblem.FORBIDDEN, "you act for no institution");
    }
    return own;
  }
}
