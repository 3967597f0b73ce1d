package vn.sogoc.issuance.blanks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A series of blanks as the API has it. */
@Schema(name = "BlankSeries")
@JsonInclude(JsonInclude.Include.NON_NULL)
record BlankResponse(
    String id,
    String kind,
    String prefix,
    int digits,
    long received,
    long used,
    @Schema(description = "set aside without minutes yet") long misprinted,
    @Schema(description = "with minutes, and not destroyed yet") long spoiled,
    long lost,
    long destroyed,
    @Schema(description = "in the cupboard, whether or not with a batch") long inStock,
    @Schema(description = "of those, how many are with no batch") long free,
    @Schema(description = "what somebody counted last") @Nullable Long counted,
    @Schema(description = "what that count found to be missing, less what was made lost since")
        long shortage,
    @Schema(description = "in stock at the beginning of the year") long opening,
    long receivedInYear,
    long usedInYear,
    @Schema(
            description =
                "received less used, misprinted, spoiled, lost, destroyed and in stock, with the"
                    + " shortage; what is not 0 is missing or too many")
        long difference,
    @Schema(description = "the first that are with no batch") List<String> freeRanges) {
  BlankResponse {
    freeRanges = List.copyOf(freeRanges);
  }

  static BlankResponse of(BlankView one) {
    return new BlankResponse(
        one.id().toString(),
        one.kind(),
        one.prefix(),
        one.digits(),
        one.received(),
        one.used(),
        one.misprinted(),
        one.spoiled(),
        one.lost(),
        one.destroyed(),
        one.inStock(),
        one.free(),
        one.counted().orElse(null),
        one.shortage(),
        one.opening(),
        one.receivedInYear(),
        one.usedInYear(),
        one.difference(),
        one.freeRanges());
  }

  /** All series. */
  @Schema(name = "BlankSeriesList")
  record Many(List<BlankResponse> data) {
    Many {
      data = List.copyOf(data);
    }

    static Many of(List<BlankView> all) {
      return new Many(all.stream().map(BlankResponse::of).toList());
    }
  }
}
