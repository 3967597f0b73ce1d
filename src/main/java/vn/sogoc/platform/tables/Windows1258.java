package vn.sogoc.platform.tables;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.text.Normalizer;
import java.util.Optional;

/** Windows-1258: the vowel in one byte, its tone in the next. */
final class Windows1258 {
  private static final Charset CHARSET = Charset.forName("windows-1258");
  private static final int BYTE = 0xFF;

  private Windows1258() {}

  /** Empty also where a tone stands behind no vowel. */
  static Optional<String> toUnicode(String typed) {
    byte[] bytes = new byte[typed.length()];
    for (int i = 0; i < bytes.length; i++) {
      char c = typed.charAt(i);
      if (c > BYTE) {
        return Optional.empty();
      }
      bytes[i] = (byte) c;
    }
    try {
      CharBuffer text =
          CHARSET
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes));
      String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
      boolean strayTone = composed.chars().anyMatch(c -> c >= 0x300 && c <= 0x36F);
      return strayTone ? Optional.empty() : Optional.of(composed);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
