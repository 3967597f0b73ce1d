package vn.sogoc.issuance.prints;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.IssuanceProblem;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.idempotency.Idempotent;
import vn.sogoc.platform.idempotency.Repetition;

/** What is printed of a batch. */
@Path("/api/v1/batches/{id}/prints")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Prints")
class PrintResource {
  private final Prints prints;
  private final CurrentActor actor;
  private final Repetition repetition;

  PrintResource(Prints prints, CurrentActor actor, Repetition repetition) {
    this.prints = prints;
    this.actor = actor;
    this.repetition = repetition;
  }

  /** What is wanted. */
  @Schema(name = "PrintRequest")
  record Asked(
      @Schema(
              required = true,
              enumeration = {"zip", "pdf", "overprint"},
              description =
                  "one PDF each in a zip, one PDF of all pages for a printer, or the same with what"
                      + " is of each holder alone, for blanks that have the rest")
          @Nullable String form,
      @Schema(description = "of a batch with more rows than a file holds, from 1", minimum = "1")
          @Nullable Integer part,
      @Schema(
              description =
                  "documents that have no blank yet take the next ones that are with the batch, in order")
          @Nullable Boolean blanks,
      @Schema(
              description =
                  "with overprint: the printer whose setting is used, as it is kept now; none for one"
                      + " that is not off",
              pattern = "^prn_[a-z2-7]{26}$")
          @Nullable String printer) {}

  @POST
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(
      operationId = "printBatch",
      summary = "Have the documents of an issued batch made into one file",
      description =
          "In the order of the list, which is that of the register. By a job, whose progress is that"
              + " of any job. The file is kept for a day; asked again it is the same one, later it is"
              + " made anew. What was taken back or replaced is left out and counted. A printer's"
              + " setting is fixed in the print when it is asked for; asked for with another, the"
              + " file is made anew.")
  @APIResponse(
      responseCode = "202",
      description = "The print, with its job",
      content = @Content(schema = @Schema(implementation = PrintResponse.class)))
  @APIResponse(responseCode = "404", description = "No such batch or printer of yours")
  @APIResponse(
      responseCode = "409",
      description =
          "The batch is not issued yet, has no page of its institution to be printed onto a blank,"
              + " or too many prints are being made")
  @APIResponse(responseCode = "422", description = "No such form, or no such part")
  public RestResponse<PrintResponse> ask(@PathParam("id") String id, @Nullable Asked body) {
    String form = body == null || body.form() == null ? "" : body.form();
    PrintForm wanted =
        PrintForm.ofCode(form)
            .orElseThrow(() -> Prints.refused("form", "zip, pdf or overprint", form));
    Integer part = body == null ? null : body.part();
    PrintView print =
        prints.ask(
            actor.require(),
            batch(id),
            new Prints.Wanted(
                wanted,
                part == null ? 1 : part,
                body == null || !Boolean.TRUE.equals(body.blanks())
                    ? Prints.OnBlanks.NO
                    : repetition.isResumed() ? Prints.OnBlanks.RESUMED : Prints.OnBlanks.YES,
                body == null || body.printer() == null ? "" : body.printer()));
    return ResponseBuilder.create(RestResponse.Status.ACCEPTED, PrintResponse.of(print))
        .location(URI.create("/api/v1/prints/" + print.id()))
        .header("Retry-After", 1)
        .build();
  }

  @GET
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(operationId = "listPrints", summary = "Files of a batch that are being made or kept")
  @APIResponse(responseCode = "200", description = "At most 200")
  @APIResponse(responseCode = "404", description = "No such batch in your institution")
  public PrintResponse.Many all(@PathParam("id") String id) {
    return new PrintResponse.Many(
        prints.of(actor.require(), batch(id)).stream().map(PrintResponse::of).toList());
  }

  private static PublicId batch(String id) {
    return PublicId.parse("bat", id)
        .orElseThrow(() -> new Refusal(IssuanceProblem.BATCH_NOT_FOUND, "no such batch"));
  }
}
