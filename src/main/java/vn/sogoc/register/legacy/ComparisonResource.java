package vn.sogoc.register.legacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.idempotency.Idempotent;

/** Both entries of a page beside each other, what is decided, and how it comes to be signed. */
@Path("/api/v1/legacy-pages/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
@Tag(name = "Register books")
class ComparisonResource {
  private final Reconciling reconciling;
  private final PageSigning signing;
  private final CurrentActor actor;

  ComparisonResource(Reconciling reconciling, PageSigning signing, CurrentActor actor) {
    this.reconciling = reconciling;
    this.signing = signing;
    this.actor = actor;
  }

  /** What was decided about a line. */
  @Schema(name = "LegacyDecision")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Decision(
      int version,
      @Schema(description = "left out where the book has no such row") @Nullable RowWords row,
      String reason,
      String decidedBy,
      @Nullable String agreedBy,
      @Schema(description = "of a third person, or agreed by both") boolean standing) {}

  /** A line of the page. */
  @Schema(name = "LegacyLine")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OneLine(
      int line,
      @Nullable RowWords first,
      @Nullable RowWords second,
      @Schema(description = "fields in which the two differ") List<String> differences,
      @Nullable Decision decision) {}

  /** All lines, and the hash of what stands where every one is settled. */
  @Schema(name = "LegacyComparison")
  record Comparison(boolean settled, List<OneLine> lines) {
    static Comparison of(Compared compared) {
      return new Comparison(
          compared.isSettled(),
          compared.lines().stream()
              .map(
                  l ->
                      new OneLine(
                          l.number(),
                          RowWords.of(l.first()),
                          RowWords.of(l.second()),
                          l.differences(),
                          l.decided()
                              .map(
                                  d ->
                                      new Decision(
                                          d.version(),
                                          RowWords.of(d.row()),
                                          d.reason(),
                                          d.by(),
                                          d.agreed().orElse(null),
                                          d.isStanding()))
                              .orElse(null)))
              .toList());
    }
  }

  /** A decision about a line. */
  @Schema(name = "LegacyDecisionRequest")
  record Decided(
      @Schema(description = "what stands; left out where the book has no such row")
          @Nullable RowWords row,
      @Schema(required = true, minLength = 3, maxLength = 300) @Nullable String reason) {}

  /** The proposal that is agreed to. */
  @Schema(name = "LegacyAgreementRequest")
  record Agreed(@Schema(required = true) @Nullable Integer version) {}

  /** What would be signed. */
  @Schema(name = "LegacyStanding")
  record Standing(String contentHash, List<PageResource.Keyed> rows) {}

  /** The hash of what stands. */
  @Schema(name = "LegacySigningRequest")
  record Approved(
      @Schema(required = true, pattern = "^[0-9a-fA-F]{64}$") @Nullable String contentHash) {}

  /** The job that signs. */
  @Schema(name = "LegacyJob")
  record Accepted(String job, String url) {}

  @GET
  @Path("/comparison")
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "compareLegacyEntries",
      summary = "Both entries of a page beside each other, once both are done")
  @APIResponse(responseCode = "200", description = "Each line with its differences")
  @APIResponse(responseCode = "404", description = "No such page in your institution")
  @APIResponse(responseCode = "409", description = "Not both are done")
  public Comparison compare(@PathParam("id") String id) {
    return Comparison.of(reconciling.compare(actor.require(), LegacyIds.page(id)));
  }

  @POST
  @Path("/comparison/{line}/decision")
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "decideLegacyRow",
      summary = "Decide about a line in which the two differ",
      description =
          "Of somebody who keyed neither entry it counts at once; of one of the two it counts when"
              + " the other agrees.")
  @APIResponse(responseCode = "200", description = "Each line")
  @APIResponse(responseCode = "404", description = "No such page in your institution")
  @APIResponse(responseCode = "409", description = "The two do not differ there, or it is too late")
  @APIResponse(responseCode = "422", description = "A field or the reason is wrong")
  public Comparison decide(
      @PathParam("id") String id, @PathParam("line") int line, @Nullable Decided body) {
    if (body == null) {
      throw new Refusal(LegacyProblem.ROW_REFUSED, "send a JSON object with reason");
    }
    RowWords row = body.row();
    Map<String, String> typed = row == null ? null : row.typed();
    return Comparison.of(
        reconciling.decide(actor.require(), LegacyIds.page(id), line, typed, body.reason()));
  }

  @POST
  @Path("/comparison/{line}/agreement")
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "agreeToLegacyRow",
      summary = "Agree, as the other of the two, to what one of them decided")
  @APIResponse(responseCode = "200", description = "Each line")
  @APIResponse(responseCode = "403", description = "You did not key the page, or decided yourself")
  @APIResponse(responseCode = "404", description = "No such page in your institution")
  @APIResponse(responseCode = "409", description = "Another version waits, or none")
  public Comparison agree(
      @PathParam("id") String id, @PathParam("line") int line, @Nullable Agreed body) {
    Integer version = body == null ? null : body.version();
    if (version == null) {
      throw new Refusal(LegacyProblem.ROW_REFUSED, "send a JSON object with version");
    }
    return Comparison.of(reconciling.agree(actor.require(), LegacyIds.page(id), line, version));
  }

  @GET
  @Path("/standing")
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "getLegacyStanding",
      summary = "Every row that would be signed, and the hash of all of them")
  @APIResponse(responseCode = "200", description = "What another person approves")
  @APIResponse(responseCode = "404", description = "No such page in your institution")
  @APIResponse(responseCode = "409", description = "Something is not settled, or it is recorded")
  public Standing standing(@PathParam("id") String id) {
    PageSigning.Standing standing = signing.standing(actor.require(), LegacyIds.page(id));
    return new Standing(
        standing.content().hex(),
        standing.lines().stream()
            .map(l -> new PageResource.Keyed(l.number(), RowWords.of(l.standing())))
            .toList());
  }

  @POST
  @Path("/signing-request")
  @Idempotent
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(operationId = "askToSignLegacyPage", summary = "Ask for a page to be signed")
  @APIResponse(responseCode = "200", description = "The page, with the hash that waits")
  @APIResponse(responseCode = "403", description = "Somebody else keeps the register now")
  @APIResponse(responseCode = "404", description = "No such page in your institution")
  @APIResponse(responseCode = "409", description = "Something is not settled, or it is recorded")
  public PageResponse ask(@PathParam("id") String id) {
    return PageResponse.of(signing.ask(actor.require(), LegacyIds.page(id)));
  }

  @POST
  @Path("/signing")
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.SIGN)
  @Operation(
      operationId = "signLegacyPage",
      summary = "Approve, as another person, that a page is signed by the keeper's key",
      description = "A job signs each row as a copy made from the register book, all or none.")
  @APIResponse(
      responseCode = "202",
      description = "The job, at the address in Location",
      content = @Content(schema = @Schema(implementation = Accepted.class)))
  @APIResponse(responseCode = "403", description = "You asked for it yourself")
  @APIResponse(responseCode = "404", description = "No such page in your institution")
  @APIResponse(responseCode = "409", description = "Another hash, expired, or nobody asked")
  @APIResponse(responseCode = "422", description = "No hash of 64 hexadecimal digits")
  public RestResponse<Accepted> sign(@PathParam("id") String id, @Nullable Approved body) {
    PublicId job =
        signing.approve(
            actor.require(),
            LegacyIds.page(id),
            LegacyIds.hash(body == null ? null : body.contentHash()));
    URI location = URI.create("/api/v1/jobs/" + job);
    return ResponseBuilder.create(
            RestResponse.Status.ACCEPTED, new Accepted(job.toString(), location.toString()))
        .location(location)
        .header("Retry-After", 1)
        .build();
  }

  @POST
  @Path("/rejection")
  @Idempotent
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "rejectLegacyPage",
      summary = "Reject that a page is signed, or take it back")
  @APIResponse(responseCode = "200", description = "The page")
  @APIResponse(responseCode = "404", description = "No such page in your institution")
  @APIResponse(responseCode = "409", description = "Nothing waits")
  public PageResponse reject(@PathParam("id") String id) {
    return PageResponse.of(signing.reject(actor.require(), LegacyIds.page(id)));
  }
}
