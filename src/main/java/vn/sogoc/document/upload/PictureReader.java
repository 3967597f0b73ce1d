package vn.sogoc.document.upload;

import jakarta.enterprise.context.ApplicationScoped;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import vn.sogoc.document.DocumentProblem;
import vn.sogoc.document.Picture;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;

/**
 * Takes a picture that somebody uploads down to its pixels and encodes these anew: nothing else of
 * the file goes on, no metadata, no profile, no bytes behind its end. PNG and JPEG only; SVG and
 * PDF can hold programs and fonts, and are refused. One at a time, within about 200 MB.
 */
@ApplicationScoped
public class PictureReader {
  /** Bytes of the largest file that is read. */
  public static final int MAX_FILE = 10 * 1024 * 1024;

  /** Bytes of the largest picture that is kept: it is part of every document. */
  public static final int MAX_KEPT = 3 * 1024 * 1024;

  private static final Duration TIME_LIMIT = Duration.ofSeconds(8);
  private static final Duration WAIT_FOR_TURN = Duration.ofSeconds(5);

  /** What is transparent is a signature, a seal, an emblem: no page full of pixels. */
  private static final int MOST_TRANSPARENT = 4_000_000;

  private static final float QUALITY = 0.9f;

  private final Semaphore turn = new Semaphore(1, true);

  /**
   * The picture, encoded anew.
   *
   * @param file read when its turn has come
   * @throws Refusal with a {@link DocumentProblem} that says why not
   */
  public Picture read(Supplier<Bytes> file) {
    takeTurn();
    try {
      Bytes content = file.get();
      if (content.size() > MAX_FILE) {
        throw new Refusal(
            DocumentProblem.FILE_TOO_LARGE,
            "the file has " + content.size() + " bytes; at most 10 MB are read");
      }
      return read(content.toArray(), Deadline.after(TIME_LIMIT));
    } finally {
      turn.release();
    }
  }

  private static Picture read(byte[] file, Deadline deadline) {
    ImageDecoder.Format format = ImageDecoder.formatOf(file);
    if (format == null) {
      throw new Refusal(DocumentProblem.FILE_TYPE_UNSUPPORTED, "the file is neither PNG nor JPEG");
    }
    try {
      BufferedImage image = ImageDecoder.colours(file, format, deadline);
      boolean isTransparent = image.getColorModel().hasAlpha() && !isOpaque(image);
      if (isTransparent && (long) image.getWidth() * image.getHeight() > MOST_TRANSPARENT) {
        throw new Refusal(
            DocumentProblem.IMAGE_TOO_LARGE,
            "an image with transparent parts has at most 4 million pixels");
      }
      Picture.Form form = isTransparent ? Picture.Form.PNG : Picture.Form.JPEG;
      byte[] encoded = isTransparent ? png(image) : jpeg(image);
      deadline.check();
      if (encoded.length > MAX_KEPT) {
        throw new Refusal(
            DocumentProblem.IMAGE_TOO_LARGE,
            "the image takes more than 3 MB when it is encoded anew; make it smaller or calmer");
      }
      return new Picture(Bytes.of(encoded), form, image.getWidth(), image.getHeight());
    } catch (Deadline.Passed e) {
      throw new Refusal(DocumentProblem.FILE_TOO_SLOW, "the image was not read within its time");
    } catch (OutOfMemoryError | StackOverflowError e) {
      // The bounds should not let it come to this; if they do, it is this file that goes.
      throw new Refusal(DocumentProblem.IMAGE_TOO_LARGE, "the image is too much to be read here");
    } catch (IOException e) {
      throw new UncheckedIOException("a picture in memory cannot fail to be written", e);
    }
  }

  private static boolean isOpaque(BufferedImage image) {
    int[] row = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, row.length, 1, row, 0, row.length);
      for (int pixel : row) {
        if (pixel >>> 24 != 0xff) {
          return false;
        }
      }
    }
    return true;
  }

  private static byte[] png(BufferedImage image) throws IOException {
    BufferedImage plain =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_4BYTE_ABGR);
    draw(image, plain);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write("png", plain, out);
    return out.toByteArray();
  }

  private static byte[] jpeg(BufferedImage image) throws IOException {
    BufferedImage plain =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
    draw(image, plain);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write("jpeg", plain, out);
    return out.toByteArray();
  }

  private static void draw(BufferedImage from, BufferedImage onto) {
    Graphics2D pen = onto.createGraphics();
    try {
      if (!onto.getColorModel().hasAlpha()) {
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, onto.getWidth(), onto.getHeight());
      }
      pen.drawImage(from, 0, 0, null);
    } finally {
      pen.dispose();
    }
  }

  private static void write(String format, BufferedImage image, ByteArrayOutputStream out)
      throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      if (format.equals("jpeg")) {
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(QUALITY);
      }
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
  }

  private void takeTurn() {
    boolean mine;
    try {
      mine = turn.tryAcquire(WAIT_FOR_TURN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      mine = false;
    }
    if (!mine) {
      throw new Refusal(DocumentProblem.READER_BUSY, "too many files are being read; try again");
    }
  }
}
