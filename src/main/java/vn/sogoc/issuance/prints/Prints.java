package vn.sogoc.issuance.prints;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.document.Printing;
import vn.sogoc.document.template.Printers;
import vn.sogoc.document.template.TemplateProblem;
import vn.sogoc.issuance.BatchState;
import vn.sogoc.issuance.BatchView;
import vn.sogoc.issuance.Batches;
import vn.sogoc.issuance.blanks.BatchBlanks;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.jobs.JobState;
import vn.sogoc.platform.jobs.JobView;
import vn.sogoc.platform.jobs.Jobs;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Trail;
import vn.sogoc.register.Register;

/** The documents of an issued batch in one file, for the people of its institution. */
@ApplicationScoped
public class Prints {
  private static final int MOST_SHOWN = 200;

  private final PrintRepository prints;
  private final PrintStore store;
  private final PrintZip zip;
  private final PrintedPages pages;
  private final Printers printers;
  private final Register register;
  private final Batches batches;
  private final BatchBlanks blanks;
  private final Jobs jobs;
  private final Trail trail;
  private final PublicIds ids;
  private final PrintConfig config;
  private final Clock clock;

  Prints(
      PrintRepository prints,
      PrintStore store,
      PrintZip zip,
      PrintedPages pages,
      Printers printers,
      Register register,
      Batches batches,
      BatchBlanks blanks,
      Jobs jobs,
      Trail trail,
      PublicIds ids,
      PrintConfig config,
      Clock clock) {
    this.prints = prints;
    this.store = store;
    this.zip = zip;
    this.pages = pages;
    this.printers = printers;
    this.register = register;
    this.batches = batches;
    this.blanks = blanks;
    this.jobs = jobs;
    this.trail = trail;
    this.ids = ids;
    this.config = config;
    this.clock = clock;
  }

  /** Whether documents take blanks. */
  public enum OnBlanks {
    NO,
    YES,
    /** As the same request may have had it before. */
    RESUMED
  }

  /**
   * What is wanted of a batch.
   *
   * @param part of a batch that is larger than a file, from 1
   * @param onBlanks whether the documents that have none yet take the next blanks of the batch, in
   *     their order
   * @param printer onto whose blanks, for {@link PrintForm#OVERPRINT}; empty for one that does what
   *     it is told
   */
  public record Wanted(PrintForm form, int part, OnBlanks onBlanks, String printer) {}

  /** A file that is taken along. Its content is read while it is written out. */
  public record Download(PrintView print, Content content) {}

  /** Writes itself. */
  @FunctionalInterface
  public interface Content {
    void write(OutputStream out) throws IOException;
  }

  /** In how many parts so many documents are printed. */
  public int parts(int rows) {
    return (rows + config.documents() - 1) / config.documents();
  }

  /**
   * Has the documents of a batch made into a file by a job. While such a file is being made or
   * kept, it is the answer; later it is made anew, and so it is for another printer's setting.
   *
   * @throws Refusal where the batch is not issued, fewer blanks are left, or too much is being made
   */
  @Transactional
  public PrintView ask(Actor actor, PublicId batch, Wanted wanted) {
    PrintForm form = wanted.form();
    int part = wanted.part();
    BatchView view = batches.get(actor, batch);
    if (view.state() != BatchState.DONE) {
      throw new Refusal(PrintProblem.NOT_ISSUED, "the batch is in state " + view.state().code());
    }
    if (part < 1 || part > parts(view.rows())) {
      throw refused("part", "1 to " + parts(view.rows()), "" + part);
    }
    int first = (part - 1) * config.documents();
    int rows = Math.min(config.documents(), view.rows() - first);
    PrintEntity print = new PrintEntity();
    print.institutionId = view.institution();
    print.batchId = batch.key();
    print.form = form.code();
    print.part = part;
    print.firstRow = first;
    print.rowCount = rows;
    set(print, form, wanted.printer());
    if (form == PrintForm.OVERPRINT && !pages.haveOwnPages(store.records(print, 0, 1))) {
      throw new Refusal(
          TemplateProblem.NO_TEMPLATE, "documents of the batch have no page of their institution");
    }
    int used =
        switch (wanted.onBlanks()) {
          case NO -> 0;
          case YES -> blanks.use(actor, batch, first, rows, false);
          case RESUMED -> blanks.use(actor, batch, first, rows, true);
        };
    prints.oneAtATime(view.institution());
    Instant now = clock.instant();
    Optional<PrintEntity> before = prints.same(batch.key(), form, part);
    if (used == 0
        && before.isPresent()
        && isSameSetting(before.get(), print)
        && isAlive(actor, before.get(), now)) {
      return view(actor, before.get());
    }
    before.ifPresent(prints::forget);
    if (prints.open(view.institution()) >= config.open()) {
      throw new Refusal(PrintProblem.TOO_MANY, config.open() + " are being made already");
    }
    PrintRepository.Kept kept = prints.kept(view.institution());
    long more = PrintEntity.expected(rows);
    if (kept.own() + more > config.bytes() || kept.all() + more > config.bytesOfAll()) {
      throw new Refusal(PrintProblem.FULL, "there is no room for another file now");
    }
    print.id = ids.next(PrintEntity.ID_KIND).key();
    print.events = prints.events(batch.key(), first, rows);
    print.askedAccount = actor.accountId();
    print.askedName = actor.displayName();
    print.askedAt = now;
    print.expiresAt = now.plus(config.kept());
    prints.persistAndFlush(print);
    print.jobId =
        jobs.submit(
                actor,
                PrintJob.KIND,
                print.institutionId,
                print.publicId().toString(),
                print.rowCount)
            .key();
    tell(
        actor,
        "ask",
        print,
        form == PrintForm.OVERPRINT
            ? Deed.hash(batch, form.code(), part, print.moveRight, print.moveDown, print.stretch)
            : Deed.hash(batch, form.code(), part));
    return view(actor, print);
  }

  /** Fixes the setting of the printer in the print. */
  private void set(PrintEntity print, PrintForm form, String printer) {
    if (form != PrintForm.OVERPRINT) {
      if (!printer.isEmpty()) {
        throw refused("printer", "none, unless the form is overprint", printer);
      }
      return;
    }
    Printing printing = Printing.EXACT;
    if (!printer.isEmpty()) {
      Printers.Printer kept = printers.get(print.institutionId, printer);
      print.printer = kept.name();
      printing = kept.printing();
    }
    print.moveRight = printing.right();
    print.moveDown = printing.down();
    print.stretch = printing.stretch();
  }

  private static boolean isSameSetting(PrintEntity one, PrintEntity other) {
    return Objects.equals(one.printer, other.printer) && Objects.equals(one.onto(), other.onto());
  }

  /**
   * Whether documents of a batch can be printed onto blanks of their institution: they have a page
   * of its own, the rest of which is on the blanks.
   */
  @Transactional
  public boolean isForBlanks(Actor actor, PublicId batch) {
    BatchView view = batches.get(actor, batch);
    return view.state() == BatchState.DONE
        && pages.haveOwnPages(register.recordedOfBatch(batch.key(), -1, 1));
  }

  /** Prints of a batch that are being made or kept. */
  @Transactional
  public List<PrintView> of(Actor actor, PublicId batch) {
    BatchView view = batches.get(actor, batch);
    Instant now = clock.instant();
    return prints.ofBatch(view.institution(), batch.key(), MOST_SHOWN).stream()
        .filter(print -> now.isBefore(print.expiresAt))
        .map(print -> view(actor, print))
        .toList();
  }

  /** One print of the actor's institution. */
  @Transactional
  public PrintView get(Actor actor, PublicId id) {
    return view(actor, find(actor, id));
  }

  /**
   * Takes the file along, which leaves a line in the trail.
   *
   * @throws Refusal where it is not made yet
   */
  @Transactional
  public Download open(Actor actor, PublicId id) {
    PrintEntity print = find(actor, id);
    PrintView view = view(actor, print);
    PrintView.File file =
        view.file()
            .orElseThrow(() -> new Refusal(PrintProblem.NOT_READY, "the file is being made still"));
    if (isStale(print)) {
      throw new Refusal(
          PrintProblem.STALE, "a document of it was taken back or changed since it was made");
    }
    tell(actor, "download", print, file.digest());
    return new Download(
        view,
        switch (view.form()) {
          case ZIP -> out -> zip.write(print, out);
          case PDF, OVERPRINT -> out -> parts(print.id, file, out);
        });
  }

  /** Lets go of one file whose time is over; false where there is none. */
  @Transactional
  public boolean sweepOne(Instant now) {
    return prints.sweepOne(now);
  }

  private void parts(UUID id, PrintView.File file, OutputStream out) throws IOException {
    long written = 0;
    for (int position = 0; written < file.size(); position++) {
      Bytes part = store.part(id, PrintRepository.FILE, position);
      out.write(part.toArray());
      written += part.size();
    }
  }

  private boolean isAlive(Actor actor, PrintEntity print, Instant now) {
    JobView job = job(actor, print);
    boolean isFailed = job == null || (job.state() == JobState.FAILED && print.digest == null);
    return now.isBefore(print.expiresAt) && !isFailed && !isStale(print);
  }

  /** Whether something happened to its credentials since it was asked for. */
  private boolean isStale(PrintEntity print) {
    return prints.events(print.batchId, print.firstRow, print.rowCount) != print.events;
  }

  private PrintEntity find(Actor actor, PublicId id) {
    Integer institution = actor.institutionId();
    return Optional.ofNullable(institution)
        .flatMap(own -> prints.of(own, id.key()))
        .filter(print -> clock.instant().isBefore(print.expiresAt))
        .orElseThrow(Prints::unknown);
  }

  private PrintView view(Actor actor, PrintEntity print) {
    return PrintView.of(print, job(actor, print));
  }

  private @Nullable JobView job(Actor actor, PrintEntity print) {
    return print.jobId == null ? null : jobs.get(actor, PublicId.of("job", print.jobId));
  }

  private void tell(Actor actor, String verb, PrintEntity print, Digest details) {
    trail.tell(
        new Deed(
            actor.as(Role.PREPARE, Role.APPROVE, Role.SIGN),
            "print." + verb,
            print.institutionId,
            print.publicId().toString(),
            details));
  }

  /** The print that a path or a job names. */
  static PublicId id(String text) {
    return PublicId.parse(PrintEntity.ID_KIND, text).orElseThrow(Prints::unknown);
  }

  static Refusal refused(String field, String expected, String found) {
    return new Refusal(
        PrintProblem.REFUSED,
        field + ": expected " + expected,
        List.of(new Refusal.Fault("value_format", 0, field, expected, found)));
  }

  private static Refusal unknown() {
    return new Refusal(
        PrintProblem.NOT_FOUND, "no such print in your institution, or its time is over");
  }
}
