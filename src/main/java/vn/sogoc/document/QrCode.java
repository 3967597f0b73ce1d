package vn.sogoc.document;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Map;

/**
 * A QR code (ISO/IEC 18004) as a square of modules. The text is split into a byte segment for the
 * lower-case address and an alphanumeric segment for the base32 fragment, which is what keeps a
 * typical diploma at version 13-M or 16-Q. Immutable.
 */
public final class QrCode {
  /** The quiet zone that the standard asks for on each side, in modules. */
  public static final int QUIET_ZONE = 4;

  /**
   * The mask is fixed. The standard's choice of the least penalty costs more than half of the
   * encoding time and decoders read any mask; signed and base32-coded content is close to random,
   * so that no mask makes large plain areas out of it.
   */
  private static final int MASK = 2;

  /** How much damage the code survives. */
  public enum Level {
    /** About 15 % of the codewords: certificates and cards. */
    M(ErrorCorrectionLevel.M),
    /** About 25 % of the codewords: diplomas, which are framed, laminated and photocopied. */
    Q(ErrorCorrectionLevel.Q);

    private final ErrorCorrectionLevel correction;

    Level(ErrorCorrectionLevel correction) {
      this.correction = correction;
    }
  }

  private final int version;
  private final Level level;
  private final int size;
  private final BitSet dark;

  private QrCode(int version, Level level, int size, BitSet dark) {
    this.version = version;
    this.level = level;
    this.size = size;
    this.dark = dark;
  }

  /**
   * The code of an address.
   *
   * @param text printable ASCII
   * @throws IllegalArgumentException where the text has other characters or fits no version
   */
  public static QrCode of(String text, Level level) {
    if (!StandardCharsets.US_ASCII.newEncoder().canEncode(text) || text.isEmpty()) {
      throw new IllegalArgumentException("the text of a QR code is ASCII and not empty");
    }
    try {
      var code =
          Encoder.encode(
              text,
              level.correction,
              Map.of(EncodeHintType.QR_COMPACT, true, EncodeHintType.QR_MASK_PATTERN, MASK));
      ByteMatrix matrix = code.getMatrix();
      int size = matrix.getWidth();
      BitSet dark = new BitSet(size * size);
      for (int y = 0; y < size; y++) {
        byte[] row = matrix.getArray()[y];
        for (int x = 0; x < size; x++) {
          dark.set(y * size + x, row[x] == 1);
        }
      }
      return new QrCode(code.getVersion().getVersionNumber(), level, size, dark);
    } catch (WriterException e) {
      throw new IllegalArgumentException(
          "no QR version holds " + text.length() + " characters at level " + level, e);
    }
  }

  /** 1 to 40. */
  public int version() {
    return version;
  }

  /** The level of error correction. */
  public Level level() {
    return level;
  }

  /** Modules on each side, without the quiet zone. */
  public int size() {
    return size;
  }

  /** Modules on each side with the quiet zone on both. */
  public int sizeWithQuietZone() {
    return size + 2 * QUIET_ZONE;
  }

  /** Whether a module is dark; column and row from the upper left, quiet zone not counted. */
  public boolean dark(int column, int row) {
    if (column < 0 || row < 0 || column >= size || row >= size) {
      throw new IndexOutOfBoundsException("column " + column + ", row " + row + " of " + size);
    }
    return dark.get(row * size + column);
  }

  /** A run of dark modules in one row. */
  interface RunVisitor<E extends Exception> {
    void run(int column, int row, int length) throws E;
  }

  /** Calls back for each longest run of dark modules, row by row. */
  <E extends Exception> void forEachRun(RunVisitor<E> visitor) throws E {
    for (int row = 0; row < size; row++) {
      int end = (row + 1) * size;
      int from = dark.nextSetBit(row * size);
      while (from >= 0 && from < end) {
        int to = Math.min(dark.nextClearBit(from), end);
        visitor.run(from - row * size, row, to - from);
        from = dark.nextSetBit(to);
      }
    }
  }

  /**
   * A standalone SVG image, pure black on white with the quiet zone; one unit is one module.
   *
   * @param title what the image is, read aloud by screen readers
   */
  public String svg(String title) {
    int side = sizeWithQuietZone();
    StringBuilder svg = new StringBuilder(size * size * 4);
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
        .append(side)
        .append(' ')
        .append(side)
        .append("\" role=\"img\" shape-rendering=\"crispEdges\"><title>")
        .append(escape(title))
        .append("</title><path fill=\"#fff\" d=\"M0 0h")
        .append(side)
        .append('v')
        .append(side)
        .append("H0z\"/><path fill=\"#000\" d=\"");
    this.<RuntimeException>forEachRun(
        (column, row, length) ->
            svg.append('M')
                .append(column + QUIET_ZONE)
                .append(' ')
                .append(row + QUIET_ZONE)
                .append('h')
                .append(length)
                .append("v1h-")
                .append(length)
                .append('z'));
    return svg.append("\"/></svg>").toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
