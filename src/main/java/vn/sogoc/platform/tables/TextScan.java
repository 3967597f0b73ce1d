package vn.sogoc.platform.tables;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** One look at a whole text: whether its bytes are a charset's, and what its lines are like. */
final class TextScan {
  private static final int HEAD = 64 * 1024;
  private static final int LINES = 400;
  private static final int LINE = 2_000;
  private static final Pattern LOST_LETTER = Pattern.compile("\\p{L}\\?+\\p{L}");

  private final StringBuilder head = new StringBuilder();
  private final List<String> lines = new ArrayList<>();
  private final StringBuilder current = new StringBuilder();
  private boolean beyondAscii;
  private boolean asked;
  private int line = 1;
  private int controlLine;
  private int lost;
  private boolean decomposed;

  private TextScan() {}

  /**
   * Reads the file once.
   *
   * @throws CharacterCodingException where a byte has no meaning in the charset
   */
  static TextScan of(OpenFile file, Charset charset, int skip) throws IOException {
    TextScan scan = new TextScan();
    try (Reader in = reader(file, charset, skip)) {
      char[] buffer = new char[8192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        scan.take(buffer, n);
      }
    }
    scan.endLine();
    return scan;
  }

  /** The text behind the byte order mark; a byte without meaning is an error, never a guess. */
  static Reader reader(OpenFile file, Charset charset, int skip) throws IOException {
    InputStream in = file.fromStart();
    in.skipNBytes(skip);
    return new InputStreamReader(
        in,
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  /** The beginning. */
  String head() {
    return head.toString();
  }

  /** The first lines that hold anything beyond ASCII, each cut to a length. */
  List<String> lines() {
    return lines;
  }

  /** The first line with a control character, 0 where there is none. */
  int controlLine() {
    return controlLine;
  }

  /** How often a question mark stands between letters. */
  int lost() {
    return lost;
  }

  boolean isDecomposed() {
    return decomposed;
  }

  private void take(char[] buffer, int length) {
    if (head.length() < HEAD) {
      head.append(buffer, 0, Math.min(length, HEAD - head.length()));
    }
    for (int i = 0; i < length; i++) {
      char c = buffer[i];
      if (c == '\n' || c == '\r') {
        endLine();
        line += c == '\n' ? 1 : 0;
        continue;
      }
      beyondAscii |= c >= '\u0080';
      asked |= c == '?' || c == '\uFFFD';
      if (c < ' ' && c != '\t' && c != '\f' && controlLine == 0) {
        controlLine = line;
      }
      if (current.length() < LINE) {
        current.append(c);
      }
    }
  }

  private void endLine() {
    if (asked && lost < LINES) {
      lost += (int) LOST_LETTER.matcher(current).results().count();
      lost += current.indexOf("\uFFFD") >= 0 ? 1 : 0;
    }
    if (beyondAscii && lines.size() < LINES) {
      lines.add(current.toString());
      decomposed |= !Normalizer.isNormalized(current, Normalizer.Form.NFC);
    }
    beyondAscii = false;
    asked = false;
    current.setLength(0);
  }
}
