package vn.sogoc.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;

/** Pages of ours as pictures. */
public final class PagePicture {
  private static final int WAIT_SECONDS = 5;
  private static final Semaphore TURNS = new Semaphore(2, true);

  private PagePicture() {}

  /**
   * A page of ours as a picture for a screen, PNG; two at once, because a background in print
   * quality takes tens of megabytes.
   *
   * @throws Refusal {@code reader-busy} where no turn comes in time
   */
  public static Bytes of(Bytes pdf, int width) {
    boolean mine;
    try {
      mine = TURNS.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      mine = false;
    }
    if (!mine) {
      throw new Refusal(DocumentProblem.READER_BUSY, "too many pages are being drawn; try again");
    }
    try {
      return drawn(pdf, width);
    } catch (OutOfMemoryError e) {
      // The bounds should not let it come to this; if they do, it is this page that goes.
      throw new Refusal(DocumentProblem.READER_BUSY, "the page is too much to be drawn now");
    } finally {
      TURNS.release();
    }
  }

  private static Bytes drawn(Bytes pdf, int width) {
    try (PDDocument document = Loader.loadPDF(pdf.toArray());
        ByteArrayOutputStream png = new ByteArrayOutputStream()) {
      PDFRenderer renderer = new PDFRenderer(document);
      renderer.setSubsamplingAllowed(true); // a large picture is read in every n-th point
      ImageIO.write(
          renderer.renderImage(0, width / document.getPage(0).getMediaBox().getWidth()),
          "png",
          png);
      return Bytes.of(png.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException("a page of ours cannot fail to be drawn", e);
    }
  }
}
