package vn.sogoc.issuance.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.issuance.DraftBatches;
import vn.sogoc.issuance.imports.ImportSteps.Point;
import vn.sogoc.issuance.intake.Columns;
import vn.sogoc.issuance.intake.Finding;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.person.Persons;
import vn.sogoc.platform.jobs.JobHandler;
import vn.sogoc.platform.jobs.JobRun;
import vn.sogoc.platform.tables.Row;
import vn.sogoc.platform.tables.RowStream;
import vn.sogoc.platform.tables.TableFile;

/**
 * Reads the rows of an import and checks them. Rows and findings are kept some at a time, each time
 * with the position of the job; a run that was cut off goes on behind them. The first of these
 * steps are small, so that whoever waits sees the first faults at once.
 */
@ApplicationScoped
class ImportReading implements JobHandler {
  static final String KIND = "issuance.read";

  private static final int FIRST_STEP = 50;
  private static final int LARGEST_STEP = 2000;

  /** Rows may be long: a step ends with the row that goes beyond so many characters. */
  private static final int LARGEST_TEXT = 4_000_000;

  /** Going on means to pass over what was read, so a run does some of it before it gives way. */
  private static final int STEPS_AT_LEAST = 20;

  private final ReadingStore store;
  private final StoredFiles files;
  private final ImportFrames frames;
  private final Catalogue catalogue;
  private final DraftBatches drafts;
  private final Persons persons;
  private final ImportSteps steps;

  ImportReading(
      ReadingStore store,
      StoredFiles files,
      ImportFrames frames,
      Catalogue catalogue,
      DraftBatches drafts,
      Persons persons,
      ImportSteps steps) {
    this.store = store;
    this.files = files;
    this.frames = frames;
    this.catalogue = catalogue;
    this.drafts = drafts;
    this.persons = persons;
    this.steps = steps;
  }

  /** What a reading job is about: the import, and which reading of it. */
  static String subject(PublicId list, int reading) {
    return list + "." + reading;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(JobRun run) {
    String[] subject = run.subject().split("\\.", 2);
    PublicId list = ImportIds.of(subject[0]);
    ImportEntity asked = store.current(run.institutionId(), list, Integer.parseInt(subject[1]));
    if (asked.importState() != ImportState.READING) {
      return; // an earlier run ended it, and was cut off before it could say so
    }
    try (StoredFiles.Copy copy = files.copy(asked.id, asked.file());
        TableFile table = copy.open()) {
      read(run, asked, table);
    }
  }

  private void read(JobRun run, ImportEntity asked, TableFile table) {
    ImportLayout layout = store.layout(asked);
    try (RowStream rows = table.rows(layout.table())) {
      Columns columns =
          Columns.chosen(
              rows.header(), layout.fields(), layout.orders(), frames.of(asked), catalogue);
      RowChecks checks = new RowChecks(catalogue, frames.of(asked), columns, drafts, persons);
      ReadingStore.Progress progress = store.resume(asked, checks);
      Pass pass = new Pass(rows);
      pass.skip(asked.rowsRead);
      int size = FIRST_STEP;
      int taken = 0;
      List<Row> chunk = pass.take(size);
      while (!chunk.isEmpty()) {
        RowChecks.Checked checked = checks.check(chunk);
        int read = chunk.size();
        run.commit(
            commit -> {
              commit.failed(store.keep(asked, progress, checked, read));
              commit.total(run.done() + read);
              commit.done(run.done() + read);
              steps.reached(Point.INSIDE_CHUNK, asked.publicId());
            });
        progress.committed();
        steps.reached(Point.AFTER_CHUNK, asked.publicId());
        taken++;
        if (taken % STEPS_AT_LEAST == 0) {
          run.giveWay();
        } else {
          run.proceed();
        }
        size = Math.min(size * 2, LARGEST_STEP);
        chunk = pass.take(size);
      }
      steps.reached(Point.BEFORE_END, asked.publicId());
      List<Finding> last = pass.atTheEnd();
      run.commit(
          commit -> {
            store.end(asked, progress, last);
            steps.reached(Point.INSIDE_END, asked.publicId());
          });
      steps.reached(Point.AFTER_END, asked.publicId());
    }
  }

  /**
   * One way through the rows. What ends them before their end, such as a quote that does not close,
   * is a finding like others: the rows before it were read.
   */
  static final class Pass {
    private final RowStream rows;
    private @Nullable Refusal cut;

    Pass(RowStream rows) {
      this.rows = rows;
    }

    void skip(int count) {
      for (int i = 0; i < count; i++) {
        next();
      }
    }

    List<Row> take(int most) {
      List<Row> taken = new ArrayList<>(most);
      long text = 0;
      while (taken.size() < most && text < LARGEST_TEXT) {
        Row row = next();
        if (row == null) {
          break;
        }
        taken.add(row);
        text += row.cells().stream().mapToInt(String::length).sum();
      }
      return taken;
    }

    /** What is to be said of the list as a whole. */
    List<Finding> atTheEnd() {
      List<Finding> findings = new ArrayList<>();
      if (cut == null) {
        rows.notes()
            .forEach(n -> findings.add(new Finding(false, n.code(), 0, n.column(), "", n.found())));
      } else if (cut.faults().isEmpty()) {
        findings.add(new Finding(true, "rest_unreadable", 0, "", "", cut.detail()));
      } else {
        cut.faults().stream()
            .map(fault -> Finding.ofRow(true, fault))
            .map(f -> f.in(FileLook.shown(f.column()), FileLook.shown(f.found())))
            .forEach(findings::add);
      }
      return findings;
    }

    private @Nullable Row next() {
      if (cut != null) {
        return null;
      }
      try {
        return rows.next();
      } catch (Refusal refusal) {
        cut = refusal;
        return null;
      }
    }
  }
}
