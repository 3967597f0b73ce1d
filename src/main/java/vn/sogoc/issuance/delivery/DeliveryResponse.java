package vn.sogoc.issuance.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An event about handing out a document, as the API has it. */
@Schema(name = "Delivery")
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeliveryResponse(
    String credential,
    @Schema(description = "from 1, without a gap, for each credential") int version,
    @Schema(enumeration = {"delivered", "undone"}) String type,
    @Schema(enumeration = {"holder", "proxy", "link"}) @Nullable String receiver,
    @Schema(
            enumeration = {"power-of-attorney", "guardian", "heir"},
            description = "what gives somebody else the right to receive it")
        @Nullable String paper,
    @Schema(description = "of whoever received it in the holder's place") @Nullable String name,
    @Schema(description = "of the paper") @Nullable String number,
    String recordedBy,
    Instant at) {

  static DeliveryResponse of(Delivery one) {
    Receiver.Proxy proxy =
        one.receiver().orElse(null) instanceof Receiver.Proxy found ? found : null;
    return new DeliveryResponse(
        one.credential().toString(),
        one.version(),
        one.isDelivered() ? "delivered" : "undone",
        one.receiver().map(Receiver::code).orElse(null),
        proxy == null ? null : proxy.paper().code(),
        proxy == null ? null : proxy.name(),
        proxy == null ? null : proxy.number(),
        one.recordedName(),
        one.at());
  }

  /** Events in order. */
  @Schema(name = "DeliveryEvents")
  record Many(List<DeliveryResponse> data) {
    Many {
      data = List.copyOf(data);
    }

    static Many of(List<Delivery> all) {
      return new Many(all.stream().map(DeliveryResponse::of).toList());
    }
  }

  /** A line of a delivery list. */
  @Schema(name = "DeliveryLine")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Line(
      String batch,
      @Schema(description = "of the batch, from 1") int row,
      String credential,
      String fullName,
      @Schema(description = "as far as it is known") String birthDate,
      String serialNumber,
      String registerNumber,
      @Schema(description = "number of the blank that it is on") @Nullable String blank,
      boolean delivered,
      @Nullable DeliveryResponse last) {
    static Line of(DeliveryLine line) {
      return new Line(
          line.batch().toString(),
          line.row(),
          line.record().id().toString(),
          line.record().claims().fullName().value(),
          line.record().claims().birthDate().toString(),
          line.record().serialNumber(),
          line.record().registerNumber(),
          line.blank().orElse(null),
          line.isDelivered(),
          line.delivery().map(DeliveryResponse::of).orElse(null));
    }
  }
}
