package vn.sogoc.publication;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An issuance list as JSON.
 *
 * @param signedHeader COSE_Sign1 over the header, base64url
 * @param version 1 for the first
 * @param changes what was decided about rows since the version before
 */
@Schema(name = "Publication")
record PublicationResponse(
    String id,
    String issuer,
    String kind,
    String decisionNumber,
    LocalDate decisionDate,
    LocalDate issueDate,
    int count,
    String root,
    Instant publishedAt,
    String signedHeader,
    int version,
    List<Change> changes) {

  /** A line of the change note; the values of a correction are not in it. */
  @Schema(name = "PublicationChange")
  record Change(
      @Schema(description = "the row, from 0") int position,
      @Schema(description = "corrected, superseded or revoked") String type,
      String decisionNumber,
      LocalDate decisionDate,
      @Schema(description = "SHA-256 of the event's entry in the log") String event) {
    static Change of(ListChange change) {
      return new Change(
          change.position(),
          change.type(),
          change.decisionNumber(),
          change.decisionDate(),
          change.event().hex());
    }
  }

  /** All versions of one list. */
  @Schema(name = "PublicationVersions")
  record Versions(List<PublicationResponse> data) {}

  static PublicationResponse of(PublishedList list) {
    return new PublicationResponse(
        list.id().toString(),
        "iss_" + list.institution(),
        list.kind(),
        list.decisionNumber(),
        list.decisionDate(),
        list.issueDate(),
        list.count(),
        list.root().hex(),
        list.publishedAt(),
        list.signedHeader().base64Url(),
        list.version(),
        list.changes().stream().map(Change::of).toList());
  }

  /** A row; what opens its leaf is there only where the regime shows rows to everyone. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "PublicationEntry")
  record Entry(
      int position,
      String leaf,
      @Nullable String salt,
      @Nullable String credential,
      @JsonProperty("encodedFields") @Nullable String encodedFields,
      @Nullable Map<String, String> fields) {
    static Entry of(PublishedRow row) {
      return row.opening()
          .map(
              o ->
                  new Entry(
                      row.position(),
                      row.leaf().hex(),
                      o.salt().base64Url(),
                      o.credential().hex(),
                      o.fields().base64Url(),
                      o.shown()))
          .orElseGet(() -> new Entry(row.position(), row.leaf().hex(), null, null, null, null));
    }
  }
}
