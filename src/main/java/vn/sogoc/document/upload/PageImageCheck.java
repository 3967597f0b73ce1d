package vn.sogoc.document.upload;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import vn.sogoc.document.DocumentProblem;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.register.legacy.PageImages;

/** Pictures of pages of register books: only what can be decoded to its end is kept. */
@ApplicationScoped
class PageImageCheck implements PageImages {
  private static final Duration LONGEST = Duration.ofSeconds(8);
  private static final Duration WAIT_FOR_TURN = Duration.ofSeconds(5);

  /** As in the reader of codes: each takes up to 150 MB. */
  private final Semaphore turns = new Semaphore(1, true);

  @Override
  public String check(Bytes content) {
    byte[] file = content.toArray();
    ImageDecoder.Format format = ImageDecoder.formatOf(file);
    if (format == null) {
      throw new Refusal(DocumentProblem.FILE_TYPE_UNSUPPORTED, "the file is neither PNG nor JPEG");
    }
    takeTurn();
    try {
      ImageDecoder.decode(file, format, Deadline.after(LONGEST));
    } catch (Deadline.Passed e) {
      throw new Refusal(
          DocumentProblem.FILE_TOO_SLOW, "the image was not decoded within the time for one file");
    } catch (StackOverflowError | OutOfMemoryError e) {
      throw new Refusal(DocumentProblem.FILE_DAMAGED, "the image is too complex to be read here");
    } finally {
      turns.release();
    }
    return format == ImageDecoder.Format.PNG ? "image/png" : "image/jpeg";
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
}
