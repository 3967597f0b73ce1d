package vn.sogoc.institution;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.idempotency.Idempotent;
import vn.sogoc.platform.idempotency.Repetition;

/** The keys of an institution: what is asked for about them, and the emergency brake. */
@Path("/api/v1/institutions/{id}/keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Keys")
class InstitutionKeyResource {
  /** Four keys a year for half a century would not need more. */
  private static final int MOST_PLACES = 64;

  private final KeyChanges changes;
  private final RepeatedKeyChanges repeated;
  private final CurrentActor actor;
  private final Repetition repetition;

  InstitutionKeyResource(
      KeyChanges changes, RepeatedKeyChanges repeated, CurrentActor actor, Repetition repetition) {
    this.changes = changes;
    this.repeated = repeated;
    this.actor = actor;
    this.repetition = repetition;
  }

  /** The next statement, signed outside. */
  @Schema(name = "KeyChangeRequest")
  record Asked(
      @Schema(
              required = true,
              description = "the next signed statement about the institution in base64url",
              pattern = "^[A-Za-z0-9_-]{1,90000}$")
          @Nullable String statement,
      @Schema(description = "where private keys live that this registry is to use")
          @Nullable List<Place> places,
      @Schema(required = true, minLength = 3, maxLength = 500) @Nullable String reason) {}

  /** Where a private key lives. */
  @Schema(name = "KeyPlace")
  record Place(
      @Schema(required = true, pattern = "^[0-9a-f]{16}$") @Nullable String kid,
      @Schema(required = true, description = "p12:file/alias or pkcs11:token/alias")
          @Nullable String place) {}

  /** An emergency. */
  @Schema(name = "KeySuspensionRequest")
  record Emergency(
      @Schema(required = true, pattern = "^[0-9a-f]{16}$") @Nullable String kid,
      @Schema(description = "how long, 240 where it is left out", minimum = "1", maximum = "240")
          @Nullable Integer minutes,
      @Schema(required = true, minLength = 3, maxLength = 500) @Nullable String reason) {}

  @POST
  @Path("/changes")
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.OPERATE)
  @Operation(
      operationId = "askForKeyChange",
      summary = "Ask for keys to be added, retired or withdrawn",
      description =
          "By the institution's next statement, which those sign who keep the trust-list key; the"
              + " service never holds it. Nothing changes until another person confirms the"
              + " contentHash of the answer.")
  @APIResponse(
      responseCode = "201",
      description = "The change, which waits for another person",
      content = @Content(schema = @Schema(implementation = KeyChangeResponse.class)))
  @APIResponse(responseCode = "403", description = "You do not run the keys of this institution")
  @APIResponse(responseCode = "404", description = "No such institution")
  @APIResponse(
      responseCode = "409",
      description = "The statement does not follow the newest one, or a key id is taken")
  @APIResponse(responseCode = "422", description = "The statement does not verify")
  public RestResponse<KeyChangeResponse> ask(@PathParam("id") String id, @Nullable Asked body) {
    int institution = IssuerResource.number(id);
    if (body == null) {
      throw KeyChanges.refused("statement", "a JSON object with statement and reason");
    }
    Bytes signed = statement(body.statement());
    Optional<KeyChange> before =
        repetition.isResumed()
            ? repeated.asked(actor.require(), institution, signed)
            : Optional.empty();
    KeyChangeResponse made =
        KeyChangeResponse.of(
            before.isPresent()
                ? before.get()
                : changes.ask(
                    actor.require(),
                    institution,
                    signed,
                    places(body.places()),
                    body.reason() == null ? "" : body.reason()));
    return ResponseBuilder.<KeyChangeResponse>created(
            URI.create("/api/v1/key-changes/" + made.id()))
        .entity(made)
        .build();
  }

  @GET
  @Path("/changes")
  @RolesAllowed({Roles.OPERATE, Roles.AUDIT, Roles.APPROVE, Roles.SIGN})
  @Operation(operationId = "listKeyChanges", summary = "Changes of keys, newest first")
  @APIResponse(responseCode = "200", description = "At most 200")
  @APIResponse(responseCode = "403", description = "Not your institution")
  public KeyChangeResponse.Many all(@PathParam("id") String id) {
    return new KeyChangeResponse.Many(
        changes.all(actor.require(), IssuerResource.number(id)).stream()
            .map(KeyChangeResponse::of)
            .toList());
  }

  @POST
  @Path("/suspensions")
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.OPERATE, Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "suspendKey",
      summary = "Suspend a key in an emergency, alone and for four hours at most",
      description =
          "At once: the key signs nothing, and verification says that nothing can be said. After"
              + " the time it is as before; what is to last longer takes two persons.")
  @APIResponse(
      responseCode = "201",
      description = "The suspension",
      content = @Content(schema = @Schema(implementation = KeyChangeResponse.Suspension.class)))
  @APIResponse(responseCode = "403", description = "Not your institution")
  @APIResponse(responseCode = "404", description = "No such institution or key")
  @APIResponse(
      responseCode = "409",
      description = "It signs nothing, rests already, or you suspended it within the last day")
  @APIResponse(responseCode = "422", description = "Key id, minutes or reason do not stand")
  public RestResponse<KeyChangeResponse.Suspension> suspend(
      @PathParam("id") String id, @Nullable Emergency body) {
    int institution = IssuerResource.number(id);
    if (body == null) {
      throw KeyChanges.refused("kid", "a JSON object with kid and reason");
    }
    KeyId key = kid(body.kid());
    Optional<KeySuspension> before =
        repetition.isResumed()
            ? repeated.suspended(actor.require(), institution, key)
            : Optional.empty();
    KeyChangeResponse.Suspension made =
        KeyChangeResponse.Suspension.of(
            before.isPresent()
                ? before.get()
                : changes.suspend(
                    actor.require(),
                    institution,
                    key,
                    body.minutes() == null ? null : Duration.ofMinutes(body.minutes()),
                    body.reason() == null ? "" : body.reason()));
    return ResponseBuilder.<KeyChangeResponse.Suspension>created(
            URI.create("/api/v1/institutions/" + id + "/keys/suspensions"))
        .entity(made)
        .build();
  }

  @GET
  @Path("/suspensions")
  @RolesAllowed({Roles.OPERATE, Roles.AUDIT, Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "listKeySuspensions",
      summary = "Emergency suspensions of keys, over or not")
  @APIResponse(responseCode = "200", description = "In the order of their beginning")
  @APIResponse(responseCode = "403", description = "Not your institution")
  public KeyChangeResponse.Suspensions suspensions(@PathParam("id") String id) {
    return new KeyChangeResponse.Suspensions(
        changes.suspensions(actor.require(), IssuerResource.number(id)).stream()
            .map(KeyChangeResponse.Suspension::of)
            .toList());
  }

  private static Bytes statement(@Nullable String text) {
    if (text == null || !text.matches("[A-Za-z0-9_-]{1,90000}")) {
      throw KeyChanges.refused("statement", "a signed statement in base64url");
    }
    try {
      return Bytes.of(Base64.getUrlDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw KeyChanges.refused("statement", "a signed statement in base64url");
    }
  }

  private static Map<KeyId, String> places(@Nullable List<Place> places) {
    Map<KeyId, String> found = new LinkedHashMap<>();
    for (Place place : places == null ? List.<Place>of() : places) {
      String where = place == null ? null : place.place();
      if (place == null
          || where == null
          || where.length() > 200
          || where.contains("\n")
          || found.putIfAbsent(kid(place.kid()), where) != null
          || found.size() > MOST_PLACES) {
        throw KeyChanges.refused(
            "places", "for each key once p12:file/alias or pkcs11:token/alias");
      }
    }
    return found;
  }

  private static KeyId kid(@Nullable String text) {
    if (text == null || !text.matches("[0-9a-f]{16}")) {
      throw KeyChanges.refused("kid", "16 lower-case hexadecimal digits");
    }
    return KeyId.ofHex(text);
  }
}
