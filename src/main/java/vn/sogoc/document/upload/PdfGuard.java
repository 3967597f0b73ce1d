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

  private static final Set<String> TEXT_FILTERS = Set.of("ASCII85Decode", "A85");
  private static final Set<String> FLATE = Set.of("FlateDecode", "Fl");
  private static final Set<String> IMAGE_FILTERS =
      Set.of("DCTDecode", "DCT", "CCITTFaxDecode", "CCF", "JBIG2Decode", "JPXDecode");

  private final byte[] file;
  private final Deadline deadline;
  private final byte[] sink = new byte[1 << 16];
  private long unpacked;
  private boolean textFilters;

  private PdfGuard(byte[] file, Deadline deadline) {
    this.file = file;
    this.deadline = deadline;
  }

  /** Returns where the file may be opened, refuses otherwise. */
  static void check(byte[] file, Deadline deadline) {
    PdfGuard guard = new PdfGuard(file, deadline);
    guard.checkNames();
    guard.checkStreams();
  }

  private void checkNames() {
    for (int i = 0; i < file.length; i++) {
      if (file[i] != '/') {
        continue;
      }
      Token name = name(i);
      if (name == null) {
        continue;
      }
      int next = skipSpace(name.end);
      switch (name.text) {
        case "Filter" -> checkFilter(next);
        case "DecodeParms", "DP" -> checkParameters(next);
        case "Columns", "Rows", "Colors", "Width", "Height", "W", "H" ->
            checkNumber(next, MAX_SIDE);
        case "BitsPerComponent", "BPC" -> checkNumber(next, MAX_BITS);
        case "Encrypt" -> {
          if (next < file.length && (isDigit(file[next]) || file[next] == '<')) {
            throw new Refusal(
                DocumentProblem.PDF_ENCRYPTED, "the PDF is encrypted; save it without protection");
          }
        }
        default -> {
          // any other name costs nothing
        }
      }
      i = name.end - 1;
    }
  }

  private void checkFilter(int at) {
    if (at >= file.length) {
      return;
    }
    List<String> chain = new ArrayList<>();
    if (file[at] == '/') {
      Token one = name(at);
      if (one != null) {
        chain.add(one.text);
      }
    } else if (file[at] == '[') {
      int next = skipSpace(at + 1);
      while (next < file.length && file[next] == '/') {
        Token one = name(next);
        if (one == null) {
          throw tooComplex();
        }
        chain.add(one.text);
        next = skipSpace(one.end);
      }
      if (next >= file.length || file[next] != ']') {
        throw tooComplex();
      }
    } else if (isDigit(file[at])) {
      throw tooComplex(); // by reference
    }
    checkChain(chain);
  }

  /** At most one text filter, then at most one that unpacks, then at most one of images. */
  private void checkChain(List<String> chain) {
    int stage = 0;
    for (String filter : chain) {
      int own =
          TEXT_FILTERS.contains(filter)
              ? 1
              : FLATE.contains(filter) ? 2 : IMAGE_FILTERS.contains(filter) ? 3 : 0;
      if (own <= stage) {
        // LZW, RunLength, ASCIIHex, Crypt, a repetition, or an order that no program writes; a
        // signature's
        // /Filter /Adobe.PPKLite is no stream filter and stands alone
        if (own == 0 && filter.startsWith("Adobe.") && chain.size() == 1) {
          return;
        }
        throw tooComplex();
      }
      stage = own;
      textFilters |= own == 1;
    }
  }

  private void checkParameters(int at) {
    if (at < file.length && isDigit(file[at])) {
      throw tooComplex();
    }
    if (at < file.length && file[at] == '[') {
      int next = skipSpace(at + 1);
      if (next < file.length && isDigit(file[next])) {
        throw tooComplex();
      }
    }
  }

  private void checkNumber(int at, int most) {
    long value = 0;
    int next = at;
    while (next < file.length && isDigit(file[next]) && value <= most) {
      value = value * 10 + (file[next] - '0');
      next++;
    }
    if (value > most) {
      throw tooComplex();
    }
    int after = skipSpace(next);
    if (next > at && after > next && after < file.length && isDigit(file[after])) {
      throw tooComplex(); // by reference
    }
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
      boolean first = true;
      while (!inflater.finished()) {
        int n = inflater.inflate(sink);
        if (n == 0) {
          return;
        }
        if (first) {
          checkJpeg(sink, 0, n);
          first = false;
        }
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

  /** The size in the frame header of a JPEG (ITU-T T.81, B.2.2); the library decodes it whole. */
  private static void checkJpeg(byte[] data, int start, int end) {
    if (end - start < 4 || data[start] != (byte) 0xff || data[start + 1] != (byte) 0xd8) {
      return;
    }
    int at = start + 2;
    while (at + 9 < end && data[at] == (byte) 0xff) {
      int marker = data[at + 1] & 0xff;
      boolean frame = marker >= 0xc0 && marker <= 0xcf && marker % 4 != 0 || marker == 0xc0;
      if (frame) {
        long height = (data[at + 5] & 0xff) << 8 | (data[at + 6] & 0xff);
        long width = (data[at + 7] & 0xff) << 8 | (data[at + 8] & 0xff);
        if (width * height > ImageDecoder.MAX_PIXELS) {
          throw new Refusal(
              DocumentProblem.IMAGE_TOO_LARGE,
              "an image in the PDF has " + width + " x " + height + " pixels");
        }
        return;
      }
      if (marker == 0xff) {
        at++;
      } else {
        at += 2 + ((data[at + 2] & 0xff) << 8 | (data[at + 3] & 0xff));
      }
    }
  }

  private record Token(String text, int end) {}

  /** The name that begins at a slash, with its #xx escapes resolved; null where it is no name. */
  private @Nullable Token name(int slash) {
    StringBuilder text = new StringBuilder();
    int i = slash + 1;
    while (i < file.length && text.length() < 32 && isRegular(file[i])) {
      if (file[i] == '#' && i + 2 < file.length) {
        int high = Character.digit(file[i + 1], 16);
        int low = Character.digit(file[i + 2], 16);
        if (high >= 0 && low >= 0) {
          text.append((char) (high << 4 | low));
          i += 3;
          continue;
        }
      }
      text.append((char) (file[i] & 0xff));
      i++;
    }
    return text.isEmpty() ? null : new Token(text.toString(), i);
  }

  private int skipSpace(int at) {
    int i = at;
    while (i < file.length) {
      if (file[i] == '%') {
        while (i < file.length && file[i] != '\r' && file[i] != '\n') {
          i++;
        }
      } else if (isSpace(file[i])) {
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
