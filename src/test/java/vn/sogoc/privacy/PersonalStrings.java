package vn.sogoc.privacy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import vn.sogoc.kernel.Digest;

/**
 * Looks for what people are called, when they were born and which numbers they have, in any bytes
 * and in the forms that such a thing could hide in: each text as it is, decomposed (NFD), in upper
 * and lower case and without its marks; in UTF-8 and UTF-16 of both orders; as hexadecimal digits,
 * as base64 at each of its three alignments and in both alphabets; and as an unsalted SHA-256. What
 * is itself base64 or gzip in the bytes is taken apart and looked through as well.
 *
 * <p>A form of fewer than six bytes is not looked for: among random digests it would be found by
 * chance. Its longer forms are.
 */
final class PersonalStrings {
  private static final int SHORTEST = 6;
  private static final int DEEPEST = 3;
  private static final Pattern DATE = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})");
  private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9+/_-]{24,}");

  /** What to find, by its first six bytes. */
  private final Map<Long, List<Form>> forms = new HashMap<>();

  private final Set<ByteBuffer> known = new LinkedHashSet<>();

  @SuppressWarnings("ArrayRecordComponent")
  private record Form(String text, String as, byte[] bytes) {}

  /** A name, a number, or another text. */
  void addText(String text) {
    for (String form : variants(text)) {
      addForms(text, form);
    }
  }

  /** A day as in {@code 2003-05-17}; a year alone says nothing of anybody. */
  void addDay(String day) {
    Matcher parts = DATE.matcher(day);
    if (!parts.matches()) {
      return;
    }
    String y = parts.group(1);
    String m = parts.group(2);
    String d = parts.group(3);
    int month = Integer.parseInt(m);
    int dayOfMonth = Integer.parseInt(d);
    for (String form :
        List.of(
            day,
            y + m + d,
            y + "/" + m + "/" + d,
            d + "/" + m + "/" + y,
            m + "/" + d + "/" + y + " ",
            d + "-" + m + "-" + y,
            d + "." + m + "." + y,
            d + m + y,
            "%d/%d/%s".formatted(dayOfMonth, month, y),
            "%d-%d-%s".formatted(dayOfMonth, month, y),
            "%d tháng %d năm %s".formatted(dayOfMonth, month, y),
            "%s tháng %s năm %s".formatted(d, m, y))) {
      addForms(day, form);
    }
  }

  int size() {
    return known.size();
  }

  private static Set<String> variants(String text) {
    String nfc = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
    String plain =
        Normalizer.normalize(nfc, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .replace('đ', 'd')
            .replace('Đ', 'D');
    Set<String> variants = new LinkedHashSet<>();
    for (String one : List.of(nfc, plain)) {
      for (String cased :
          List.of(one, one.toUpperCase(Locale.ROOT), one.toLowerCase(Locale.ROOT))) {
        variants.add(cased);
        variants.add(Normalizer.normalize(cased, Normalizer.Form.NFD));
        variants.add(cased.replace(" ", ""));
      }
    }
    variants.remove("");
    return variants;
  }

  private void addForms(String text, String form) {
    for (Charset charset :
        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      byte[] bytes = form.getBytes(charset);
      add(text, charset.name(), bytes);
      addWritten(text, charset.name(), bytes);
    }
    byte[] digest = Digest.sha256(form.getBytes(StandardCharsets.UTF_8)).toArray();
    add(text, "SHA-256", digest);
    addWritten(text, "SHA-256", digest);
  }

  private void addWritten(String text, String as, byte[] bytes) {
    String hex = HexFormat.of().formatHex(bytes);
    add(text, as + " hex", ascii(hex));
    add(text, as + " hex", ascii(hex.toUpperCase(Locale.ROOT)));
    for (int before = 0; before < 3; before++) {
      byte[] shifted = new byte[before + bytes.length];
      System.arraycopy(bytes, 0, shifted, before, bytes.length);
      // characters that bits of a neighbour are in are not known
      int first = (before * 8 + 5) / 6;
      int end = shifted.length * 8 / 6;
      if (end > first) {
        String base64 = Base64.getEncoder().encodeToString(shifted).substring(first, end);
        add(text, as + " base64", ascii(base64));
        add(text, as + " base64", ascii(base64.replace('+', '-').replace('/', '_')));
      }
    }
  }

  private void add(String text, String as, byte[] bytes) {
    if (bytes.length >= SHORTEST && known.add(ByteBuffer.wrap(bytes))) {
      forms
          .computeIfAbsent(first(bytes, 0), key -> new ArrayList<>())
          .add(new Form(text, as, bytes));
    }
  }

  /** Each form that is in the bytes, in words. */
  List<String> in(byte[] content) {
    List<String> found = new ArrayList<>();
    look(content, "", found);
    return found;
  }

  private void look(byte[] content, String inside, List<String> found) {
    for (int at = 0; at + SHORTEST <= content.length; at++) {
      for (Form form : forms.getOrDefault(first(content, at), List.of())) {
        int end = at + form.bytes().length;
        if (end <= content.length
            && Arrays.equals(content, at, end, form.bytes(), 0, form.bytes().length)) {
          found.add("%s as %s%s at %d".formatted(form.text(), form.as(), inside, at));
        }
      }
    }
    if (inside.length() < DEEPEST * 10) {
      unfold(content, inside, found);
    }
  }

  private void unfold(byte[] content, String inside, List<String> found) {
    if (content.length > 2 && content[0] == 0x1f && content[1] == (byte) 0x8b) {
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
        look(in.readAllBytes(), inside + " in gzip", found);
      } catch (IOException e) {
        // it only looked like it
      }
    }
    Matcher encoded = ENCODED.matcher(new String(content, StandardCharsets.ISO_8859_1));
    while (encoded.find()) {
      String text = encoded.group().replace('-', '+').replace('_', '/');
      // a sign in front, such as that of multibase, moves what follows
      for (int from = 0; from < 2; from++) {
        String whole = text.substring(from, from + (text.length() - from) / 4 * 4);
        look(Base64.getDecoder().decode(whole), inside + " in base64", found);
      }
    }
  }

  private static long first(byte[] bytes, int at) {
    long key = 0;
    for (int i = at; i < at + SHORTEST; i++) {
      key = key << 8 | bytes[i] & 255;
    }
    return key;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
