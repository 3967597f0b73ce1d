package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import vn.sogoc.issuance.BatchReviews;
import vn.sogoc.issuance.BatchState;
import vn.sogoc.issuance.BatchView;
import vn.sogoc.issuance.Batches;
import vn.sogoc.issuance.ConfirmationLinksText;
import vn.sogoc.issuance.ConfirmationSeen;
import vn.sogoc.issuance.ConfirmationView;
import vn.sogoc.issuance.Confirmations;
import vn.sogoc.issuance.IssuanceProblem;
import vn.sogoc.issuance.confirmation.ConfirmationProblem;
import vn.sogoc.issuance.confirmation.ConfirmationRound;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.access.Roles;

/** What graduates say of a batch before it is signed: asked, handed out, and read here. */
@Path("/me/batches/{id}/confirmation")
@RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
@Produces(MediaType.TEXT_HTML)
class ConfirmationPages {
  private static final int MOST_DAYS = 60;
  private static final int PROPOSED_DAYS = 3;

  private final Screens screens;
  private final CurrentActor actors;
  private final Batches batches;
  private final BatchReviews reviews;
  private final BatchLists lists;
  private final Confirmations confirmations;
  private final ConfirmationLooks looks;
  private final ConfirmationLinksText text;
  private final Clock clock;

  ConfirmationPages(
      Screens screens,
      CurrentActor actors,
      Batches batches,
      BatchReviews reviews,
      BatchLists lists,
      Confirmations confirmations,
      ConfirmationLooks looks,
      ConfirmationLinksText text,
      Clock clock) {
    this.screens = screens;
    this.actors = actors;
    this.batches = batches;
    this.reviews = reviews;
    this.lists = lists;
    this.confirmations = confirmations;
    this.looks = looks;
    this.text = text;
    this.clock = clock;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance look(
      @PathParam("id") String id, @QueryParam("after") @DefaultValue("0") int after) {
    Ui ui = screens.ui();
    Actor actor = actors.require();
    PublicId batch = BatchPages.id(id);
    BatchView view = batches.get(actor, batch);
    ConfirmationView said =
        confirmations
            .find(actor, batch)
            .orElseThrow(
                () ->
                    new Refusal(
                        IssuanceProblem.BATCH_HAS_FAULTS, "a list with faults has no rows"));
    ConfirmationLine line = looks.of(ui, actor, view, said, Math.max(0, after));
    LocalDate today = LocalDate.ofInstant(clock.instant(), Shown.ZONE);
    return Templates.confirmation(
        ui,
        new ConfirmationScreen(
            BatchHeader.of(ui, view, lists.kind(ui, view.kind())),
            line,
            ui.can(Role.PREPARE) && view.state() == BatchState.DRAFT,
            ui.can(Role.PREPARE) && said.isOpen(),
            !said.downloads().isEmpty(),
            view.heldByDispute()
                && ui.can(Role.APPROVE)
                && !reviews.part(actor, batch).isPreparer(),
            today.toString(),
            today.plusDays(MOST_DAYS).toString(),
            said.round()
                .map(ConfirmationRound::closesOn)
                .orElse(today.plusDays(PROPOSED_DAYS))
                .toString(),
            line.next() == 0 ? null : ConfirmationLooks.path(batch) + "?after=" + line.next()));
  }

  @POST
  @RolesAllowed(Roles.PREPARE)
  @Operation(hidden = true)
  public RestResponse<Void> ask(
      @PathParam("id") String id, @RestForm @DefaultValue("") String closesOn) {
    PublicId batch = BatchPages.id(id);
    confirmations.ask(actors.require(), batch, day(closesOn));
    return screens.seeOther(ConfirmationLooks.path(batch));
  }

  @POST
  @Path("links")
  @RolesAllowed(Roles.PREPARE)
  @Produces("text/csv; charset=UTF-8")
  @Operation(hidden = true)
  public RestResponse<byte[]> links(@PathParam("id") String id) {
    return text.file(confirmations.links(actors.require(), BatchPages.id(id)));
  }

  @POST
  @Path("links/one")
  @RolesAllowed(Roles.PREPARE)
  @Produces("text/csv; charset=UTF-8")
  @Operation(hidden = true)
  public RestResponse<byte[]> link(
      @PathParam("id") String id, @RestForm @DefaultValue("") String row) {
    String typed = row.strip();
    int line = typed.matches("[0-9]{1,9}") ? Integer.parseInt(typed) : 0;
    return text.file(List.of(confirmations.link(actors.require(), BatchPages.id(id), line)));
  }

  @POST
  @Path("acceptance")
  @RolesAllowed(Roles.APPROVE)
  @Operation(hidden = true)
  public RestResponse<Void> goOn(
      @PathParam("id") String id,
      @RestForm @DefaultValue("") String confirmationHash,
      @RestForm @DefaultValue("") String reason) {
    PublicId batch = BatchPages.id(id);
    confirmations.goOn(actors.require(), batch, ConfirmationSeen.parse(confirmationHash, reason));
    return screens.seeOther(BatchPages.path(batch));
  }

  private static LocalDate day(String typed) {
    try {
      return LocalDate.parse(typed);
    } catch (DateTimeParseException e) {
      throw new Refusal(
          ConfirmationProblem.REFUSED,
          "closesOn is a day",
          List.of(new Refusal.Fault("date_format", 0, "closesOn", "YYYY-MM-DD", typed)));
    }
  }
}
