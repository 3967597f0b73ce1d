package vn.sogoc.credential.supplement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.credential.PartialDate;
import vn.sogoc.credential.PersonName;
import vn.sogoc.credential.TextRule;

/**
 * What a supplement says of the holder and of what they learned. What stands on the diploma too is
 * taken from its signed record, so that the two cannot differ.
 *
 * @param studentCode which links it to the diploma, together with the serial number
 * @param specialisation null where there is none
 * @param enrolled as far as it is known
 * @param level of the national framework (VQF), 1 to 8
 * @param mode null where the diploma does not say it
 * @param scale the highest mark: 4, 10 or 100
 * @param totalCredits of the courses that count
 * @param average over the whole course (điểm trung bình tích lũy)
 * @param thesis null where there is none
 * @param ranking null where the diploma has none
 * @param courses 1 to {@value #MOST_COURSES}, in the order of the institution
 * @param notes what the institution adds, at most {@value #MOST_NOTES}
 */
public record SupplementContent(
    PersonName fullName,
    PartialDate birthDate,
    String studentCode,
    BilingualText programme,
    @Nullable BilingualText specialisation,
    PartialDate enrolled,
    BilingualText language,
    BilingualText duration,
    int level,
    @Nullable BilingualText mode,
    int scale,
    Amount totalCredits,
    Amount average,
    @Nullable Thesis thesis,
    @Nullable BilingualText ranking,
    List<Course> courses,
    List<String> notes) {
  /** The most courses of one person. */
  public static final int MOST_COURSES = 200;

  /** The most texts that an institution adds. */
  public static final int MOST_NOTES = 10;

  /** In characters: names of courses, of programmes, of institutions. */
  public static final int LONGEST_TEXT = 200;

  /** In characters: codes of students and courses. */
  public static final int LONGEST_CODE = 20;

  /** In characters: letters and words in place of a mark. */
  public static final int LONGEST_LETTER = 20;

  /** In characters: what an institution adds, and the title of a thesis. */
  public static final int LONGEST_NOTE = 500;

  private static final Set<Integer> SCALES = Set.of(4, 10, 100);
  private static final int HIGHEST_LEVEL = 8;
  private static final int MOST_CREDITS = 100;

  public SupplementContent {
    courses = List.copyOf(courses);
    notes = List.copyOf(notes);
    require(isCode(studentCode), "a code of the student");
    require(isText(programme) && (specialisation == null || isText(specialisation)), "a programme");
    require(isText(language) && isText(duration) && (mode == null || isText(mode)), "words");
    require(ranking == null || isText(ranking), "a ranking");
    require(level >= 1 && level <= HIGHEST_LEVEL, "a level of 1 to 8");
    require(isScale(scale), "a scale of 4, 10 or 100");
    require(isOnScale(average, scale), "an average on the scale");
    require(thesis == null || isThesis(thesis, scale), "a thesis");
    require(!courses.isEmpty() && courses.size() <= MOST_COURSES, "1 to 200 courses");
    Set<String> codes = new HashSet<>();
    for (Course course : courses) {
      require(isCourse(course, scale), "a course");
      require(codes.add(course.code()), "each course once");
    }
    require(notes.size() <= MOST_NOTES, "at most 10 notes");
    require(notes.stream().allMatch(n -> TextRule.isPlain(n, LONGEST_NOTE)), "a note");
  }

  /** Whether marks of this scale are written. */
  public static boolean isScale(int scale) {
    return SCALES.contains(scale);
  }

  /** Whether a mark is none, or lies on the scale. */
  public static boolean isOnScale(@Nullable Amount mark, int scale) {
    return mark == null || mark.hundredths() <= scale * 100;
  }

  /** The credits of all courses that count, in hundredths: what {@code totalCredits} must be. */
  public int creditsCounted() {
    return courses.stream().filter(Course::counted).mapToInt(c -> c.credits().hundredths()).sum();
  }

  /**
   * The average of the marks of the courses that count, weighted by credits and rounded to two
   * decimals; empty where no course that counts has a mark.
   */
  public Optional<Amount> averageComputed() {
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal credits = BigDecimal.ZERO;
    for (Course course : courses) {
      Amount mark = course.mark();
      if (course.counted() && mark != null) {
        sum = sum.add(mark.value().multiply(course.credits().value()));
        credits = credits.add(course.credits().value());
      }
    }
    return credits.signum() == 0
        ? Optional.empty()
        : Optional.of(
            new Amount(
                sum.divide(credits, 2, RoundingMode.HALF_UP).movePointRight(2).intValueExact()));
  }

  /** Nothing of it, so that no mark reaches a log by accident. */
  @Override
  public String toString() {
    return "SupplementContent[" + courses.size() + " courses]";
  }

  /** Whether a text is a code: one word of letters, digits and single signs. */
  public static boolean isCode(String text) {
    return TextRule.isPlain(text, LONGEST_CODE) && text.indexOf(' ') < 0;
  }

  /** Whether a text stands on one printable line. */
  public static boolean isText(String text) {
    return TextRule.isPlain(text, LONGEST_TEXT);
  }

  private static boolean isText(BilingualText text) {
    return isText(text.vi()) && (text.en().isEmpty() || isText(text.en()));
  }

  private static boolean isThesis(Thesis thesis, int scale) {
    BilingualText title = thesis.title();
    return TextRule.isPlain(title.vi(), LONGEST_NOTE)
        && (title.en().isEmpty() || TextRule.isPlain(title.en(), LONGEST_NOTE))
        && isOnScale(thesis.mark(), scale)
        && isLetter(thesis.letter());
  }

  private static boolean isCourse(Course course, int scale) {
    return isCode(course.code())
        && isText(course.name())
        && course.credits().hundredths() <= MOST_CREDITS * 100
        && isOnScale(course.mark(), scale)
        && isLetter(course.letter())
        && (course.mark() != null || !course.letter().isEmpty())
        && (course.elsewhere().isEmpty() || isText(course.elsewhere()));
  }

  /** Whether a text is a letter or a word in place of a mark, or none. */
  public static boolean isLetter(String text) {
    return text.isEmpty() || TextRule.isPlain(text, LONGEST_LETTER);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException("a supplement has " + what);
    }
  }
}
