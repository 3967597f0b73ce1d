package vn.sogoc.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PlatformConfig;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.ratelimit.PublicRead;

/** How a credential stood at a time, for everybody who has its identifier. */
@Path("/api/v1/credentials/{id}/status")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Verification")
@PublicRead
class StatusResource {
  private final Lineages lineages;
  private final StatusConfig config;
  private final Clock clock;
  private final String address;

  StatusResource(Lineages lineages, StatusConfig config, Clock clock, PlatformConfig platform) {
    this.lineages = lineages;
    this.config = config;
    this.clock = clock;
    this.address = platform.address().toString();
  }

  /** How it stood. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "CredentialStatus")
  record Answer(
      String credential,
      Instant at,
      @Schema(
              description =
                  "not_issued, in_force, corrected, superseded, revoked, suspended or unclear")
          String status,
      @Schema(description = "whether it was in force, corrected or not") boolean inForce,
      @Nullable Instant since,
      @Nullable List<Place> credentialStatus) {}

  /** A BitstringStatusListEntry: its place in one of the status lists. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "BitstringStatusListEntry")
  record Place(
      String id,
      String type,
      String statusPurpose,
      String statusListIndex,
      String statusListCredential,
      @Nullable Integer statusSize,
      @Nullable List<Message> statusMessage) {}

  /** What a number in a message list means. */
  @Schema(name = "StatusMessage")
  record Message(String status, String message) {}

  @GET
  @PermitAll
  @Operation(
      operationId = "getStatus",
      summary = "Was it valid on a day?",
      description =
          "How the events recorded by then add up. A date is the end of that day in Viet Nam; without"
              + " at it is now. The expiry of the paper is not looked at, nor its signature.")
  @APIResponse(responseCode = "200", description = "How it stood, and its places in status lists")
  @APIResponse(responseCode = "404", description = "No credential has this identifier")
  public Answer one(
      @PathParam("id") String id,
      @Parameter(description = "A date, or an instant as RFC 3339 writes it; not in the future")
          @QueryParam("at")
          @DefaultValue("")
          String at) {
    Instant now = clock.instant();
    Instant when = at.isEmpty() ? now : parse(at, now);
    Lineages.At found = lineages.at(CredentialDecisionResource.credential(id), when);
    return new Answer(
        id,
        when.truncatedTo(ChronoUnit.MILLIS),
        found.status().map(CredentialStatus::code).orElse("not_issued"),
        found
            .status()
            .filter(
                s ->
                    s instanceof CredentialStatus.InForce
                        || s instanceof CredentialStatus.Corrected)
            .isPresent(),
        found.status().flatMap(CredentialStatus::effective).orElse(null),
        config.registry().isEmpty()
            ? null
            : Arrays.stream(StatusPurpose.values()).map(p -> place(p, found)).toList());
  }

  private Place place(StatusPurpose purpose, Lineages.At found) {
    String list = StatusListCredential.url(address, purpose, found.slot().list());
    List<String> messages = purpose.messages();
    return new Place(
        list + "#" + found.slot().index(),
        "BitstringStatusListEntry",
        purpose.code(),
        Integer.toString(found.slot().index()),
        list,
        messages.isEmpty() ? null : purpose.size(),
        messages.isEmpty()
            ? null
            : messages.stream()
                .map(m -> new Message("0x" + Integer.toHexString(messages.indexOf(m)), m))
                .toList());
  }

  private static Instant parse(String at, Instant now) {
    try {
      Instant when = at.length() == 10 ? LegalDay.end(LocalDate.parse(at)) : Instant.parse(at);
      // of the day that is still running it is known how it stands now
      Instant known = at.length() == 10 && LegalDay.of(now).toString().equals(at) ? now : when;
      if (!known.isAfter(now)) {
        return known;
      }
    } catch (DateTimeParseException e) {
      // refused below, like a time that is still to come
    }
    throw new Refusal(
        HttpProblem.MALFORMED_REQUEST,
        "at is a date or an instant, not in the future",
        List.of(new Refusal.Fault("parameter_format", 0, "at", LegalDay.of(now).toString(), at)));
  }
}
