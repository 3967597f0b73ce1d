package vn.sogoc.register.legacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An old register book as JSON. */
@Schema(name = "LegacyBook")
record BookResponse(
    String id,
    @Schema(description = "who keeps it") String keeper,
    @Schema(description = "whose it is") String issuer,
    String kind,
    String title,
    int yearFrom,
    int yearTo,
    String firstNumber,
    String lastNumber,
    List<Declaration> declarations) {

  /** What was declared of it; the newest approved one counts. */
  @Schema(name = "LegacyDeclaration")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Declaration(
      int version,
      int entries,
      boolean lost,
      String minutes,
      String declaredBy,
      Instant declaredAt,
      @Schema(description = "what another person approves") String contentHash,
      @Nullable String approvedBy) {}

  static BookResponse of(BookView book) {
    return new BookResponse(
        book.id().toString(),
        "iss_" + book.institution(),
        "iss_" + book.issuer(),
        book.kind(),
        book.title(),
        book.yearFrom(),
        book.yearTo(),
        book.firstNumber(),
        book.lastNumber(),
        book.declarations().stream()
            .map(
                d ->
                    new Declaration(
                        d.version(),
                        d.entries(),
                        d.lost(),
                        d.minutes(),
                        d.by(),
                        d.at(),
                        d.content().hex(),
                        d.approved().orElse(null)))
            .toList());
  }
}
