package vn.sogoc.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import vn.sogoc.issuance.supplement.SupplementFiles;
import vn.sogoc.issuance.supplement.SupplementIds;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.register.supplement.SupplementView;
import vn.sogoc.register.supplement.SupplementWithdrawals;

/** A signed supplement as pages, and how it is taken back, by two persons. */
@Path("/me/supplements/{id}")
@RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
@Produces(MediaType.TEXT_HTML)
class SupplementFilePages {
  private final Screens screens;
  private final CurrentActor actors;
  private final SupplementFiles files;
  private final SupplementWithdrawals supplements;

  SupplementFilePages(
      Screens screens,
      CurrentActor actors,
      SupplementFiles files,
      SupplementWithdrawals supplements) {
    this.screens = screens;
    this.actors = actors;
    this.files = files;
    this.supplements = supplements;
  }

  @GET
  @Path("document.pdf")
  @Produces("application/pdf")
  @Operation(hidden = true)
  public RestResponse<byte[]> document(@PathParam("id") String id) {
    return pdf(files.pdf(actors.require(), SupplementIds.supplement(id)));
  }

  @POST
  @Path("withdrawal")
  @Operation(hidden = true)
  public RestResponse<Void> ask(
      @PathParam("id") String id, @RestForm @DefaultValue("") String reason) {
    return back(supplements.ask(actors.require(), SupplementIds.supplement(id), reason));
  }

  @POST
  @Path("withdrawal/approval")
  @RolesAllowed({Roles.APPROVE, Roles.SIGN})
  @Operation(hidden = true)
  public RestResponse<Void> approve(
      @PathParam("id") String id, @RestForm @DefaultValue("") String hash) {
    return back(
        supplements.approve(
            actors.require(), SupplementIds.supplement(id), SupplementIds.hash(hash)));
  }

  private RestResponse<Void> back(SupplementView one) {
    int after = (one.line() - 1) / 25 * 25;
    return screens.seeOther(
        "/me/supplement-lists/"
            + PublicId.of("sps", one.sheet())
            + "?after="
            + after
            + "#line-"
            + one.line());
  }

  static RestResponse<byte[]> pdf(SupplementFiles.File file) {
    return ResponseBuilder.ok(file.content().toArray())
        .header("Content-Disposition", "inline; filename=\"" + file.name() + "\"")
        .header("Cache-Control", "no-store")
        .build();
  }

  static String path(PublicId supplement) {
    return "/me/supplements/" + supplement;
  }
}
