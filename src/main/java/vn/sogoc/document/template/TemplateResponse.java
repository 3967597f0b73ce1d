package vn.sogoc.document.template;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.sogoc.document.Design;
import vn.sogoc.document.PageField;
import vn.sogoc.document.Picture;
import vn.sogoc.kernel.Digest;

/** A template as its office sees it. */
@Schema(name = "Template")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TemplateResponse(
    String id,
    String institution,
    String kind,
    LocalDate from,
    @Nullable LocalDate until,
    @Schema(description = "what was signed before has another page") Instant agreedAt,
    @Schema(description = "what is signed after has another page") @Nullable Instant endedAt,
    TemplateAsked design) {

  /** Those agreed to last first. */
  @Schema(name = "TemplateList")
  record Many(List<TemplateResponse> data) {}

  /** One that everybody may see: a specimen of it, and when it holds. */
  @Schema(name = "PublishedTemplate")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Published(
      String id,
      String issuer,
      String kind,
      LocalDate from,
      @Nullable LocalDate until,
      Instant agreedAt,
      @Nullable Instant endedAt,
      @Schema(description = "path of the specimen, PNG") String specimen) {
    static Published of(Template t) {
      return new Published(
          t.publicId().toString(),
          "iss_" + t.institution(),
          t.kind(),
          t.from(),
          t.until(),
          t.agreedAt(),
          t.endedAt(),
          "/api/v1/templates/" + t.publicId() + "/specimen.png");
    }
  }

  /** A picture that was kept. */
  @Schema(name = "TemplateImage")
  record Image(
      @Schema(description = "SHA-256 of the picture as it was encoded anew: its name")
          String digest,
      String mediaType,
      @Schema(description = "pixels") int width,
      @Schema(description = "pixels") int height,
      int bytes) {
    static Image of(Picture p) {
      return new Image(
          p.digest().hex(), p.form().mediaType(), p.width(), p.height(), p.content().size());
    }
  }

  /** What is sent of a template. */
  static TemplateResponse of(Template t) {
    return new TemplateResponse(
        t.publicId().toString(),
        "iss_" + t.institution(),
        t.kind(),
        t.from(),
        t.until(),
        t.agreedAt(),
        t.endedAt(),
        asked(t.kind(), t.from(), t.until(), t.design()));
  }

  /** A design as somebody would ask for it. */
  public static TemplateAsked asked(
      String kind, LocalDate from, @Nullable LocalDate until, Design design) {
    Digest background = design.background();
    Design.Code code = design.code();
    return new TemplateAsked(
        kind,
        from.toString(),
        until == null ? null : until.toString(),
        design.paper().code(),
        background == null ? null : background.hex(),
        design.items().stream().map(TemplateResponse::item).toList(),
        placed(design.signature()),
        placed(design.seal()),
        new TemplateAsked.CodeAsked(
            code.form().code(), mm(code.x()), mm(code.y()), mm(code.side())));
  }

  private static TemplateAsked.ItemAsked item(Design.Item item) {
    PageField field = item.field();
    return new TemplateAsked.ItemAsked(
        field == null ? (item.english() ? "words-en" : "words-vi") : field.code(),
        field == null ? item.words() : null,
        mm(item.x()),
        mm(item.y()),
        mm(item.width()),
        mm(item.size()),
        item.align().code(),
        item.font().code(),
        "%06x".formatted(item.colour()),
        item.capitals());
  }

  private static TemplateAsked.@Nullable PictureAsked placed(Design.@Nullable Placed placed) {
    return placed == null
        ? null
        : new TemplateAsked.PictureAsked(
            placed.picture().hex(),
            mm(placed.x()),
            mm(placed.y()),
            mm(placed.width()),
            placed.of().isEmpty() ? null : placed.of());
  }

  private static BigDecimal mm(int tenths) {
    return BigDecimal.valueOf(tenths, 1);
  }
}
