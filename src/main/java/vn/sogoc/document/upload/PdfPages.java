package vn.sogoc.document.upload;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;
import org.jspecify.annotations.Nullable;
import vn.sogoc.document.DocumentProblem;
import vn.sogoc.kernel.Refusal;

/**
 * The first pages of a PDF as pictures, drawn as far as a QR code needs: shapes and images, no text
 * (so no font of the file is parsed), no patterns, no annotations, no scripts.
 */
final class PdfPages {
  /** A diploma is one page, its supplement a few more. */
  static final int MAX_PAGES = 10;

  /** 3 pixels for a module of 0.42 mm: enough for what was drawn by a program. */
  private static final float QUICK_DPI = 200;

  private static final float THOROUGH_DPI = 300;

  private static final double MAX_PAGE_PIXELS = 12_000_000;

  private PdfPages() {}

  /** All QR texts on the first pages. */
  static void search(byte[] file, Set<String> found, Deadline deadline) {
    PdfGuard.check(file, deadline);
    try (PDDocument document = Loader.loadPDF(new TimedBuffer(file, deadline))) {
      if (document.isEncrypted()) {
        throw encrypted();
      }
      PDFRenderer renderer = new ShapeRenderer(document, deadline);
      renderer.setSubsamplingAllowed(true);
      renderer.setRenderingHints(
          new RenderingHints(
              Map.of(
                  RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON,
                  RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR,
                  RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_SPEED)));
      int pages = Math.min(document.getNumberOfPages(), MAX_PAGES);
      if (pages <= 0) {
        throw damaged();
      }
      int drawn = 0;
      for (int page = 0; page < pages; page++) {
        GrayImage image = draw(renderer, document, page, QUICK_DPI);
        if (image != null) {
          drawn++;
          QrSearch.quick(image, found, deadline);
        }
      }
      if (drawn == 0) {
        throw damaged();
      }
      for (int page = 0; page < pages && found.isEmpty(); page++) {
        GrayImage image = draw(renderer, document, page, THOROUGH_DPI);
        if (image != null) {
          QrSearch.thorough(image, found, deadline);
        }
      }
    } catch (InvalidPasswordException e) {
      throw encrypted();
    } catch (IOException e) {
      throw damaged();
    }
  }

  /** One page, or null where this page cannot be drawn and others may. */
  private static @Nullable GrayImage draw(
      PDFRenderer renderer, PDDocument document, int index, float dpi) {
    try {
      PDPage page = document.getPage(index);
      PDRectangle box = page.getCropBox();
      double width = box.getWidth();
      double height = box.getHeight();
      if (!(width >= 1 && height >= 1 && width < 20_000 && height < 20_000)) {
        return null;
      }
      double scale = Math.min(dpi / 72, Math.sqrt(MAX_PAGE_PIXELS / (width * height)));
      BufferedImage picture = renderer.renderImage(index, (float) scale, ImageType.GRAY);
      return GrayImage.of(picture);
    } catch (IOException
        | IllegalArgumentException
        | IllegalStateException
        | IndexOutOfBoundsException
        | ClassCastException
        | NullPointerException
        | ArithmeticException
        | NegativeArraySizeException e) {
      // The library meets malformed structures with all of these.
      return null;
    }
  }

  private static Refusal encrypted() {
    return new Refusal(
        DocumentProblem.PDF_ENCRYPTED, "the PDF is encrypted; save it without protection");
  }

  static Refusal damaged() {
    return new Refusal(DocumentProblem.FILE_DAMAGED, "the PDF cannot be read");
  }

  /** Ends loops over the file at the deadline, such as the repair of a broken cross-reference. */
  private static final class TimedBuffer extends RandomAccessReadBuffer {
    private final Deadline deadline;
    private int reads;

    TimedBuffer(byte[] file, Deadline deadline) {
      super(file);
      this.deadline = deadline;
    }

    @Override
    public int read() throws IOException {
      if ((++reads & 0xffff) == 0) {
        deadline.check();
      }
      return super.read();
    }
  }

  private static final class ShapeRenderer extends PDFRenderer {
    private final Deadline deadline;

    ShapeRenderer(PDDocument document, Deadline deadline) {
      super(document);
      this.deadline = deadline;
    }

    @Override
    protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
      PageDrawer drawer = new ShapeDrawer(parameters, deadline);
      drawer.setAnnotationFilter(annotation -> false);
      return drawer;
    }
  }
}
