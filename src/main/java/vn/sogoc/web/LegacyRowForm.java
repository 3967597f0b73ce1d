package vn.sogoc.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** A row of an old register book as it was typed, and what was decided about it. */
@SuppressWarnings("NullAway.Init") // filled in by the framework
class LegacyRowForm {
  @RestForm @Nullable String registerNumber;
  @RestForm @Nullable String registerUnreadable;
  @RestForm @Nullable String serialNumber;
  @RestForm @Nullable String serialUnreadable;
  @RestForm @Nullable String fullName;
  @RestForm @Nullable String birth;
  @RestForm @Nullable String birthplace;
  @RestForm @Nullable String sex;
  @RestForm @Nullable String ranking;
  @RestForm @Nullable String graduationYear;
  @RestForm @Nullable String issued;
  @RestForm @Nullable String kind;
  @RestForm @Nullable String signerName;
  @RestForm @Nullable String signerTitle;
  @RestForm @Nullable String note;
  @RestForm @Nullable String what;
  @RestForm @Nullable String reason;

  /** Texts by field; what was not sent is left out. */
  Map<String, String> typed() {
    Map<String, String> typed = new LinkedHashMap<>();
    put(typed, "registerNumber", registerNumber);
    put(typed, "registerUnreadable", registerUnreadable);
    put(typed, "serialNumber", serialNumber);
    put(typed, "serialUnreadable", serialUnreadable);
    put(typed, "fullName", fullName);
    put(typed, "birth", birth);
    put(typed, "birthplace", birthplace);
    put(typed, "sex", sex);
    put(typed, "ranking", ranking);
    put(typed, "graduationYear", graduationYear);
    put(typed, "issued", issued);
    put(typed, "kind", kind);
    put(typed, "signerName", signerName);
    put(typed, "signerTitle", signerTitle);
    put(typed, "note", note);
    return typed;
  }

  private static void put(Map<String, String> typed, String field, @Nullable String text) {
    if (text != null) {
      typed.put(field, text);
    }
  }
}
