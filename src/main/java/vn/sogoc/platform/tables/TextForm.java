package vn.sogoc.platform.tables;

import java.util.Optional;

/**
 * How the letters of a file were written. The Unicode ones are what a file's bytes are; the others
 * may be bytes, or may have been typed with an old font into a file that is itself Unicode.
 */
public enum TextForm {
  /** Unicode as it should be. */
  UTF_8("UTF-8"),
  /** What Excel saves as "Unicode text". */
  UTF_16LE("UTF-16"),
  /** The same in the other byte order. */
  UTF_16BE("UTF-16, big endian"),
  /** Tones stand behind their vowel. */
  WINDOWS_1258("Windows-1258"),
  /** Fonts named .Vn...; capitals with tones exist only as another font (.VnTimeH). */
  TCVN3("TCVN3 (ABC, .VnTime)"),
  /** Fonts named VNI-...; a mark letter stands behind its vowel. */
  VNI("VNI"),
  /** UTF-8 that a program once took for Latin-1 and saved as Unicode. */
  LATIN_MOJIBAKE("UTF-8 read as Latin-1");

  private final String words;

  TextForm(String words) {
    this.words = words;
  }

  /** Its name for people. */
  public String words() {
    return words;
  }

  /**
   * Proper Unicode of a text that was typed in this form, composed (NFC); empty where any character
   * has no meaning in it, for half a conversion would put a wrong name on a diploma.
   *
   * @param typed one character for each byte, or for each character of the Unicode file
   */
  public Optional<String> convert(String typed) {
    return switch (this) {
      case UTF_8, UTF_16LE, UTF_16BE -> Optional.of(RowStream.composed(typed));
      case WINDOWS_1258 -> Windows1258.toUnicode(typed);
      case TCVN3 -> Tcvn3.toUnicode(typed);
      case VNI -> Vni.toUnicode(typed);
      case LATIN_MOJIBAKE -> Mojibake.toUnicode(typed);
    };
  }

  boolean isUnicode() {
    return this == UTF_8 || this == UTF_16LE || this == UTF_16BE;
  }
}
