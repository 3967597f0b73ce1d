package vn.sogoc.document.upload;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.filter.FilterFactory;
import org.jspecify.annotations.Nullable;
import vn.sogoc.document.DocumentProblem;
import vn.sogoc.kernel.Refusal;

/**
 * Looks at the bytes of a PDF before the PDF library does. The library unpacks streams into memory
 * without a limit and believes the sizes that the file states, already while it opens a file; ten
 * megabytes can claim tens of gigabytes. The dictionary of a stream always stands in the file in
 * plain (ISO 32000-1, 7.5.7: a stream is never inside an object stream), so what is refused here
 * cannot be hidden: filters that are not those of ordinary files, chains of two unpacking filters,
 * parameters by reference, sizes beyond a page, and streams that unpack to too much, which is found
 * by unpacking them into nothing.
 */
final class PdfGuard {
  private static final long MAX_UNPACKED_STREAM = 112_000_000; // A4 in colour at 600 dpi
  private static final long MAX_UNPACKED_FILE = 256_000_000;
  private static final int MAX_SIDE = 20_000;
  private static final int MAX_BITS = 16;
  private static final int OVERLAP = 512;

  private static final Set<String> TEXT_FILTERS = Set.of("ASCII85Decode", "A85");
  private static final Set<String> FLATE = Set.of("FlateDecode", "Fl");
  private static final Set<String> IMAGE_FILTERS =
      Set.of("DCTDecode", "DCT", "CCITTFaxDecode", "CCF", "JBIG2Decode", "JPXDecode");

  /** They unpack without a way to know to how much, and no ordinary file of today has them. */
  private static final Set<String> REFUSED_FILTERS =
      Set.of("LZWDecode", "LZW", "RunLengthDecode", "RL", "ASCIIHexDecode", "AHx", "Crypt");

  private final byte[] file;
  private final Deadline deadline;
  private final byte[] sink = new byte[OVERLAP + (1 << 16)];
  private long unpacked;
  private boolean textFilters;
  private boolean fax;
  private boolean tallFax;
  private boolean jpegs;

  private PdfGuard(byte[] file, Deadline deadline) {
    this.file = file;
    this.deadline = deadline;
  }

  /** Returns where the file may be opened, refuses otherwise. */
  static void check(byte[] file, Deadline deadline) {
    PdfGuard guard = new PdfGuard(file, deadline);
    guard.checkNames(file, 0, file.length, true);
    guard.checkStreams();
    if (guard.fax && guard.tallFax) {
      throw tooComplex();
    }
  }

  /**
   * The names in one stretch of data, from {@code from} on. In unpacked data a stretch overlaps the
   * one before, and a value that lies further from its name than the overlap is refused.
   */
  private void checkNames(byte[] data, int from, int end, boolean plain) {
    for (int i = from; i < end; i++) {
      if (data[i] != '/') {
        continue;
      }
      Token name = name(data, i, end);
      int next = skipSpace(data, name.end, end);
      switch (name.text) {
        case "Filter" -> {
          if (plain) {
            checkFilter(next);
          }
        }
        case "Columns", "Rows", "Colors", "Width", "Height" -> {
          if (next == end && end - i > OVERLAP) {
            throw tooComplex();
          }
          checkNumber(data, next, end, MAX_SIDE);
        }
        case "BitsPerComponent" -> checkNumber(data, next, end, MAX_BITS);
        case "H" -> tallFax |= number(data, next, end) > MAX_SIDE;
        case "Encrypt" -> {
          if (plain && next < end && (isDigit(data[next]) || data[next] == '<')) {
            throw new Refusal(
                DocumentProblem.PDF_ENCRYPTED, "the PDF is encrypted; save it without protection");
          }
        }
        default -> {
          // any other name costs nothing
        }
      }
      i = Math.max(i, name.end - 1);
    }
  }

  private void checkFilter(int at) {
    if (at >= file.length) {
      return;
    }
    List<String> chain = new ArrayList<>();
    if (file[at] == '/') {
      chain.add(name(file, at, file.length).text);
    } else if (file[at] == '[') {
      int next = skipSpace(file, at + 1, file.length);
      while (next < file.length && file[next] == '/') {
        Token one = name(file, next, file.length);
        chain.add(one.text);
        next = skipSpace(file, one.end, file.length);
      }
      if (next >= file.length || file[next] != ']') {
        throw tooComplex();
      }
    } else if (isDigit(file[at])) {
      throw tooComplex(); // by reference
    }
    checkChain(chain);
  }

  /**
   * At most one text filter, then at most one that unpacks, then at most one of images. A name that
   * is none of the library's filters (that of a signature or a security handler) unpacks nothing.
   */
  private void checkChain(List<String> chain) {
    int stage = 0;
    for (String filter : chain) {
      if (REFUSED_FILTERS.contains(filter)) {
        throw tooComplex();
      }
      int own =
          TEXT_FILTERS.contains(filter)
              ? 1
              : FLATE.contains(filter) ? 2 : IMAGE_FILTERS.contains(filter) ? 3 : 4;
      if (own <= stage) {
        throw tooComplex(); // a repetition, or an order that no program writes
      }
      stage = own;
      textFilters |= own == 1;
      fax |= filter.startsWith("CC");
      jpegs |= filter.startsWith("DCT");
    }
  }

  private static void checkNumber(byte[] data, int at, int end, int most) {
    if (number(data, at, end) > most) {
      throw tooComplex();
    }
  }

  /** A plain number; endless where it is written with an exponent or stands behind a reference. */
  private static long number(byte[] data, int at, int end) {
    int i = at;
    if (i < end && (data[i] == '+' || data[i] == '-')) {
      i++;
    }
    long value = 0;
    int first = i;
    while (i < end && isDigit(data[i])) {
      value = Math.min(value * 10 + (data[i] - '0'), Integer.MAX_VALUE);
      i++;
    }
    if (i == first) {
      return 0;
    }
    if (i < end && isRegular(data[i]) && data[i] != '.') {
      return Long.MAX_VALUE;
    }
    int after = skipSpace(data, i, end);
    return after > i && after < end && isDigit(data[after]) ? Long.MAX_VALUE : value;
  }

  private void checkStreams() {
    byte[] keyword = "stream".getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i + keyword.length < file.length; i++) {
      if (file[i] != 's' || !matches(keyword, i)) {
        continue;
      }
      deadline.check();
      int start = i + keyword.length;
      while (start < file.length && file[start] == ' ') {
        start++;
      }
      if (start < file.length && file[start] == '\r') {
        start++;
      }
      if (start < file.length && file[start] == '\n') {
        start++;
      }
      checkJpeg(file, start, file.length);
      unpack(file, start, file.length);
      if (textFilters) {
        byte[] plain = ascii85(start);
        checkJpeg(plain, 0, plain.length);
        unpack(plain, 0, plain.length);
      }
      i = start - 1;
    }
  }

  /**
   * Inflates as the library does: the two header bytes are skipped unread, and what precedes an
   * error counts. Data that are no deflate stream fail within a few bytes.
   */
  private void unpack(byte[] data, int start, int end) {
    if (end - start < 3) {
      return;
    }
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(data, start + 2, end - start - 2);
      long size = 0;
      int kept = 0;
      JpegMarkers jpeg = null;
      while (!inflater.finished()) {
        int n = inflater.inflate(sink, kept, sink.length - kept);
        if (n == 0) {
          return;
        }
        int filled = kept + n;
        if (size == 0) {
          jpeg = jpegAt(sink, 0, filled);
        }
        if (jpeg != null && !checkJpeg(jpeg, sink, kept, filled)) {
          jpeg = null;
        }
        checkNames(sink, 0, filled, false);
        kept = Math.min(OVERLAP, filled);
        System.arraycopy(sink, filled - kept, sink, 0, kept);
        size += n;
        unpacked += n;
        if (size > MAX_UNPACKED_STREAM || unpacked > MAX_UNPACKED_FILE) {
          throw new Refusal(
              DocumentProblem.PDF_TOO_COMPLEX,
              "the PDF unpacks to more than " + MAX_UNPACKED_STREAM / 1_000_000 + " MB");
        }
        deadline.check();
      }
    } catch (DataFormatException e) {
      // not deflate data, or broken: the library stops here too
    } finally {
      inflater.end();
    }
  }

  /** As the library decodes it, up to the end mark or the first byte that is none of the code. */
  private byte[] ascii85(int start) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    try {
      FilterFactory.INSTANCE
          .getFilter(COSName.ASCII85_DECODE)
          .decode(
              new ByteArrayInputStream(file, start, file.length - start),
              plain,
              new COSDictionary(),
              0);
    } catch (IOException e) {
      // what was decoded before counts
    }
    return plain.toByteArray();
  }

  /** The library decodes a JPEG whole, whatever size its dictionary states, and asks no clock. */
  private void checkJpeg(byte[] data, int start, int end) {
    JpegMarkers jpeg = jpegAt(data, start, end);
    if (jpeg != null) {
      int piece = 1 << 16;
      for (int at = start; at < end; at += piece) {
        deadline.check();
        if (!checkJpeg(jpeg, data, at, Math.min(end, at + piece))) {
          return;
        }
      }
    }
  }

  private static boolean checkJpeg(JpegMarkers jpeg, byte[] data, int start, int end) {
    boolean goesOn = jpeg.read(data, start, end);
    if (jpeg.pixels() > ImageDecoder.MAX_PIXELS) {
      throw new Refusal(
          DocumentProblem.IMAGE_TOO_LARGE,
          "an image in the PDF has more than 50 million pixels, which is the most that is decoded");
    }
    if (jpeg.scans() > ImageDecoder.MAX_JPEG_SCANS) {
      throw tooComplex();
    }
    return goesOn;
  }

  /** The library passes over one line feed before a JPEG. */
  private @Nullable JpegMarkers jpegAt(byte[] data, int start, int end) {
    int first = start < end && data[start] == '\n' ? start + 1 : start;
    return jpegs && JpegMarkers.begins(data, first, end) ? new JpegMarkers() : null;
  }

  private record Token(String text, int end) {}

  /** The name that begins at a slash, with its #xx escapes resolved. */
  private static Token name(byte[] data, int slash, int end) {
    StringBuilder text = new StringBuilder();
    int i = slash + 1;
    while (i < end && text.length() < 32 && isRegular(data[i])) {
      if (data[i] == '#' && i + 2 < end) {
        int high = Character.digit(data[i + 1], 16);
        int low = Character.digit(data[i + 2], 16);
        if (high >= 0 && low >= 0) {
          text.append((char) ((high << 4) | low));
          i += 3;
          continue;
        }
      }
      text.append((char) (data[i] & 0xff));
      i++;
    }
    return new Token(text.toString(), i);
  }

  private static int skipSpace(byte[] data, int at, int end) {
    int i = at;
    while (i < end) {
      if (data[i] == '%') {
        while (i < end && data[i] != '\r' && data[i] != '\n') {
          i++;
        }
      } else if (isSpace(data[i])) {
        i++;
      } else {
        break;
      }
    }
    return i;
  }

  private boolean matches(byte[] word, int at) {
    for (int i = 0; i < word.length; i++) {
      if (file[at + i] != word[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t' || b == '\f' || b == 0;
  }

  private static boolean isRegular(byte b) {
    return !isSpace(b) && "()<>[]{}/%".indexOf(b) < 0;
  }

  private static Refusal tooComplex() {
    return new Refusal(
        DocumentProblem.PDF_TOO_COMPLEX,
        "the PDF is built in a way that is not read here; upload a photo of the QR code instead");
  }
}
