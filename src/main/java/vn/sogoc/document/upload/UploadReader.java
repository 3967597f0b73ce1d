package vn.sogoc.document.upload;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import vn.sogoc.document.DocumentProblem;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;

/**
 * Finds the QR codes in an uploaded photo (PNG, JPEG) or PDF. Safe to call from many threads; keeps
 * nothing of what it read. At most {@value #AT_ONCE} files are read at once, each within {@link
 * #TIME_LIMIT} and about 150 MB.
 */
@ApplicationScoped
public class UploadReader {
  /** Bytes of the largest file that is read. */
  public static final int MAX_FILE = 10 * 1024 * 1024;

  /** Time after which a file is given up. */
  public static final Duration TIME_LIMIT = Duration.ofSeconds(8);

  private static final Duration WAIT_FOR_TURN = Duration.ofSeconds(5);
  private static final int AT_ONCE = 2;

  /**
   * A PDF may have other bytes before its header (ISO 32000-1, annex H.3, implementation note 13).
   */
  private static final int PDF_HEADER_WITHIN = 1024;

  private final Semaphore turns = new Semaphore(AT_ONCE, true);

  /**
   * The texts of all QR codes in the file, each once, at most 16, in the order in which they were
   * found; never empty.
   *
   * @param file read when its turn has come
   * @throws Refusal with a {@link DocumentProblem} that says why the file was not read, or that it
   *     holds no QR code
   */
  public List<String> qrTexts(Supplier<Bytes> file) {
    return qrTexts(file, TIME_LIMIT);
  }

  List<String> qrTexts(Bytes file) {
    return qrTexts(() -> file, TIME_LIMIT);
  }

  List<String> qrTexts(Bytes file, Duration limit) {
    return qrTexts(() -> file, limit);
  }

  private List<String> qrTexts(Supplier<Bytes> content, Duration limit) {
    takeTurn();
    try {
      return List.copyOf(texts(content.get(), limit));
    } finally {
      turns.release();
    }
  }

  private static Set<String> texts(Bytes file, Duration limit) {
    if (file.size() > MAX_FILE) {
      throw new Refusal(
          DocumentProblem.FILE_TOO_LARGE,
          "the file has " + file.size() + " bytes; at most 10 MB are read");
    }
    return read(file.toArray(), Deadline.after(limit));
  }

  private static Set<String> read(byte[] file, Deadline deadline) {
    Set<String> found = new LinkedHashSet<>();
    try {
      ImageDecoder.Format format = ImageDecoder.formatOf(file);
      if (format != null) {
        GrayImage image = ImageDecoder.decode(file, format, deadline);
        QrSearch.quick(image, found, deadline);
        if (found.isEmpty()) {
          QrSearch.thorough(image, found, deadline);
        }
      } else if (isPdf(file)) {
        PdfPages.search(file, found, deadline);
      } else {
        throw new Refusal(
            DocumentProblem.FILE_TYPE_UNSUPPORTED, "the file is neither PDF nor PNG nor JPEG");
      }
    } catch (Deadline.Passed e) {
      if (found.isEmpty()) {
        throw new Refusal(
            DocumentProblem.FILE_TOO_SLOW, "no QR code was found within the time for one file");
      }
    } catch (StackOverflowError | OutOfMemoryError e) {
      // The bounds should not let it come to this; if they do, it is this file that goes.
      throw new Refusal(DocumentProblem.PDF_TOO_COMPLEX, "the file is too complex to be read here");
    }
    if (found.isEmpty()) {
      throw new Refusal(DocumentProblem.NO_QR_FOUND, "no QR code was found in the file");
    }
    return found;
  }

  /**
   * What a file carries as bytes, where it is one of signed bytes, or a PDF that has the signed
   * bytes of a supplement attached; empty where it can only show a code.
   *
   * @throws Refusal with a {@link DocumentProblem} where the file is not read
   */
  public Optional<Carried> carried(Supplier<Bytes> file) {
    takeTurn();
    try {
      Bytes content = file.get();
      if (content.size() > MAX_FILE) {
        throw new Refusal(
            DocumentProblem.FILE_TOO_LARGE,
            "the file has " + content.size() + " bytes; at most 10 MB are read");
      }
      return Attachment.in(content, isPdf(content.toArray()), Deadline.after(TIME_LIMIT));
    } catch (Deadline.Passed e) {
      throw new Refusal(
          DocumentProblem.FILE_TOO_SLOW, "the file was not read within the time for one file");
    } finally {
      turns.release();
    }
  }

  private void takeTurn() {
    boolean mine;
    try {
      mine = turns.tryAcquire(WAIT_FOR_TURN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      mine = false;
    }
    if (!mine) {
      throw new Refusal(DocumentProblem.READER_BUSY, "too many files are being read; try again");
    }
  }

  private static boolean isPdf(byte[] file) {
    String head =
        new String(file, 0, Math.min(file.length, PDF_HEADER_WITHIN), StandardCharsets.ISO_8859_1);
    return head.contains("%PDF-");
  }
}
