package vn.sogoc.institution;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A change of keys on the wire; what does not apply is left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "KeyChange")
record KeyChangeResponse(
    String id,
    String institution,
    @Schema(description = "asked, approved, rejected or expired") String state,
    int version,
    @Schema(description = "what the second person confirms") String contentHash,
    String reason,
    List<Effect> effects,
    @Schema(
            description =
                "what else the statement says otherwise than the one before: code, name, domain,"
                    + " serialPrefix, place, accreditations")
        List<String> alsoChanged,
    @Schema(description = "the signed statement in base64url") String statement,
    Deed asked,
    @Nullable Instant expires,
    @Nullable Deed decided) {
  /** A key that is new or stands otherwise than before. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "KeyChangeEffect")
  record Effect(
      String kid,
      String purpose,
      @Schema(description = "added, active, retired, suspended or withdrawn") String what,
      Instant from,
      Instant until,
      @Nullable Instant since) {}

  /** Who did something, and when. */
  @Schema(name = "KeyChangeDeed")
  record Deed(String name, Instant at) {}

  /** Changes of one institution. */
  @Schema(name = "KeyChangeList")
  record Many(List<KeyChangeResponse> data) {}

  /** A suspension by one person. */
  @Schema(name = "KeySuspension")
  record Suspension(String kid, Instant from, Instant until, String reason, String digest) {
    static Suspension of(KeySuspension s) {
      return new Suspension(s.key().toString(), s.begins(), s.ends(), s.reason(), s.digest().hex());
    }
  }

  /** Suspensions of one institution's keys. */
  @Schema(name = "KeySuspensionList")
  record Suspensions(List<Suspension> data) {}

  static KeyChangeResponse of(KeyChange change) {
    return new KeyChangeResponse(
        change.id().toString(),
        "iss_" + change.institution(),
        change.state(),
        change.version(),
        change.content().hex(),
        change.reason(),
        change.effects().stream()
            .map(
                e ->
                    new Effect(
                        e.key().id().toString(),
                        e.key().purpose(),
                        e.what(),
                        e.key().from(),
                        e.key().until(),
                        e.key().since()))
            .toList(),
        change.alsoChanged(),
        change.signed().base64Url(),
        new Deed(change.asked().name(), change.asked().at()),
        change.state().equals("asked") ? change.expires() : null,
        change.decided().map(d -> new Deed(d.name(), d.at())).orElse(null));
  }
}
