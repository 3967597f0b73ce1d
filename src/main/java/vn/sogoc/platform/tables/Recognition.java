package vn.sogoc.platform.tables;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.sogoc.platform.tables.Preview.Reading;

/**
 * Which form a text was written in: it is read in each, and the one under which most words are
 * Vietnamese syllables wins if it wins clearly. Otherwise nobody decides but a person.
 *
 * @param form null where a person has to choose
 * @param readings the two best, or the only one
 */
record Recognition(@Nullable TextForm form, List<Reading> readings) {
  /** No form that we know makes a clear half of the words Vietnamese. */
  private static final double LEAST_SHARE = 0.6;

  private static final double POSSIBLE_SHARE = 0.3;
  private static final double MARGIN = 0.2;
  private static final double MARGIN_OVER_UNICODE = 0.3;
  private static final int LEAST_WORDS = 3;
  private static final int MOST_WORDS = 2_000;
  private static final int SAMPLE_LINES = 3;
  private static final Pattern NO_WORD = Pattern.compile("[\\x00-\\x40\\x5B-\\x60\\x7B-\\x7F]+");
  private static final Pattern ONLY_UNICODE = Pattern.compile("[\\u1EA0-\\u1EF9ơƠưƯăĂđĐ]");

  private static final List<TextForm> IN_BYTES =
      List.of(TextForm.TCVN3, TextForm.VNI, TextForm.WINDOWS_1258);
  private static final List<TextForm> IN_UNICODE =
      List.of(TextForm.UTF_8, TextForm.TCVN3, TextForm.VNI, TextForm.LATIN_MOJIBAKE);

  Recognition {
    readings = List.copyOf(readings);
  }

  /** Of a file of single bytes; empty where no form reads right. */
  static Optional<Recognition> ofBytes(Collection<String> lines) {
    Set<String> words = words(lines);
    List<Reading> readings = readings(IN_BYTES, words, lines);
    Reading best = readings.getFirst();
    if (best.share() < POSSIBLE_SHARE) {
      return Optional.empty();
    }
    boolean clear =
        best.share() >= LEAST_SHARE
            && best.share() - readings.get(1).share() >= MARGIN
            && words.size() >= LEAST_WORDS;
    return Optional.of(clear ? certain(best) : new Recognition(null, readings.subList(0, 2)));
  }

  /** Of text that is Unicode on the outside. */
  static Recognition ofUnicode(Collection<String> lines, TextForm asItIs) {
    Set<String> words = words(lines);
    List<Reading> readings = readings(IN_UNICODE, words, lines);
    Reading best = readings.getFirst();
    Reading plain =
        readings.stream().filter(r -> r.form() == TextForm.UTF_8).findFirst().orElseThrow();
    boolean proper = words.stream().anyMatch(w -> ONLY_UNICODE.matcher(w).find());
    if (proper || best.share() <= plain.share() || best.share() < POSSIBLE_SHARE) {
      return certain(new Reading(asItIs, plain.share(), plain.sample()));
    }
    boolean clear =
        best.share() >= LEAST_SHARE
            && best.share() - plain.share() >= MARGIN_OVER_UNICODE
            && words.size() >= LEAST_WORDS;
    return clear ? certain(best) : new Recognition(null, List.of(best, plain));
  }

  /** Of the cells of one column of a Unicode file: an old form where there is no doubt. */
  static Optional<TextForm> ofColumn(Collection<String> cells) {
    Recognition recognition = ofUnicode(cells, TextForm.UTF_8);
    return Optional.ofNullable(recognition.form()).filter(form -> !form.isUnicode());
  }

  /** Whether every word with marks is a syllable. */
  static boolean isVietnamese(String text) {
    return words(List.of(text)).stream().allMatch(Syllables::isSyllable);
  }

  private static Recognition certain(Reading reading) {
    return new Recognition(reading.form(), List.of(reading));
  }

  private static List<Reading> readings(
      List<TextForm> forms, Set<String> words, Collection<String> lines) {
    List<Reading> readings = new ArrayList<>();
    for (TextForm form : forms) {
      List<String> sample =
          lines.stream().limit(SAMPLE_LINES).map(l -> form.convert(l).orElse(l)).toList();
      readings.add(new Reading(form, share(form, words), sample));
    }
    readings.sort(Comparator.comparingDouble(Reading::share).reversed());
    return readings;
  }

  private static double share(TextForm form, Set<String> words) {
    long good =
        words.stream()
            .filter(w -> form.convert(w).filter(Syllables::isSyllable).isPresent())
            .count();
    return words.isEmpty() ? 0 : (double) good / words.size();
  }

  /** The different words that are not plain ASCII; the others read the same in every form. */
  private static Set<String> words(Collection<String> lines) {
    Set<String> words = new LinkedHashSet<>();
    for (String line : lines) {
      for (String word : NO_WORD.split(line)) {
        if (words.size() < MOST_WORDS && word.chars().anyMatch(c -> c >= 0x80)) {
          words.add(word);
        }
      }
    }
    return words;
  }
}
