package vn.sogoc.document.template;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A template as somebody asks for it: lengths in millimetres from the upper left corner. */
@Schema(name = "TemplateRequest")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TemplateAsked(
    @Schema(description = "code of the kind", required = true) @Nullable String kind,
    @Schema(description = "first day of issue", format = "date", required = true)
        @Nullable String from,
    @Schema(description = "last day of issue; left out while it lasts", format = "date")
        @Nullable String until,
    @Schema(
            description =
                "a4-landscape, a4-portrait, a3-landscape, a3-portrait, a5-landscape, a5-portrait or"
                    + " blank-27x19",
            required = true)
        @Nullable String paper,
    @Schema(description = "SHA-256 of a picture of the institution that fills the page")
        @Nullable String background,
    @Schema(required = true) @Nullable List<ItemAsked> items,
    @Nullable PictureAsked signature,
    @Nullable PictureAsked seal,
    @Schema(required = true) @Nullable CodeAsked code) {

  /** A text: a field of the record, or words that are the same on every page. */
  @Schema(name = "TemplateItem")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ItemAsked(
      @Schema(
              description = "code of a field, or words-vi or words-en for words of your own",
              required = true)
          @Nullable String what,
      @Schema(description = "the words; of a field none") @Nullable String words,
      @Schema(description = "left edge in mm", required = true) @Nullable BigDecimal x,
      @Schema(description = "baseline of its last line in mm", required = true)
          @Nullable BigDecimal y,
      @Schema(description = "in mm: it shrinks and breaks to stay within", required = true)
          @Nullable BigDecimal width,
      @Schema(description = "in points", required = true) @Nullable BigDecimal size,
      @Schema(description = "left, centre or right") @Nullable String align,
      @Schema(description = "text, text-bold, text-italic, display or display-italic")
          @Nullable String font,
      @Schema(description = "six hexadecimal digits") @Nullable String colour,
      @Schema(description = "whether it is set in capitals") @Nullable Boolean capitals) {}

  /** A picture and where it is. */
  @Schema(name = "TemplatePicture")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record PictureAsked(
      @Schema(description = "SHA-256 of a picture of the institution", required = true)
          @Nullable String picture,
      @Schema(required = true) @Nullable BigDecimal x,
      @Schema(required = true) @Nullable BigDecimal y,
      @Schema(required = true) @Nullable BigDecimal width,
      @Schema(description = "of a signature: whose it is, as the name is printed")
          @Nullable String signer) {}

  /** The QR code. */
  @Schema(name = "TemplateCode")
  public record CodeAsked(
      @Schema(description = "record, or link where there is no room: it verifies online only")
          @Nullable String form,
      @Schema(required = true) @Nullable BigDecimal x,
      @Schema(required = true) @Nullable BigDecimal y,
      @Schema(description = "with its quiet zone", required = true) @Nullable BigDecimal side) {}

  public TemplateAsked {
    items = items == null ? null : List.copyOf(items);
  }
}
