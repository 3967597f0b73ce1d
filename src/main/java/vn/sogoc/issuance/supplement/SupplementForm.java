package vn.sogoc.issuance.supplement;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.PartialDate;
import vn.sogoc.credential.PersonName;
import vn.sogoc.credential.Programme;
import vn.sogoc.credential.Term;
import vn.sogoc.credential.TextRule;
import vn.sogoc.credential.supplement.Amount;
import vn.sogoc.credential.supplement.ContentCodec;
import vn.sogoc.credential.supplement.Course;
import vn.sogoc.credential.supplement.SupplementContent;
import vn.sogoc.credential.supplement.Thesis;
import vn.sogoc.kernel.Refusal;

/**
 * Makes the content of a supplement of the rows of one person and the signed record of their
 * diploma. What the diploma says is taken from there; a list that says something else is refused.
 */
final class SupplementForm {
  private static final int TEN = 10;
  private static final Set<String> YES = Set.of("x", "1", "có", "co", "yes", "true");

  private final Catalogue catalogue;
  private final PersonRows rows;
  private final Claims claims;
  private final Faults faults;

  private SupplementForm(Catalogue catalogue, PersonRows rows, Claims claims, Faults faults) {
    this.catalogue = catalogue;
    this.rows = rows;
    this.claims = claims;
    this.faults = faults;
  }

  /**
   * Reads a person's rows.
   *
   * @return empty where something is wrong, which the faults say then
   */
  static Optional<SupplementContent> read(
      Catalogue catalogue, PersonRows rows, Claims claims, Faults faults) {
    int before = faults.count();
    SupplementForm form = new SupplementForm(catalogue, rows, claims, faults);
    Optional<SupplementContent> content = form.content();
    content.ifPresent(form::sums);
    return faults.count() == before ? content : Optional.empty();
  }

  private Optional<SupplementContent> content() {
    int before = faults.count();
    name();
    int scale = scale();
    String student = text(SupplementColumn.STUDENT, SupplementContent::isCode, true);
    @Nullable PartialDate enrolled = enrolled();
    @Nullable BilingualText language = language();
    @Nullable BilingualText duration =
        words(SupplementColumn.DURATION, SupplementColumn.DURATION_EN, true);
    @Nullable BilingualText specialisation = specialisation();
    @Nullable BilingualText mode = mode();
    level();
    @Nullable Amount total =
        amount(rows.row(SupplementColumn.CREDITS_TOTAL), SupplementColumn.CREDITS_TOTAL, -1);
    @Nullable Amount average =
        amount(rows.row(SupplementColumn.AVERAGE), SupplementColumn.AVERAGE, scale);
    @Nullable Thesis thesis = thesis(scale);
    List<Course> courses = courses(scale);
    String note = text(SupplementColumn.NOTE, n -> TextRule.isPlain(n, 500), false);
    Programme programme = claims.programme();
    if (programme == null) {
      faults.add(rows.first(), "supplement_value_missing", "Ngành đào tạo", "", "");
    }
    if (faults.count() > before
        || enrolled == null
        || language == null
        || duration == null
        || total == null
        || average == null
        || programme == null) {
      return Optional.empty();
    }
    SupplementContent content =
        new SupplementContent(
            claims.fullName(),
            claims.birthDate(),
            student,
            programme.label(),
            specialisation,
            enrolled,
            language,
            duration,
            claims.kind().vqfLevel(),
            mode,
            scale,
            total,
            average,
            thesis,
            of(claims.ranking()),
            courses,
            note.isEmpty() ? List.of() : List.of(note));
    int size = ContentCodec.encode(content).size();
    if (size > ContentCodec.MAX_SIZE) {
      faults.add(
          rows.first(),
          "supplement_too_large",
          SupplementColumn.COURSE,
          "" + ContentCodec.MAX_SIZE,
          "" + size);
      return Optional.empty();
    }
    return Optional.of(content);
  }

  /** The stated total must be the sum; the average is a warning, since rules of rounding differ. */
  private void sums(SupplementContent content) {
    int counted = content.creditsCounted();
    if (counted != content.totalCredits().hundredths()) {
      faults.add(
          rows.row(SupplementColumn.CREDITS_TOTAL),
          "supplement_credits",
          SupplementColumn.CREDITS_TOTAL,
          counted > Amount.MOST ? ">1000" : new Amount(counted).toString(),
          content.totalCredits().toString());
    }
  }

  /** Whether the stated average is another than the recomputed one, by more than a rounding. */
  static boolean isAverageOff(SupplementContent content) {
    return content
        .averageComputed()
        .filter(a -> Math.abs(a.hundredths() - content.average().hundredths()) > 1)
        .isPresent();
  }

  private void name() {
    String typed = rows.text(SupplementColumn.NAME);
    if (!PersonName.searchKey(typed).equals(claims.fullName().searchKey())) {
      faults.add(
          rows.row(SupplementColumn.NAME),
          typed.isEmpty() ? "supplement_value_missing" : "supplement_name_differs",
          SupplementColumn.NAME,
          claims.fullName().value(),
          typed);
    }
  }

  private int scale() {
    String typed = rows.text(SupplementColumn.SCALE);
    if (typed.isEmpty()) {
      return TEN;
    }
    if (typed.matches("[0-9]{1,3}") && SupplementContent.isScale(Integer.parseInt(typed))) {
      return Integer.parseInt(typed);
    }
    faults.add(
        rows.row(SupplementColumn.SCALE),
        "supplement_value",
        SupplementColumn.SCALE,
        "4, 10, 100",
        typed);
    return TEN;
  }

  private @Nullable PartialDate enrolled() {
    String typed = rows.text(SupplementColumn.ENROLLED);
    if (!typed.isEmpty()) {
      try {
        PartialDate date = PartialDate.parseTyped(typed);
        if (date.year() <= claims.issueDate().getYear()
            && date.year() > claims.birthDate().year()) {
          return date;
        }
      } catch (Refusal none) {
        // told below
      }
    }
    wrong(SupplementColumn.ENROLLED, "DD/MM/YYYY, MM/YYYY, YYYY", typed);
    return null;
  }

  private @Nullable BilingualText language() {
    String typed = rows.text(SupplementColumn.LANGUAGE);
    Optional<Term> known = catalogue.find(catalogue.languages(), typed);
    return known.isPresent() && rows.text(SupplementColumn.LANGUAGE_EN).isEmpty()
        ? known.get().label()
        : words(SupplementColumn.LANGUAGE, SupplementColumn.LANGUAGE_EN, true);
  }

  private @Nullable BilingualText specialisation() {
    BilingualText signed = claims.specialisation();
    BilingualText typed =
        words(SupplementColumn.SPECIALISATION, SupplementColumn.SPECIALISATION_EN, false);
    if (signed != null && typed != null && !signed.vi().equals(typed.vi())) {
      differs(SupplementColumn.SPECIALISATION, signed.vi(), typed.vi());
    }
    return signed == null ? typed : signed;
  }

  private @Nullable BilingualText mode() {
    BilingualText signed = of(claims.mode());
    String typed = text(SupplementColumn.MODE, SupplementContent::isText, false);
    if (signed != null && !typed.isEmpty() && !isSame(signed.vi(), typed)) {
      differs(SupplementColumn.MODE, signed.vi(), typed);
    }
    return signed != null || typed.isEmpty() ? signed : new BilingualText(typed, "");
  }

  private void level() {
    String typed = rows.text(SupplementColumn.LEVEL);
    String signed = Integer.toString(claims.kind().vqfLevel());
    if (!typed.isEmpty() && !typed.replaceFirst("(?i)^bậc\\s+", "").equals(signed)) {
      differs(SupplementColumn.LEVEL, signed, typed);
    }
  }

  private @Nullable Thesis thesis(int scale) {
    BilingualText title =
        words(
            SupplementColumn.THESIS,
            SupplementColumn.THESIS_EN,
            false,
            t -> TextRule.isPlain(t, SupplementContent.LONGEST_NOTE));
    String letter = text(SupplementColumn.THESIS_LETTER, SupplementContent::isLetter, false);
    String typed = rows.text(SupplementColumn.THESIS_MARK);
    Amount mark =
        typed.isEmpty()
            ? null
            : amount(rows.row(SupplementColumn.THESIS_MARK), SupplementColumn.THESIS_MARK, scale);
    if (title == null && (!typed.isEmpty() || !letter.isEmpty())) {
      faults.add(rows.first(), "supplement_value_missing", SupplementColumn.THESIS, "", "");
    }
    return title == null ? null : new Thesis(title, mark, letter);
  }

  private List<Course> courses(int scale) {
    List<Course> courses = new ArrayList<>();
    Set<String> codes = new HashSet<>();
    for (PersonRows.CourseRow row : rows.courses()) {
      String code = row.text(SupplementColumn.COURSE);
      if (!SupplementContent.isCode(code)) {
        wrong(row.row(), SupplementColumn.COURSE, "1-20", code);
      } else if (!codes.add(code.toUpperCase(Locale.ROOT))) {
        faults.add(row.row(), "supplement_course_repeated", SupplementColumn.COURSE, "", code);
      }
      String vi = row.text(SupplementColumn.COURSE_NAME);
      String en = row.text(SupplementColumn.COURSE_NAME_EN);
      String elsewhere = row.text(SupplementColumn.ELSEWHERE);
      String letter = row.text(SupplementColumn.LETTER);
      String flag = row.text(SupplementColumn.NOT_COUNTED).toLowerCase(Locale.ROOT);
      isText(row, SupplementColumn.COURSE_NAME, vi, true);
      isText(row, SupplementColumn.COURSE_NAME_EN, en, false);
      isText(row, SupplementColumn.ELSEWHERE, elsewhere, false);
      if (!SupplementContent.isLetter(letter)) {
        wrong(row.row(), SupplementColumn.LETTER, "1-20", letter);
      }
      if (!flag.isEmpty() && !YES.contains(flag)) {
        wrong(row.row(), SupplementColumn.NOT_COUNTED, "x", flag);
      }
      Amount credits = amount(row, SupplementColumn.CREDITS, 100);
      String typed = row.text(SupplementColumn.MARK);
      Amount mark = typed.isEmpty() ? null : amount(row, SupplementColumn.MARK, scale);
      if (typed.isEmpty() && letter.isEmpty()) {
        faults.add(row.row(), "supplement_value_missing", SupplementColumn.MARK, "", "");
      }
      if (credits != null && !vi.isEmpty()) {
        courses.add(
            new Course(
                code, new BilingualText(vi, en), credits, mark, letter, elsewhere, flag.isEmpty()));
      }
    }
    return courses;
  }

  private void isText(
      PersonRows.CourseRow row, SupplementColumn column, String text, boolean required) {
    boolean stands = text.isEmpty() ? !required : SupplementContent.isText(text);
    if (!stands) {
      wrong(row.row(), column, "1-200", text);
    }
  }

  private @Nullable Amount amount(PersonRows.CourseRow row, SupplementColumn column, int most) {
    return amount(row.row(), column, most, row.text(column));
  }

  private @Nullable Amount amount(int row, SupplementColumn column, int most) {
    return amount(row, column, most, rows.text(column));
  }

  private @Nullable Amount amount(int row, SupplementColumn column, int most, String typed) {
    int highest = most < 0 ? Amount.MOST / 100 : most;
    Optional<Amount> read =
        Amount.parse(typed).filter(a -> SupplementContent.isOnScale(a, highest));
    if (read.isEmpty()) {
      wrong(row, column, "0-" + highest, typed);
    }
    return read.orElse(null);
  }

  private @Nullable BilingualText words(
      SupplementColumn column, SupplementColumn english, boolean required) {
    return words(column, english, required, SupplementContent::isText);
  }

  private @Nullable BilingualText words(
      SupplementColumn column, SupplementColumn english, boolean required, Predicate<String> rule) {
    String vi = text(column, rule, required);
    String en = text(english, rule, false);
    if (vi.isEmpty() && !en.isEmpty()) {
      faults.add(rows.row(english), "supplement_value_missing", column, "", "");
    }
    return vi.isEmpty() ? null : new BilingualText(vi, en);
  }

  private String text(SupplementColumn column, Predicate<String> rule, boolean required) {
    String text = rows.text(column);
    if (text.isEmpty()) {
      if (required) {
        faults.add(rows.first(), "supplement_value_missing", column, "", "");
      }
      return "";
    }
    if (!rule.test(text)) {
      wrong(column, column == SupplementColumn.STUDENT ? "1-20" : "1-200", text);
      return "";
    }
    return text;
  }

  private void differs(SupplementColumn column, String signed, String typed) {
    faults.add(rows.row(column), "supplement_record_differs", column, signed, typed);
  }

  private void wrong(SupplementColumn column, String expected, String found) {
    wrong(rows.row(column), column, expected, found);
  }

  private void wrong(int row, SupplementColumn column, String expected, String found) {
    String code = found.isEmpty() ? "supplement_value_missing" : "supplement_value";
    faults.add(row, code, column, expected, found);
  }

  private static boolean isSame(String one, String other) {
    return PersonName.searchKey(one).equals(PersonName.searchKey(other));
  }

  private static @Nullable BilingualText of(@Nullable Term term) {
    return term == null ? null : term.label();
  }
}
