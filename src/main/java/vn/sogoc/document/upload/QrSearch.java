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
    several(comfortable, true, found, deadline);
    if (found.isEmpty()) {
      several(comfortable, false, found, deadline);
    }
  }

  /** Everything else, until something is found. */
  static void thorough(GrayImage image, Set<String> found, Deadline deadline) {
    GrayImage comfortable = comfortable(image);
    List<Supplier<GrayImage>> pictures =
        List.of(
            () -> image,
            () -> comfortable.reduced(2),
            () -> comfortable.smoothed(),
            () -> image.pixels() <= SMALL_PIXELS ? image.doubled() : comfortable.reduced(3),
            () -> image.smoothed().smoothed(),
            () -> comfortable.reduced(4));
    for (var picture : pictures) {
      deadline.check();
      GrayImage candidate = picture.get();
      if (candidate.width() < 21 || candidate.height() < 21) {
        continue;
      }
      for (boolean local : new boolean[] {true, false}) {
        several(candidate, local, found, deadline);
        if (found.isEmpty()) {
          single(candidate, local, found, deadline);
        }
        if (!found.isEmpty()) {
          return;
        }
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

  private static void several(
      GrayImage image, boolean local, Set<String> found, Deadline deadline) {
    attempt(
        () -> {
          var reader = new QRCodeMultiReader();
          for (Result result :
              reader.decodeMultiple(bitmap(image, local), hints(deadline, false))) {
            add(result, found);
          }
        });
  }

  private static void single(GrayImage image, boolean local, Set<String> found, Deadline deadline) {
    attempt(
        () ->
            add(
                new MultiFormatReader().decode(bitmap(image, local), hints(deadline, true)),
                found));
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
