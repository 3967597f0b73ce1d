package vn.sogoc.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.QrText;
import vn.sogoc.document.Artwork;
import vn.sogoc.document.Design;
import vn.sogoc.document.DocumentRenderer;
import vn.sogoc.document.IssuerNames;
import vn.sogoc.document.PageField;
import vn.sogoc.document.Printing;
import vn.sogoc.document.QrCode;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.platform.Messages;

/** Diploma pages per second on all cores; nothing is read from a store. */
final class PdfBench {
  private static final String ADDRESS = "https://sogoc.example.vn";
  private static final IssuerNames ISSUER =
      new IssuerNames("Trường Đại học Hồng Lam", "Hong Lam University");
  private static final double WARM_SECONDS = 6;

  private final CoreBench core;
  private final Consumer<String> tell;
  private final DocumentRenderer renderer = new DocumentRenderer(new Messages());
  private final int threads = Runtime.getRuntime().availableProcessors();

  PdfBench(CoreBench core, Consumer<String> tell) {
    this.core = core;
    this.tell = tell;
  }

  /**
   * Whole diplomas from record to file, compared with a page of a few lines and words in three of
   * the same typefaces, written by the same library: what is left is five typefaces cut to size,
   * the code, the ornaments and the structure.
   *
   * @param seconds of each window
   */
  Figure pages(int seconds) throws InterruptedException {
    CredentialRecord record = core.record();
    Bytes cose = core.cose();
    Artwork own = own();
    Rate.Work page = () -> renderer.pdf(record, ISSUER, cose, ADDRESS, false);
    Rate.Work ownPage = () -> renderer.pdf(record, ISSUER, cose, ADDRESS, false, own, "");
    Rate.Work bare = () -> renderer.calibration(Design.Paper.A4_LANDSCAPE, "", Printing.EXACT);
    Rate.Work code = () -> QrCode.of(QrText.address(ADDRESS, cose), QrCode.Level.Q).size();
    tell.accept(threads + " threads, windows of " + seconds + " s");
    rate(page, WARM_SECONDS);
    double pages = rate(page, seconds);
    rate(bare, WARM_SECONDS / 2);
    double bound = rate(bare, seconds);
    rate(ownPage, WARM_SECONDS / 2);
    tell.accept("an institution's own page: %.0f per second".formatted(rate(ownPage, seconds)));
    rate(code, 1);
    tell.accept("QR codes alone: %.0f per second".formatted(rate(code, 2)));
    tell.accept(
        "raw ES256 signatures, one thread, for when pages are sealed: %.0f per second"
            .formatted(core.bareSignatures()));
    tell.accept(
        "one page has %d bytes"
            .formatted(renderer.pdf(record, ISSUER, cose, ADDRESS, false).size()));
    return new Figure("pdf", pages, "1/s", bound);
  }

  private double rate(Rate.Work work, double seconds) throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      long start = System.nanoTime();
      long end = start + (long) (seconds * 1e9);
      List<Future<Long>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        all.add(
            pool.submit(
                () -> {
                  long done = 0;
                  while (System.nanoTime() < end) {
                    done += work.once() == null ? 0 : 1;
                  }
                  return done;
                }));
      }
      long done = 0;
      for (Future<Long> one : all) {
        done += one.get();
      }
      return done / ((System.nanoTime() - start) / 1e9);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a page of the bench", e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  /** A design of twenty texts without pictures: those cost as much as their bytes take to copy. */
  private static Artwork own() {
    List<Design.Item> items = new ArrayList<>();
    int y = 200;
    for (PageField field : PageField.values()) {
      if (items.size() < 20) {
        items.add(
            new Design.Item(
                field,
                "",
                false,
                300,
                y,
                2300,
                110,
                Design.Align.CENTRE,
                field == PageField.TITLE ? Design.Font.DISPLAY : Design.Font.TEXT,
                0x1f1b16,
                false));
        y += 85;
      }
    }
    return new Artwork(
        new Design(
            Design.Paper.A4_LANDSCAPE,
            null,
            items,
            null,
            null,
            new Design.Code(Design.CodeForm.RECORD, 100, 1600, 420)),
        Map.of());
  }
}
