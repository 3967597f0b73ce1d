package vn.sogoc.platform.tables;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import vn.sogoc.kernel.Refusal;

/** The text of a file that claims to be UTF-8, or a refusal that says what the file seems to be. */
final class Utf8Text {
  private static final String ADVICE = "save the file as \"CSV UTF-8\" and upload it again";

  private Utf8Text() {}

  /** The text without its byte order mark. */
  static String of(byte[] file, int lineBytes) {
    refuseKnownBinary(file);
    refuseNulAndLongLines(file, lineBytes);
    int start = Magic.startsWith(file, 0xEF, 0xBB, 0xBF) ? 3 : 0;
    String text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(file, start, file.length - start))
              .toString();
    } catch (CharacterCodingException e) {
      throw refusal(
          LegacyText.ofBytes(file).map(n -> n + " text").orElse("text in another encoding"));
    }
    LegacyText.ofWhole(text)
        .ifPresent(
            name -> {
              throw refusal("text typed in " + name);
            });
    return text;
  }

  private static void refuseKnownBinary(byte[] file) {
    if (Magic.startsWith(file, 0xFF, 0xFE) || Magic.startsWith(file, 0xFE, 0xFF)) {
      throw refusal("UTF-16 (\"Unicode text\")");
    }
    if (Magic.startsWith(file, 'P', 'K', 3, 4) || Magic.startsWith(file, 0xD0, 0xCF, 0x11, 0xE0)) {
      throw refusal("an Excel workbook");
    }
    if (Magic.startsWith(file, '%', 'P', 'D', 'F')) {
      throw refusal("a PDF");
    }
  }

  private static void refuseNulAndLongLines(byte[] file, int lineBytes) {
    int line = 1;
    int start = 0;
    int nul = 0;
    int nulLine = 0;
    for (int i = 0; i < file.length; i++) {
      byte b = file[i];
      if (b == 0) {
        nulLine = nul++ == 0 ? line : nulLine;
      } else if (b == '\n' || b == '\r') {
        start = i + 1;
        line += b == '\n' ? 1 : 0;
      } else if (i - start >= lineBytes) {
        throw new Refusal(
            TableProblem.TOO_LARGE,
            "line " + line + " is longer than " + lineBytes + " bytes",
            List.of(
                new Refusal.Fault(
                    "line_too_long", line, "", "at most " + lineBytes + " bytes", "more")));
      }
    }
    if (nul > file.length / 4) {
      throw refusal("UTF-16 without a byte order mark, or binary content");
    }
    if (nul > 0) {
      throw new Refusal(
          TableProblem.NOT_UTF8,
          "line " + nulLine + " holds a NUL byte; " + ADVICE,
          List.of(new Refusal.Fault("nul_byte", nulLine, "", "text", "NUL byte")));
    }
  }

  private static Refusal refusal(String found) {
    return new Refusal(
        TableProblem.NOT_UTF8,
        "the file is not UTF-8 text, it looks like " + found + "; " + ADVICE,
        List.of(new Refusal.Fault("encoding", 0, "", "CSV UTF-8", found)));
  }
}
