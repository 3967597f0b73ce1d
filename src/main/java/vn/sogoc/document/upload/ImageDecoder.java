package vn.sogoc.document.upload;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;
import vn.sogoc.document.DocumentProblem;
import vn.sogoc.kernel.Refusal;

/**
 * PNG and JPEG to luminance. The header is read first: a picture with more pixels than any camera
 * makes is refused before a pixel is decoded, and a large one is decoded with rows and columns left
 * out, so that no picture takes more than {@link #MAX_DECODED_BYTES} of memory.
 */
final class ImageDecoder {
  /** Pixels of the largest picture that is accepted. */
  static final long MAX_PIXELS = 50_000_000;

  private static final long MAX_SIDE = 32_000;
  private static final long MAX_DECODED_BYTES = 64_000_000;

  /**
   * A progressive JPEG of a camera has about ten scans; thousands cost hours for a few kilobytes.
   */
  static final int MAX_JPEG_SCANS = 100;

  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private ImageDecoder() {}

  enum Format {
    PNG("png"),
    JPEG("jpeg");

    private final String plainName;

    Format(String plainName) {
      this.plainName = plainName;
    }
  }

  /** The format by the first bytes, null where it is neither. */
  static @Nullable Format formatOf(byte[] file) {
    if (file.length >= PNG.length && Arrays.equals(file, 0, PNG.length, PNG, 0, PNG.length)) {
      return Format.PNG;
    }
    return JpegMarkers.begins(file, 0, file.length) ? Format.JPEG : null;
  }

  /**
   * Decodes a file with its colours, whole: what has more pixels than fit is refused, not thinned.
   *
   * @throws Refusal also where a JPEG is in the colours of printers (CMYK)
   */
  static BufferedImage colours(byte[] file, Format format, Deadline deadline) {
    checkJpeg(file, format);
    ImageReader reader = ImageIO.getImageReadersByFormatName(format.plainName).next();
    try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(input, true, true);
      reader.addIIOReadProgressListener(new StopAtDeadline(deadline));
      long width = reader.getWidth(0);
      long height = reader.getHeight(0);
      if (width <= 0 || height <= 0) {
        throw damaged();
      }
      if (width > MAX_SIDE
          || height > MAX_SIDE
          || width * height * bytesPerPixel(file, format) > MAX_DECODED_BYTES) {
        throw new Refusal(
            DocumentProblem.IMAGE_TOO_LARGE,
            "the image has more pixels than a printed page needs: at most 16 million");
      }
      BufferedImage image = reader.read(0);
      deadline.check();
      return image;
    } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw damaged();
    } finally {
      reader.dispose();
    }
  }

  private static void checkJpeg(byte[] file, Format format) {
    if (format == Format.JPEG) {
      JpegMarkers markers = JpegMarkers.of(file);
      checkSize(markers.pixels());
      if (!markers.hasFrame() || markers.scans() > MAX_JPEG_SCANS) {
        throw damaged();
      }
    }
  }

  /** Decodes a file of the format that its first bytes announce. */
  static GrayImage decode(byte[] file, Format format, Deadline deadline) {
    checkJpeg(file, format);
    ImageReader reader = ImageIO.getImageReadersByFormatName(format.plainName).next();
    try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(input, true, true);
      reader.addIIOReadProgressListener(new StopAtDeadline(deadline));
      long width = reader.getWidth(0);
      long height = reader.getHeight(0);
      if (width <= 0 || height <= 0) {
        throw damaged();
      }
      checkSize(width > MAX_SIDE || height > MAX_SIDE ? Long.MAX_VALUE : width * height);
      int bytesPerPixel = bytesPerPixel(file, format);
      int step = 1;
      while (width * height / ((long) step * step) * bytesPerPixel > MAX_DECODED_BYTES) {
        step++;
      }
      ImageReadParam param = reader.getDefaultReadParam();
      param.setSourceSubsampling(step, step, 0, 0);
      GrayImage image = read(reader, param, format);
      deadline.check();
      return image;
    } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw damaged();
    } finally {
      reader.dispose();
    }
  }

  private static void checkSize(long pixels) {
    if (pixels > MAX_PIXELS) {
      throw new Refusal(
          DocumentProblem.IMAGE_TOO_LARGE,
          "the image has more than 50 million pixels, which is the most that is decoded");
    }
  }

  private static int bytesPerPixel(byte[] file, Format format) {
    return switch (format) {
      case JPEG -> 3;
      case PNG -> file.length > 24 && file[24] == 16 ? 8 : 4; // bit depth in IHDR
    };
  }

  private static GrayImage read(ImageReader reader, ImageReadParam param, Format format)
      throws IOException {
    try {
      BufferedImage image = reader.read(0, param);
      return GrayImage.of(image);
    } catch (IIOException e) {
      // A JPEG in the colours of printers (CMYK) has pixels, though no colour model of the JDK.
      if (format == Format.JPEG && reader.canReadRaster()) {
        return ofPrinterColours(reader.readRaster(0, param));
      }
      throw e;
    }
  }

  /**
   * CMYK as Adobe programs write it, inverted: 255 is no ink. The darkest reading of colour times
   * key is enough to tell a black module from paper.
   */
  private static GrayImage ofPrinterColours(Raster raster) throws IOException {
    if (raster.getNumBands() != 4) {
      throw new IIOException("unknown colours");
    }
    Rectangle bounds = raster.getBounds();
    byte[] gray = new byte[bounds.width * bounds.height];
    int[] row = new int[4 * bounds.width];
    for (int y = 0; y < bounds.height; y++) {
      raster.getPixels(bounds.x, bounds.y + y, bounds.width, 1, row);
      for (int x = 0; x < bounds.width; x++) {
        int colour = (row[4 * x] + row[4 * x + 1] + row[4 * x + 2]) / 3;
        gray[y * bounds.width + x] = (byte) (colour * row[4 * x + 3] / 255);
      }
    }
    return new GrayImage(bounds.width, bounds.height, gray);
  }

  private static Refusal damaged() {
    return new Refusal(DocumentProblem.FILE_DAMAGED, "the image cannot be decoded");
  }

  /** Ends the decoding from within: the JDK's readers ask between bands of rows. */
  private record StopAtDeadline(Deadline deadline) implements IIOReadProgressListener {
    @Override
    public void imageProgress(ImageReader source, float percentageDone) {
      deadline.check();
    }

    @Override
    public void imageStarted(ImageReader source, int imageIndex) {}

    @Override
    public void imageComplete(ImageReader source) {}

    @Override
    public void readAborted(ImageReader source) {}

    @Override
    public void sequenceStarted(ImageReader source, int minIndex) {}

    @Override
    public void sequenceComplete(ImageReader source) {}

    @Override
    public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

    @Override
    public void thumbnailProgress(ImageReader source, float percentageDone) {}

    @Override
    public void thumbnailComplete(ImageReader source) {}
  }
}
