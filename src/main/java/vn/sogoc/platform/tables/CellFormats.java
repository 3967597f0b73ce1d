package vn.sogoc.platform.tables;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the styles of a workbook say about numbers: which are dates, and which are shown with zeros
 * in front. Every other format only decorates.
 */
final class CellFormats {
  private static final int MOST = 70_000;

  /** ECMA-376-1 §18.8.31: no program writes a longer one. */
  private static final int LONGEST_CODE = 255;

  private static final int DATE = -1;
  private static final int PLAIN = 0;

  private static final Pattern ZEROS = Pattern.compile("#*(0[0#]*)");

  /** By the index a cell names: a date, plain, or the digits that are shown at least. */
  private final int[] kinds;

  private CellFormats(int[] kinds) {
    this.kinds = kinds;
  }

  static CellFormats none() {
    return new CellFormats(new int[0]);
  }

  /** Reads the part for styles, ECMA-376-1 §18.8. */
  static CellFormats read(InputStream part) throws IOException {
    Map<Integer, Integer> own = new HashMap<>();
    int[] kinds = new int[16];
    int count = 0;
    boolean ofCells = false;
    try (Xml xml = new Xml(part)) {
      while (xml.next()) {
        if (xml.isStart("numFmt")) {
          String code = xml.attribute("formatCode");
          own.put(number(xml.attribute("numFmtId")), ofCode(code == null ? "" : code));
        } else if (xml.isStart("cellXfs")) {
          ofCells = true;
        } else if (xml.isEnd("cellXfs")) {
          ofCells = false;
        } else if (ofCells && xml.isStart("xf")) {
          if (count == kinds.length) {
            kinds = Arrays.copyOf(kinds, 2 * count);
          }
          int format = number(xml.attribute("numFmtId"));
          Integer kind = own.get(format);
          kinds[count++] = kind == null ? builtIn(format) : kind;
        }
        if (count > MOST || own.size() > MOST) {
          throw ZipParts.broken("more formats than a workbook can have");
        }
      }
    }
    return new CellFormats(Arrays.copyOf(kinds, count));
  }

  boolean isDate(int style) {
    return kind(style) == DATE;
  }

  /** The digits that are shown at least, 0 where the format does not say. */
  int digits(int style) {
    return Math.max(0, kind(style));
  }

  private int kind(int style) {
    return style >= 0 && style < kinds.length ? kinds[style] : PLAIN;
  }

  /** ECMA-376-1 §18.8.30, with the dates of East Asian locales. */
  private static int builtIn(int format) {
    boolean date =
        (format >= 14 && format <= 17)
            || format == 22
            || (format >= 27 && format <= 31)
            || format == 36
            || (format >= 50 && format <= 54)
            || format == 57
            || format == 58;
    return date ? DATE : PLAIN;
  }

  static int ofCode(String code) {
    if (code.length() > LONGEST_CODE) {
      throw ZipParts.broken("a number format of more than " + LONGEST_CODE + " characters");
    }
    String plain = plain(code).toLowerCase(Locale.ROOT);
    int end = plain.indexOf(';');
    String positive = (end < 0 ? plain : plain.substring(0, end)).strip();
    Matcher zeros = ZEROS.matcher(positive);
    if (zeros.matches()) {
      int digits = zeros.group(1).length();
      return digits > 1 && digits <= 30 ? digits : PLAIN;
    }
    boolean day = positive.indexOf('d') >= 0 || positive.indexOf('y') >= 0;
    return day && !positive.contains("general") ? DATE : PLAIN;
  }

  /** Without quoted and escaped letters, gaps, fillings and what stands in brackets. */
  private static String plain(String code) {
    StringBuilder plain = new StringBuilder(code.length());
    int at = 0;
    while (at < code.length()) {
      int end =
          switch (code.charAt(at)) {
            case '"' -> code.indexOf('"', at + 1) + 1;
            case '[' -> code.indexOf(']', at + 1) + 1;
            case '\\', '_', '*' -> at + 1 < code.length() ? at + 2 : 0;
            default -> 0;
          };
      if (end == 0) {
        plain.append(code.charAt(at));
        at++;
      } else {
        at = end;
      }
    }
    return plain.toString();
  }

  private static int number(@Nullable String attribute) {
    return attribute != null && attribute.matches("[0-9]{1,6}") ? Integer.parseInt(attribute) : 0;
  }
}
