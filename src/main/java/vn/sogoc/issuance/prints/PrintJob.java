package vn.sogoc.issuance.prints;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vn.sogoc.issuance.prints.PrintSteps.Point;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.jobs.JobHandler;
import vn.sogoc.platform.jobs.JobRun;
import vn.sogoc.register.RegisterEvidence;

/**
 * Draw → bind. Each chunk commits with the position of the job; a run that was cut off goes on
 * after the last one, and binds anew what was not bound.
 */
@ApplicationScoped
class PrintJob implements JobHandler {
  static final String KIND = "issuance.print";

  private static final String DRAW = "draw";
  private static final String BIND = "bind";
  private static final String DONE = "done";
  private static final int PART = 1024 * 1024;

  /** So many chunks are drawn before another institution's job may come first. */
  private static final int CHUNKS_AT_LEAST = 4;

  private final PrintStore store;
  private final PrintedPages pages;
  private final PrintZip zip;
  private final PrintSteps steps;

  PrintJob(PrintStore store, PrintedPages pages, PrintZip zip, PrintSteps steps) {
    this.store = store;
    this.pages = pages;
    this.zip = zip;
    this.steps = steps;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(JobRun run) {
    PublicId id = Prints.id(run.subject());
    if (run.step().isEmpty()) {
      run.commit(commit -> commit.moveTo(DRAW));
    }
    if (run.step().equals(DRAW)) {
      draw(run, id);
    }
    if (run.step().equals(BIND)) {
      bind(run, id);
    }
    if (!run.step().equals(DONE)) {
      throw new IllegalStateException("a step that this node does not know: " + run.step());
    }
  }

  private void draw(JobRun run, PublicId id) {
    PrintEntity print = store.get(id);
    int chunk = print.printForm().chunk();
    for (int chunks = 1; run.done() < print.rowCount; chunks++) {
      run.proceed();
      if (chunks % CHUNKS_AT_LEAST == 0) {
        run.giveWay();
      }
      int from = (int) run.done();
      int wanted = Math.min(chunk, print.rowCount - from);
      List<RegisterEvidence> records = store.records(print, from, wanted);
      if (records.size() != wanted) {
        throw new Refusal(PrintProblem.NOT_ISSUED, "the register holds fewer rows of the batch");
      }
      PrintedPages.Chunk drawn = pages.draw(print, records, from);
      run.commit(
          commit -> {
            commit.failed(store.keep(id, from / chunk, drawn.content(), drawn.leftOut()));
            commit.done(from + wanted);
            steps.reached(Point.INSIDE_CHUNK, id);
          });
      steps.reached(Point.AFTER_CHUNK, id);
    }
    if (store.get(id).leftOut == print.rowCount) {
      throw new Refusal(
          PrintProblem.NOTHING, "every document of this part was taken back or replaced");
    }
    run.commit(commit -> commit.moveTo(BIND));
  }

  private void bind(JobRun run, PublicId id) {
    PrintEntity print = store.get(id);
    steps.reached(Point.BEFORE_END, id);
    try {
      switch (print.printForm()) {
        case ZIP -> {
          Measured measured = new Measured(OutputStream.nullOutputStream());
          zip.write(print, measured);
          end(run, id, measured);
        }
        case PDF, OVERPRINT -> bound(run, id, print);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a print on the disk of this node", e);
    }
    steps.reached(Point.AFTER_END, id);
  }

  private void bound(JobRun run, PublicId id, PrintEntity print) throws IOException {
    try (PrintFolder folder = PrintFolder.open()) {
      List<Path> parts = new ArrayList<>();
      int chunk = print.printForm().chunk();
      for (int position = 0; position * chunk < print.rowCount; position++) {
        Bytes content = store.part(print.id, PrintRepository.CHUNK, position);
        if (content.size() > 0) {
          parts.add(Files.write(folder.file("part-" + position), content.toArray()));
        }
      }
      Path whole = folder.file("whole");
      Measured measured;
      try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(whole))) {
        measured = new Measured(file);
        PrintedBook.bind(print, parts, folder.path(), measured);
      }
      run.commit(commit -> store.beginFile(id));
      try (InputStream in = Files.newInputStream(whole)) {
        int position = 0;
        for (byte[] part = in.readNBytes(PART); part.length > 0; part = in.readNBytes(PART)) {
          int at = position++;
          Bytes content = Bytes.of(part);
          run.commit(commit -> store.keepFile(id, at, content));
        }
      }
      end(run, id, measured);
    }
  }

  private void end(JobRun run, PublicId id, Measured measured) {
    Digest digest = measured.digest();
    run.commit(
        commit -> {
          store.end(id, digest, measured.size());
          commit.recorded("/api/v1/prints/" + id);
          commit.moveTo(DONE);
        });
  }
}
