package vn.sogoc.document.upload;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.Result;
import com.google.zxing.ResultPointCallback;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import com.google.zxing.qrcode.detector.FinderPattern;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Looks for QR codes in one picture, from the cheap and likely to the costly and unlikely: several
 * scales, two ways to tell dark from light, smoothing, light on dark. One reader alone misses clean
 * codes now and then; a second scale or binarizer finds them.
 */
final class QrSearch {
  /** More codes than this are not collected from one file. */
  static final int MAX_CODES = 16;

  /** A sharp code needs no more; larger pictures are reduced to about this first. */
  private static final long COMFORTABLE_PIXELS = 3_000_000;

  /** Below this, modules may be too few pixels wide. */
  private static final long SMALL_PIXELS = 1_500_000;

  /**
   * The readers compare every three corner candidates with each other. A picture made of corner
   * patterns would cost the cube of their number, so the attempt ends here.
   */
  private static final int MAX_CORNERS = 250;

  /** How much shorter the far edge of a slanted sheet is taken to be. */
  private static final double SLANT = 0.18;

  /** Modules on a side of version 1. */
  private static final int MIN_SIDE = 21;

  private static final class TooManyCorners extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyCorners() {
      super("too many corner candidates", null, false, false);
    }
  }

  private QrSearch() {}

  /** The two cheapest attempts; adds what they find. */
  static void quick(GrayImage image, Set<String> found, Deadline deadline) {
    GrayImage comfortable = comfortable(image);
    search(comfortable, true, false, found, deadline);
    if (found.isEmpty()) {
      search(comfortable, false, false, found, deadline);
    }
  }

  /** Everything else, until something is found. */
  static void thorough(GrayImage image, Set<String> found, Deadline deadline) {
    GrayImage comfortable = comfortable(image);
    GrayImage moderate = comfortable.pixels() > SMALL_PIXELS ? comfortable.reduced(2) : comfortable;
    List<Supplier<GrayImage>> pictures =
        List.of(
            () -> moderate,
            () -> comfortable.smoothed(),
            () -> image.pixels() <= SMALL_PIXELS ? image.doubled() : image,
            () -> moderate.smoothed(),
            () -> moderate.straightened(0, SLANT),
            () -> moderate.straightened(1, SLANT),
            () -> moderate.straightened(2, SLANT),
            () -> moderate.straightened(3, SLANT),
            () -> moderate.reduced(2));
    for (var picture : pictures) {
      deadline.check();
      GrayImage candidate = picture.get();
      search(candidate, true, true, found, deadline);
      if (found.isEmpty()) {
        search(candidate, false, true, found, deadline);
      }
      if (!found.isEmpty()) {
        return;
      }
    }
  }

  private static GrayImage comfortable(GrayImage image) {
    int factor = 1;
    while (image.pixels() / ((long) factor * factor) > COMFORTABLE_PIXELS * 3 / 2) {
      factor++;
    }
    return image.reduced(factor);
  }

  /**
   * One picture, told into dark and light once.
   *
   * @param local by the surroundings of each pixel, otherwise by one threshold for all
   * @param again also with the reader that looks for the one best code, dark on light and light on
   *     dark, where the reader of several codes finds none
   */
  private static void search(
      GrayImage image, boolean local, boolean again, Set<String> found, Deadline deadline) {
    if (image.width() < MIN_SIDE || image.height() < MIN_SIDE || !image.hasContrast()) {
      return;
    }
    BinaryBitmap bitmap = bitmap(image, local);
    attempt(
        () -> {
          for (Result result :
              new QRCodeMultiReader().decodeMultiple(bitmap, hints(deadline, false))) {
            add(result, found);
          }
        });
    if (again && found.isEmpty()) {
      attempt(() -> add(new MultiFormatReader().decode(bitmap, hints(deadline, true)), found));
    }
  }

  private interface Attempt {
    void run() throws ReaderException;
  }

  /** An attempt that fails is not a failure of the search. */
  private static void attempt(Attempt attempt) {
    try {
      attempt.run();
    } catch (ReaderException | TooManyCorners e) {
      // nothing that this attempt can read
    } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
      // the decoder trips over its own arithmetic on some pictures that are not QR codes
    }
  }

  private static void add(Result result, Set<String> found) {
    String text = result.getText();
    if (text != null && !text.isEmpty() && found.size() < MAX_CODES) {
      found.add(text);
    }
  }

  private static BinaryBitmap bitmap(GrayImage image, boolean local) {
    LuminanceSource source =
        new PlanarYUVLuminanceSource(
            image.luminance(),
            image.width(),
            image.height(),
            0,
            0,
            image.width(),
            image.height(),
            false);
    Binarizer binarizer =
        local ? new HybridBinarizer(source) : new GlobalHistogramBinarizer(source);
    return new BinaryBitmap(binarizer);
  }

  private static Map<DecodeHintType, Object> hints(Deadline deadline, boolean alsoInverted) {
    int[] corners = new int[1];
    ResultPointCallback callback =
        point -> {
          deadline.check();
          if (point instanceof FinderPattern && ++corners[0] > MAX_CORNERS) {
            throw new TooManyCorners();
          }
        };
    Map<DecodeHintType, Object> hints = new EnumMap<>(DecodeHintType.class);
    hints.put(DecodeHintType.POSSIBLE_FORMATS, List.of(BarcodeFormat.QR_CODE));
    hints.put(DecodeHintType.TRY_HARDER, true);
    hints.put(DecodeHintType.NEED_RESULT_POINT_CALLBACK, callback);
    if (alsoInverted) {
      hints.put(DecodeHintType.ALSO_INVERTED, true);
    }
    return hints;
  }
}
