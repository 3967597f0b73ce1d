package vn.sogoc.document.upload;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.graphics.color.PDColorSpace;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.jspecify.annotations.Nullable;
import vn.sogoc.document.DocumentProblem;
import vn.sogoc.kernel.Refusal;

/**
 * JPEG images of a PDF (ISO 32000-1, 7.4.8), decoded like a photo: under the limits and the
 * deadline of {@link ImageDecoder}, which the PDF library does not know.
 */
final class PdfJpeg {
  private static final List<String> FILTERS = List.of("DCTDecode", "DCT");

  /** How far the size of an image may differ from what its dictionary states. */
  private static final int REASON = 2;

  /** Colour spaces in which a JPEG looks as it does outside a PDF. */
  private static final Set<String> PLAIN =
      Set.of("DeviceGray", "DeviceRGB", "CalGray", "CalRGB", "ICCBased");

  private PdfJpeg() {}

  /**
   * The image, null where it is no JPEG.
   *
   * @throws Refusal where it has no frame header, another size than its dictionary states, too many
   *     pixels or scans, or cannot be decoded
   */
  static @Nullable GrayImage decode(PDImageXObject image, Deadline deadline) throws IOException {
    List<COSName> filters = image.getStream().getFilters();
    if (filters.isEmpty() || !FILTERS.contains(filters.getLast().getName())) {
      return null;
    }
    byte[] jpeg;
    try (InputStream packed = image.getStream().createInputStream(FILTERS)) {
      jpeg = packed.readAllBytes();
    }
    if (jpeg.length > 0 && jpeg[0] == '\n') {
      jpeg = Arrays.copyOfRange(jpeg, 1, jpeg.length); // as the library does
    }
    JpegMarkers markers = JpegMarkers.of(jpeg);
    if (ImageDecoder.formatOf(jpeg) != ImageDecoder.Format.JPEG
        || !markers.hasFrame()
        || isFar(markers.width(), image.getWidth())
        || isFar(markers.height(), image.getHeight())) {
      throw new Refusal(
          DocumentProblem.FILE_DAMAGED, "a JPEG in the PDF is not what its dictionary states");
    }
    return ImageDecoder.decode(jpeg, ImageDecoder.Format.JPEG, deadline);
  }

  private static boolean isFar(long actual, long stated) {
    return actual > REASON * stated || stated > REASON * actual;
  }

  /** Whether the decoded luminance alone says how the image looks. */
  static boolean isPlain(PDImageXObject image) throws IOException {
    if (image.isStencil() || image.getDecode() != null || image.getColorKeyMask() != null) {
      return false;
    }
    PDColorSpace space = image.getColorSpace();
    int components = space.getNumberOfComponents();
    return PLAIN.contains(space.getName()) && (components == 1 || components == 3);
  }
}
