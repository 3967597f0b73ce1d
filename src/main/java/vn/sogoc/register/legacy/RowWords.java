package vn.sogoc.register.legacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A row of a register book in JSON: every text as printed; what is missing is empty. */
@Schema(name = "LegacyRow")
@JsonInclude(JsonInclude.Include.NON_NULL)
record RowWords(
    @Schema(description = "số vào sổ gốc as printed; ? for what cannot be read")
        @Nullable String registerNumber,
    @Nullable Boolean registerUnreadable,
    @Schema(description = "số hiệu, the same") @Nullable String serialNumber,
    @Nullable Boolean serialUnreadable,
    @Schema(required = true) @Nullable String fullName,
    @Schema(description = "as printed: 17/05/1985, 00/00/1985, năm 1985") @Nullable String birth,
    @Schema(description = "what is known of it, in answers") @Nullable String birthDate,
    @Nullable String birthplace,
    @Schema(description = "M, F or empty") @Nullable String sex,
    @Nullable String ranking,
    @Nullable Integer graduationYear,
    @Schema(description = "date of issue as printed") @Nullable String issued,
    @Schema(description = "what is known of it, in answers") @Nullable String issueDate,
    @Schema(description = "code of the catalogue; empty for that of the book")
        @Nullable String kind,
    @Nullable String signerName,
    @Nullable String signerTitle,
    @Nullable String note) {

  /** The texts by field. */
  Map<String, String> typed() {
    Map<String, String> words = new HashMap<>();
    put(words, "registerNumber", registerNumber);
    put(words, "registerUnreadable", flag(registerUnreadable));
    put(words, "serialNumber", serialNumber);
    put(words, "serialUnreadable", flag(serialUnreadable));
    put(words, "fullName", fullName);
    put(words, "birth", birth);
    put(words, "birthplace", birthplace);
    put(words, "sex", sex);
    put(words, "ranking", ranking);
    put(words, "graduationYear", graduationYear == null ? null : graduationYear.toString());
    put(words, "issued", issued);
    put(words, "kind", kind);
    put(words, "signerName", signerName);
    put(words, "signerTitle", signerTitle);
    put(words, "note", note);
    return words;
  }

  static RowWords of(KeyedRow row) {
    return new RowWords(
        row.registerNumber(),
        row.isRegisterUnreadable(),
        row.serialNumber(),
        row.isSerialUnreadable(),
        row.fullName().value(),
        row.birth().printed(),
        row.birth().known().map(Object::toString).orElse(null),
        row.birthplace(),
        row.sex(),
        row.ranking(),
        row.graduationYear(),
        row.issued().printed(),
        row.issued().known().map(Object::toString).orElse(null),
        row.kind(),
        row.signerName(),
        row.signerTitle(),
        row.note());
  }

  static @Nullable RowWords of(Optional<KeyedRow> row) {
    return row.map(RowWords::of).orElse(null);
  }

  private static void put(Map<String, String> words, String field, @Nullable String text) {
    if (text != null) {
      words.put(field, text);
    }
  }

  private static @Nullable String flag(@Nullable Boolean set) {
    return set != null && set ? KeyedRow.YES : null;
  }
}
