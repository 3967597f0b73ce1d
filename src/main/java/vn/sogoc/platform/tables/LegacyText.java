package vn.sogoc.platform.tables;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Recognises Vietnamese text of the days before Unicode, so that a refusal can name it. It never
 * converts: a wrong guess would put a wrong name on a diploma.
 *
 * <p>TCVN3 (.VnTime fonts) keeps its letters at A7-AE and B5-FE; VNI puts a mark letter after the
 * vowel; Windows-1258 writes tones as separate bytes after the vowel; mojibake is UTF-8 that was
 * once read as Latin-1.
 */
public final class LegacyText {
  private static final String TCVN3 = "TCVN3 (ABC, .VnTime)";
  private static final String VNI = "VNI";
  private static final String WINDOWS_1258 = "Windows-1258";
  private static final String MOJIBAKE = "UTF-8 read as Latin-1";

  private static final String VNI_ALWAYS = "ùøûõïÙØÛÕÏ";

  private LegacyText() {}

  /**
   * The name of the legacy encoding that a cell was typed in, although it is stored as Unicode;
   * empty for proper text. {@code "Höôøng"} is VNI, {@code "NguyÔn ThÞ H­êng"} is TCVN3.
   */
  public static Optional<String> ofCell(String text) {
    return ofWhole(text);
  }

  static Optional<String> ofWhole(String text) {
    int proper = 0;
    int mojibake = 0;
    int tcvn = 0;
    int vni = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char previous = i == 0 ? ' ' : text.charAt(i - 1);
      if (isOnlyInUnicodeVietnamese(c)) {
        proper++;
      } else if ((c == '»' || c == 'º') && previous == 'á') {
        mojibake += 2;
      } else if ((previous == 'Æ' && (c == '°' || c == '¡')) || (previous == 'Ä' && c == '‘')) {
        mojibake += 2;
      } else if (c >= '\u00A7' && c <= '\u00BF' && c != '\u00AB' && c != '\u00BB') {
        tcvn += c == '\u00AD' ? 2 : 1;
      } else if (isVniPair(previous, c)) {
        vni++;
      }
    }
    if (proper > 0 || mojibake + tcvn + vni < 2) {
      return Optional.empty();
    }
    if (mojibake >= tcvn && mojibake >= vni) {
      return Optional.of(MOJIBAKE);
    }
    return Optional.of(tcvn > vni ? TCVN3 : VNI);
  }

  static Optional<String> ofBytes(byte[] file) {
    String latin = new String(file, StandardCharsets.ISO_8859_1);
    int tcvn = 0;
    int vni = 0;
    int windows = 0;
    for (int i = 1; i < latin.length(); i++) {
      char c = latin.charAt(i);
      char previous = latin.charAt(i - 1);
      if (isVniPair(previous, c)) {
        vni++;
      }
      if (c >= '\u00A7' && c <= '\u00BE') {
        tcvn++;
      }
      boolean tone =
          c == '\u00CC' || c == '\u00D2' || c == '\u00DE' || c == '\u00EC' || c == '\u00F2';
      boolean plainLetter = Character.isLetter(previous) && previous < '\u0080';
      if (tone && (plainLetter || "âêôãõýÂÊÔÃÕÝ".indexOf(previous) >= 0)) {
        windows++;
      }
    }
    if (tcvn + vni + windows < 2) {
      return Optional.empty();
    }
    if (tcvn >= vni && tcvn >= windows) {
      return Optional.of(TCVN3);
    }
    return Optional.of(windows >= vni ? WINDOWS_1258 : VNI);
  }

  /**
   * A vowel and a mark letter that never follow each other in proper Vietnamese. Pairs that do are
   * left out: Doãn, Hoàng, Nguyên, Luân and Huê are no VNI.
   */
  private static boolean isVniPair(char vowel, char mark) {
    return switch (Character.toLowerCase(vowel)) {
      case 'a' -> VNI_ALWAYS.indexOf(mark) >= 0 || "âáàåãäêéèúüëÂÁÀÅÃÄÊÉÈÚÜË".indexOf(mark) >= 0;
      case 'e' -> VNI_ALWAYS.indexOf(mark) >= 0 || "âáàåãäÂÁÀÅÃÄ".indexOf(mark) >= 0;
      case 'o' -> VNI_ALWAYS.indexOf(mark) >= 0 || "âåäÂÅÄ".indexOf(mark) >= 0;
      case 'u', 'y', 'ô', 'ö' -> VNI_ALWAYS.indexOf(mark) >= 0;
      default -> false;
    };
  }

  private static boolean isOnlyInUnicodeVietnamese(char c) {
    boolean composed = c >= '\u1EA0' && c <= '\u1EF9';
    boolean mark = c >= '\u0300' && c <= '\u0323';
    return composed || mark || "ơƠưƯăĂđĐ".indexOf(c) >= 0;
  }
}
