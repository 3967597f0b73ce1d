package vn.sogoc.issuance;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.Programme;
import vn.sogoc.credential.Score;
import vn.sogoc.credential.Term;

/**
 * A line of a document, as its holder looks it over: what the paper says and nothing else, so there
 * is no personal number among them, and no ethnicity.
 *
 * @param field a stable word, such as {@code name}
 * @param value as printed; a date as {@code YYYY-MM-DD}, {@code YYYY-MM} or {@code YYYY}
 * @param isDate whether it is one
 */
public record DocumentLine(String field, BilingualText value, boolean isDate) {

  /** What a document says, line by line. */
  public static List<DocumentLine> of(Claims claims) {
    Lines lines = new Lines();
    Programme programme = claims.programme();
    lines.put("kind", claims.kind().label());
    lines.put("name", claims.fullName().value());
    lines.date("birth", claims.birthDate().toString());
    lines.put("sex", claims.sex());
    lines.put("programme", programme == null ? null : programme.label());
    lines.put("specialisation", claims.specialisation());
    lines.put("language", claims.language());
    lines.put("level", claims.level());
    if (!claims.scores().isEmpty()) {
      lines.put("scores", scores(claims.scores()));
    }
    lines.put("ranking", claims.ranking());
    lines.put("mode", claims.mode());
    lines.put("school", claims.school());
    lines.put("exam-board", claims.examBoard());
    lines.put("exam-session", claims.examSession());
    lines.date("exam", claims.examDate());
    lines.put("graduation", claims.graduationYear());
    lines.put("decision", claims.decisionNumber());
    lines.date("decision-date", claims.decisionDate());
    lines.put("place", claims.place().label());
    lines.date("issued", claims.issueDate());
    lines.date("expires", claims.expires());
    lines.put("signer", signer(claims));
    return List.copyOf(lines.all);
  }

  private static BilingualText scores(List<Score> scores) {
    List<String> vi = new ArrayList<>();
    List<String> en = new ArrayList<>();
    for (Score one : scores) {
      String value = one.value().toPlainString();
      BilingualText skill = one.skill().label();
      vi.add(skill.vi() + " " + value.replace('.', ','));
      en.add((skill.isBilingual() ? skill.en() : skill.vi()) + " " + value);
    }
    return new BilingualText(String.join(" · ", vi), String.join(" · ", en));
  }

  private static BilingualText signer(Claims claims) {
    Term as = claims.signsAs();
    String form = as == null ? "" : as.vi() + " ";
    BilingualText title = claims.signerTitle().label();
    String english = title.isBilingual() ? title.en() : title.vi();
    return new BilingualText(
        "%s (%s%s)".formatted(claims.signerName(), form, title.vi()),
        "%s (%s%s)".formatted(claims.signerName(), form, english));
  }

  /** Lines on their way; what a document does not say is none. */
  private static final class Lines {
    private final List<DocumentLine> all = new ArrayList<>();

    void put(String field, @Nullable BilingualText value) {
      if (value != null) {
        all.add(new DocumentLine(field, value, false));
      }
    }

    void put(String field, @Nullable Term value) {
      put(field, value == null ? null : value.label());
    }

    void put(String field, @Nullable String value) {
      put(field, value == null ? null : new BilingualText(value, value));
    }

    void put(String field, @Nullable Integer value) {
      put(field, value == null ? null : value.toString());
    }

    void date(String field, @Nullable Object day) {
      if (day != null) {
        all.add(new DocumentLine(field, new BilingualText(day.toString(), day.toString()), true));
      }
    }
  }
}
