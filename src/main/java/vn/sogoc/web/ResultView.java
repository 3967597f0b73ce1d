package vn.sogoc.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sogoc.verification.Check;
import vn.sogoc.verification.CheckCode;
import vn.sogoc.verification.CopyResponse;
import vn.sogoc.verification.DocumentResponse;
import vn.sogoc.verification.VerificationAnswer;

/**
 * One answer in one language, ready to be written. The order is that of reading: verdict, time,
 * lines to compare, checks, receipt, what next.
 *
 * @param ui words of the language
 * @param verdict code of the verdict
 * @param words what it is called in messages
 * @param since the day a decision took effect, written out
 * @param checkedAt written out
 * @param checkedAtIso the same for the script that shows the age
 * @param statusAsOf written out
 * @param pairs lines to compare with the paper; empty where nothing vouches for them
 * @param courses of a supplement; empty of anything else
 * @param checks in the order in which they were made
 * @param lineage path of the page that says what happened to it; null where nothing is shown
 * @param copy whether it is about a copy from a register book, whose words are others
 * @param supplement whether it is about a supplement, whose words are others too
 * @param covered what is said of the old books of the institution whose number was typed; empty
 *     where that is open
 * @param receiptCode as typed by a person
 * @param receiptUrl the whole address
 */
public record ResultView(
    Ui ui,
    String verdict,
    String words,
    @Nullable String since,
    String checkedAt,
    String checkedAtIso,
    @Nullable String statusAsOf,
    List<Pair> pairs,
    List<SupplementSheetScreen.CourseLine> courses,
    List<CheckLine> checks,
    @Nullable String lineage,
    boolean copy,
    boolean supplement,
    List<String> covered,
    @Nullable String receiptCode,
    @Nullable String receiptUrl) {

  /** A line to compare; {@code small} says where the value comes from. */
  public record Pair(String label, String value, @Nullable String small) {}

  /**
   * A check: its name, its result as a word, and a sentence.
   *
   * @param result code, also the style
   */
  public record CheckLine(String name, String result, String word, @Nullable String message) {
    static CheckLine of(Ui ui, Check check) {
      String code = check.code().code();
      String result = check.result().code();
      return new CheckLine(
          ui.t("check." + code),
          result,
          ui.t("check.result." + result),
          check
              .reason()
              .flatMap(reason -> ui.find("reason." + reason))
              .or(() -> ui.find("check." + code + "." + result))
              .orElse(null));
    }

    /** The shape of the result. */
    public String icon() {
      return Verdicts.checkIcon(result);
    }
  }

  public ResultView {
    pairs = Verdicts.withholds(verdict) ? List.of() : List.copyOf(pairs);
    courses = Verdicts.withholds(verdict) ? List.of() : List.copyOf(courses);
    checks = List.copyOf(checks);
    covered = List.copyOf(covered);
  }

  static ResultView of(Ui ui, VerificationAnswer answer) {
    return new ResultView(
        ui,
        answer.verdict().code(),
        answer.words(),
        answer.checks().stream()
            .filter(check -> check.code() == CheckCode.STATUS)
            .flatMap(check -> check.since().stream())
            .findFirst()
            .map(ui.shown()::day)
            .orElse(null),
        ui.shown().time(answer.checkedAt()),
        answer.checkedAt().toString(),
        ui.shown().time(answer.statusAsOf()),
        answer
            .document()
            .map(shown -> Pairs.of(ui, DocumentResponse.of(shown)))
            .or(() -> answer.copy().map(copy -> Pairs.of(ui, CopyResponse.of(copy))))
            .or(() -> answer.supplement().map(one -> SupplementWords.pairs(ui, one)))
            .orElse(List.of()),
        answer
            .supplement()
            .map(one -> SupplementWords.courses(ui, one.supplement().content()))
            .orElse(List.of()),
        answer.checks().stream().map(check -> CheckLine.of(ui, check)).toList(),
        answer.document().map(shown -> LineagePages.path(shown.record().id())).orElse(null),
        answer.copy().isPresent(),
        answer.supplement().isPresent(),
        answer.coverage().map(said -> CoverageWords.lines(ui, said)).orElse(List.of()),
        answer.shortCode(),
        ui.address() + "/r/" + answer.shortCode());
  }

  /** Colour family. */
  public String tone() {
    return copy && verdict.equals("valid") ? "calm" : Verdicts.tone(verdict);
  }

  /** Shape. */
  public String icon() {
    return copy && verdict.equals("valid") ? "note-circle" : Verdicts.icon(verdict);
  }

  /** The verdict in a word or two. */
  public String word() {
    return words("word");
  }

  /** The verdict in a sentence. */
  public String sentence() {
    String sentence = words("sentence");
    return since == null ? sentence : sentence + " " + ui.t("verdict.since", since);
  }

  /** Whether the fields are missing on purpose, which the page then says. */
  public boolean withheld() {
    return Verdicts.withholds(verdict) && !verdict.equals("not_found");
  }

  /** Whether nothing was found, so that the page says how much is covered at all. */
  public boolean nothing() {
    return verdict.equals("not_found");
  }

  /** What to do now, one step a line. */
  public List<String> next() {
    String other = copy ? ".copy" : supplement ? ".supplement" : "";
    List<String> own = other.isEmpty() ? List.of() : steps(ui, verdict + other);
    return own.isEmpty() ? steps(ui, words) : own;
  }

  private String words(String part) {
    return words(ui, verdict, words, copy, supplement, part);
  }

  /**
   * Words about a copy from a register book, and about a supplement, are others than about a
   * born-digital diploma.
   */
  static String words(
      Ui ui, String verdict, String words, boolean copy, boolean supplement, String part) {
    Optional<String> own =
        copy
            ? ui.find("verdict." + words + ".copy." + part)
            : supplement ? ui.find("verdict." + verdict + ".supplement." + part) : Optional.empty();
    return own.orElseGet(() -> ui.t("verdict." + words + "." + part));
  }

  static List<String> steps(Ui ui, String verdict) {
    List<String> steps = new ArrayList<>();
    for (int i = 1; i <= 9; i++) {
      Optional<String> step = ui.find("verdict." + verdict + ".next" + i);
      if (step.isEmpty()) {
        break;
      }
      steps.add(step.get());
    }
    return steps;
  }
}
