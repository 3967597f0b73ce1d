package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.BatchReview;
import vn.sogoc.issuance.BatchReviews;
import vn.sogoc.issuance.BatchRow;
import vn.sogoc.issuance.BatchState;
import vn.sogoc.issuance.BatchView;
import vn.sogoc.issuance.Batches;
import vn.sogoc.issuance.ConfirmationSeen;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.approvals.ApprovalProblem;

/**
 * What an approver sees of a batch, and the form that approves it: exactly the hash and the count
 * that the page showed.
 */
@Path("/me/batches/{id}/approval")
@RolesAllowed(Roles.APPROVE)
@Produces(MediaType.TEXT_HTML)
class ApprovalPages {
  private final Screens screens;
  private final CurrentActor actors;
  private final Batches batches;
  private final BatchReviews reviews;
  private final BatchLists lists;
  private final ConfirmationLooks confirmations;
  private final Clock clock;

  ApprovalPages(
      Screens screens,
      CurrentActor actors,
      Batches batches,
      BatchReviews reviews,
      BatchLists lists,
      ConfirmationLooks confirmations,
      Clock clock) {
    this.screens = screens;
    this.actors = actors;
    this.batches = batches;
    this.reviews = reviews;
    this.lists = lists;
    this.confirmations = confirmations;
    this.clock = clock;
  }

  @GET
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> look(@PathParam("id") String id) {
    PublicId batch = BatchPages.id(id);
    BatchView view = batches.get(actors.require(), batch);
    return view.state() == BatchState.DRAFT
        ? RestResponse.ok(page(screens.ui(), view, "", "", List.of()))
        : screens.seeOther(BatchPages.path(batch));
  }

  @POST
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> approve(
      @PathParam("id") String id,
      @RestForm @DefaultValue("") String approvedHash,
      @RestForm @DefaultValue("0") long count,
      @RestForm @DefaultValue("") String seen,
      @RestForm @DefaultValue("") String confirmationHash,
      @RestForm @DefaultValue("") String reason,
      @RestForm @DefaultValue("") String phrase) {
    Ui ui = screens.ui();
    Actor actor = actors.require();
    PublicId batch = BatchPages.id(id);
    Digest hash = hash(approvedHash);
    ConfirmationSeen said = ConfirmationSeen.parse(confirmationHash, reason);
    if (batches.approvedBefore(actor, batch, hash, said).isPresent()) {
      return screens.seeOther(BatchPages.path(batch));
    }
    BatchView view = batches.get(actor, batch);
    List<NumberForm.FieldFault> faults = new ArrayList<>();
    if (view.warnings() > 0 && seen.isEmpty()) {
      faults.add(new NumberForm.FieldFault("seen", ui.t("web.approve.seen.missing")));
    }
    if (confirmations.isReasonMissing(actor, batch, reason)) {
      faults.add(new NumberForm.FieldFault("reason", ui.t("web.confirmation.reason.missing")));
    }
    String expected = phrase(ui, count);
    if (!Confirmation.isTyped(expected, phrase)) {
      faults.add(new NumberForm.FieldFault("phrase", ui.t("web.confirm.wrong", expected)));
    }
    if (!faults.isEmpty() && view.state() == BatchState.DRAFT) {
      return ResponseBuilder.<TemplateInstance>create(422)
          .entity(page(ui, view, phrase, reason, faults))
          .build();
    }
    batches.approve(actor, batch, hash, count, !seen.isEmpty(), said);
    return screens.seeOther(BatchPages.path(batch));
  }

  private TemplateInstance page(
      Ui ui, BatchView view, String typed, String reason, List<NumberForm.FieldFault> faults) {
    Actor actor = actors.require();
    BatchReview review = reviews.of(actor, view.id());
    BatchReview.Previous previous = review.previous();
    Digest hash = view.approvedHash();
    Instant expires = view.approvalExpires();
    return Templates.approval(
        ui,
        new ApprovalScreen(
            BatchHeader.of(ui, view, lists.kind(ui, view.kind())),
            refusal(ui, view, reviews.part(actor, view.id()).isPreparer(), expires),
            ui.shown().count(review.holders()),
            review.holders() == view.rows(),
            view.warnings() == 0 ? "" : ui.shown().count(view.warnings()),
            view.warnings() == 0
                ? List.of()
                : FindingGroups.of(ui, batches, actor, view.id(), false),
            Rankings.of(ui, review),
            previous == null ? null : previous(ui, previous.batch()),
            previous == null ? null : BatchPages.path(previous.batch().id()),
            previous == null ? null : difference(ui, view.rows() - previous.batch().rows()),
            lines(ui, view.id(), review.random()),
            lines(ui, view.id(), review.outliers()),
            expires == null ? null : ui.shown().time(expires),
            confirmations.of(ui, actor, view).orElse(null),
            reason,
            hash == null ? "" : hash.hex(),
            phrase(ui, view.rows()),
            typed,
            faults));
  }

  private @Nullable String refusal(Ui ui, BatchView view, boolean own, @Nullable Instant expires) {
    if (own) {
      return ui.t("web.approve.own");
    }
    return expires != null && expires.isBefore(clock.instant())
        ? ui.t("web.approve.expired", view.prepared().name())
        : null;
  }

  private static String previous(Ui ui, BatchView batch) {
    return ui.t(
        "web.approve.previous.batch",
        batch.decisionNumber(),
        ui.shown().date(batch.decisionDate()),
        ui.shown().count(batch.rows()));
  }

  private static String difference(Ui ui, int more) {
    String which = more == 0 ? "same" : more > 0 ? "more" : "fewer";
    return ui.t("web.approve.difference." + which, ui.shown().count(Math.abs(more)));
  }

  private static List<RowLine> lines(Ui ui, PublicId batch, List<BatchRow> rows) {
    return rows.stream().map(row -> RowLine.of(ui, batch, row)).toList();
  }

  private static String phrase(Ui ui, long count) {
    return ui.t("web.approve.phrase", ui.shown().count(count));
  }

  private static Digest hash(String hex) {
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new Refusal(
          ApprovalProblem.OTHER_CONTENT, "the form does not say which rows are approved");
    }
    return Digest.ofHex(hex);
  }
}
