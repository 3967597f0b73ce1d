package vn.sogoc.platform.tables;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** UTF-8 whose bytes a program took for the letters of Latin-1 or Windows-1252. */
final class Mojibake {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final int BYTE = 0xFF;

  private Mojibake() {}

  static Optional<String> toUnicode(String typed) {
    byte[] bytes = new byte[typed.length()];
    for (int i = 0; i < bytes.length; i++) {
      int b = byteOf(typed.charAt(i));
      if (b < 0) {
        return Optional.empty();
      }
      bytes[i] = (byte) b;
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      return Optional.of(RowStream.composed(text));
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** Five bytes have no letter in Windows-1252: programs keep them as control characters. */
  private static int byteOf(char c) {
    if (c <= BYTE) {
      return c;
    }
    byte[] encoded = String.valueOf(c).getBytes(WINDOWS_1252);
    return encoded.length == 1 && encoded[0] != '?' ? encoded[0] & BYTE : -1;
  }
}
