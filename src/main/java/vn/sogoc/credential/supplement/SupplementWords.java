package vn.sogoc.credential.supplement;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;

/** The content of a supplement as JSON; decimals are texts, because they are exact. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "SupplementContent")
public record SupplementWords(
    String fullName,
    String dateOfBirth,
    String studentCode,
    Words programme,
    @Nullable Words specialisation,
    @Schema(description = "as far as it is known: a day, a month or a year") String enrolled,
    Words language,
    Words duration,
    @Schema(description = "level of the national framework (VQF), 1 to 8") int level,
    @Nullable Words mode,
    @Schema(description = "the highest mark: 4, 10 or 100") int scale,
    String totalCredits,
    String average,
    @Nullable ThesisWords thesis,
    @Nullable Words ranking,
    List<CourseWords> courses,
    List<String> notes) {

  /** The same in both languages; English is empty where none was given. */
  @Schema(name = "SupplementText")
  public record Words(String vi, String en) {
    static Words of(BilingualText text) {
      return new Words(text.vi(), text.en());
    }

    static @Nullable Words orNull(@Nullable BilingualText text) {
      return text == null ? null : of(text);
    }
  }

  /** A thesis with its result. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "SupplementThesis")
  public record ThesisWords(Words title, @Nullable String mark, @Nullable String letter) {}

  /** A course with its result. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "SupplementCourse")
  public record CourseWords(
      String code,
      Words name,
      String credits,
      @Nullable String mark,
      @Nullable String letter,
      @Schema(description = "the other institution where the credits were earned")
          @Nullable String elsewhere,
      @Schema(description = "whether it counts for the credits and the average") boolean counted) {}

  /** All of it. */
  public static SupplementWords of(SupplementContent c) {
    Thesis thesis = c.thesis();
    return new SupplementWords(
        c.fullName().value(),
        c.birthDate().toString(),
        c.studentCode(),
        Words.of(c.programme()),
        Words.orNull(c.specialisation()),
        c.enrolled().toString(),
        Words.of(c.language()),
        Words.of(c.duration()),
        c.level(),
        Words.orNull(c.mode()),
        c.scale(),
        c.totalCredits().toString(),
        c.average().toString(),
        thesis == null
            ? null
            : new ThesisWords(Words.of(thesis.title()), text(thesis.mark()), none(thesis.letter())),
        Words.orNull(c.ranking()),
        c.courses().stream().map(SupplementWords::course).toList(),
        c.notes());
  }

  private static CourseWords course(Course course) {
    return new CourseWords(
        course.code(),
        Words.of(course.name()),
        course.credits().toString(),
        text(course.mark()),
        none(course.letter()),
        none(course.elsewhere()),
        course.counted());
  }

  private static @Nullable String text(@Nullable Amount amount) {
    return amount == null ? null : amount.toString();
  }

  private static @Nullable String none(String text) {
    return text.isEmpty() ? null : text;
  }
}
