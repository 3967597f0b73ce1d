package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.BatchPart;
import vn.sogoc.issuance.BatchReviews;
import vn.sogoc.issuance.BatchRow;
import vn.sogoc.issuance.BatchState;
import vn.sogoc.issuance.BatchView;
import vn.sogoc.issuance.Batches;
import vn.sogoc.issuance.IssuanceProblem;
import vn.sogoc.issuance.ProvisionalDrafts;
import vn.sogoc.issuance.QuotaStanding;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.access.Roles;

/** The batches of the visitor's institution: all, and one with its rows. */
@Path("/me/batches")
@RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
@Produces(MediaType.TEXT_HTML)
class BatchPages {
  private static final int PAGE = 50;

  private final Screens screens;
  private final CurrentActor actors;
  private final BatchLists lists;
  private final Batches batches;
  private final BatchReviews reviews;
  private final HeldBatch held;
  private final ConfirmationLooks confirmations;
  private final ProvisionalDrafts drafts;

  BatchPages(
      Screens screens,
      CurrentActor actors,
      BatchLists lists,
      Batches batches,
      BatchReviews reviews,
      HeldBatch held,
      ConfirmationLooks confirmations,
      ProvisionalDrafts drafts) {
    this.screens = screens;
    this.actors = actors;
    this.lists = lists;
    this.batches = batches;
    this.reviews = reviews;
    this.held = held;
    this.confirmations = confirmations;
    this.drafts = drafts;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance all(@QueryParam("after") @DefaultValue("") String after) {
    Ui ui = screens.ui();
    PublicId last = after.isEmpty() ? null : id(after);
    return Templates.batches(ui, lists.of(ui, actors.require(), last, PAGE));
  }

  @GET
  @Path("{id}")
  @Operation(hidden = true)
  public TemplateInstance one(
      @PathParam("id") String id,
      @QueryParam("from") @DefaultValue("0") int from,
      @QueryParam("order") @DefaultValue("") String order) {
    Ui ui = screens.ui();
    Actor actor = actors.require();
    PublicId batch = id(id);
    BatchView view = batches.get(actor, batch);
    boolean longest = order.equals("longest");
    int first = Math.max(0, from);
    List<BatchRow> found =
        longest
            ? reviews.longestNames(actor, batch, first, PAGE + 1)
            : batches.rows(actor, batch, first, PAGE + 1);
    List<BatchRow> page = found.subList(0, Math.min(PAGE, found.size()));
    String path = path(batch) + "?" + (longest ? "order=longest&" : "") + "from=";
    BatchPart part = reviews.part(actor, batch);
    Next next = Next.of(ui, view, part);
    return Templates.batch(
        ui,
        new BatchScreen(
            BatchHeader.of(ui, view, lists.kind(ui, view.kind())),
            next.sentence(),
            next.path(),
            next.label(),
            expires(ui, view),
            voiding(ui, view),
            givingUp(ui, view),
            givingUpLabel(ui, view),
            held.sentence(ui, view, part),
            confirmations.of(ui, actor, view).orElse(null),
            view.state() == BatchState.DRAFT && !view.graduatesAsked() && ui.can(Role.PREPARE)
                ? ConfirmationLooks.path(batch)
                : null,
            ui.can(Role.PREPARE) && drafts.isOpen(view) ? path(batch) + "/provisional" : null,
            view.faults() == 0 ? List.of() : FindingGroups.of(ui, batches, actor, batch, true),
            view.warnings() == 0 ? List.of() : FindingGroups.of(ui, batches, actor, batch, false),
            view.state() == BatchState.DONE,
            longest,
            page.stream().map(row -> RowLine.of(ui, batch, row)).toList(),
            page.isEmpty()
                ? ""
                : ui.t(
                    "web.batch.range",
                    ui.shown().count(first + 1),
                    ui.shown().count(first + page.size()),
                    ui.shown().count(view.rows())),
            first == 0 ? null : path + Math.max(0, first - PAGE),
            found.size() > PAGE ? path + (first + PAGE) : null));
  }

  private static @Nullable String expires(Ui ui, BatchView view) {
    return view.approvalExpires() == null ? null : ui.shown().time(view.approvalExpires());
  }

  private static @Nullable String voiding(Ui ui, BatchView view) {
    BatchView.Voiding voiding = view.voiding();
    return voiding == null
        ? null
        : ui.t(
            view.state() == BatchState.VOIDED ? "web.batch.voided" : "web.batch.voiding",
            voiding.reason(),
            voiding.asked().name());
  }

  private static @Nullable String givingUp(Ui ui, BatchView view) {
    if (view.state() == BatchState.SIGNING) {
      return VoidingPages.path(view.id());
    }
    return DiscardPages.isOpen(view.state()) && ui.can(Role.PREPARE)
        ? path(view.id()) + "/discard"
        : null;
  }

  private static @Nullable String givingUpLabel(Ui ui, BatchView view) {
    boolean asked = view.state() == BatchState.SIGNING && view.voiding() != null;
    String which = view.state() == BatchState.SIGNING ? "void" : "discard";
    return givingUp(ui, view) == null
        ? null
        : ui.t("web.batch.give-up." + (asked ? "asked" : which));
  }

  /** Whether it is more than a quota leaves, and not released. */
  static boolean isHeld(BatchView view) {
    return view.quotas().stream().anyMatch(QuotaStanding::isHeld);
  }

  /** The page of a batch. */
  static String path(PublicId batch) {
    return "/me/batches/" + batch;
  }

  /** The batch that a path names. */
  static PublicId id(String text) {
    return PublicId.parse("bat", text)
        .orElseThrow(() -> new Refusal(IssuanceProblem.BATCH_NOT_FOUND, "no such batch"));
  }

  /** What comes next, and whether it is the visitor's turn. */
  private record Next(String sentence, @Nullable String path, @Nullable String label) {

    static Next of(Ui ui, BatchView batch, BatchPart part) {
      String path = BatchPages.path(batch.id());
      boolean held = batch.state() == BatchState.APPROVED && isHeld(batch);
      boolean own = batch.state() == BatchState.DRAFT && part.isPreparer();
      String turn =
          switch (batch.state()) {
            case DRAFT -> own || !ui.can(Role.APPROVE) ? "" : "/approval";
            case APPROVED ->
                part.isSigner() && ui.can(Role.SIGN) && !held && !batch.heldByDispute()
                    ? "/signing"
                    : "";
            case SIGNING, RECORDED, DONE -> "/signing";
            case FAULTY, DISCARDED, VOIDED -> "";
          };
      String state = batch.state().code();
      return new Next(
          ui.t(
              "web.batch.next." + (held ? "held" : own ? "draft.own" : state),
              batch.signer().name(),
              ui.shown().count(batch.rows())),
          turn.isEmpty() ? null : path + turn,
          turn.isEmpty() ? null : ui.t("web.batch.action." + state));
    }
  }
}
