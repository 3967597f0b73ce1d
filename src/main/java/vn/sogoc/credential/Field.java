package vn.sogoc.credential;

import java.util.Arrays;
import java.util.Optional;

/** The claims of a record that a kind may require, allow or forbid. */
public enum Field {
  SEX("sex"),
  PROGRAMME("programme"),
  SPECIALISATION("specialisation"),
  RANKING("ranking"),
  GRADUATION_YEAR("graduationYear"),
  MODE("mode"),
  EXPIRES("expires"),
  LANGUAGE("language"),
  LEVEL("level"),
  SCORES("scores"),
  EXAM_DATE("examDate"),
  SCHOOL("school"),
  EXAM_BOARD("examBoard"),
  EXAM_SESSION("examSession");

  private final String key;

  Field(String key) {
    this.key = key;
  }

  /** The name in JSON, in the catalogue and in faults. */
  public String key() {
    return key;
  }

  /** The field of that name. */
  public static Optional<Field> ofKey(String key) {
    return Arrays.stream(values()).filter(f -> f.key.equals(key)).findFirst();
  }
}
