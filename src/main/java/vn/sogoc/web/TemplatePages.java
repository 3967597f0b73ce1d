package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;
import vn.sogoc.document.Picture;
import vn.sogoc.document.template.TemplateAsked;
import vn.sogoc.document.template.TemplateOffice;
import vn.sogoc.document.template.TemplateProblem;
import vn.sogoc.document.template.TemplateResponse;
import vn.sogoc.document.template.TemplateUpload;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.proposals.Proposal;

/** An institution's own pages: all of them, and a form for another with a preview beside it. */
@Path("/me/office/templates/{at}")
@RolesAllowed({Roles.OPERATE, Roles.AUDIT})
@Produces(MediaType.TEXT_HTML)
class TemplatePages {
  private static final int OK = 200;
  private static final int REFUSED = 422;

  private final Screens screens;
  private final CurrentActor actors;
  private final TemplateOffice office;
  private final TemplateLooks looks;
  private final Clock clock;

  TemplatePages(
      Screens screens,
      CurrentActor actors,
      TemplateOffice office,
      TemplateLooks looks,
      Clock clock) {
    this.screens = screens;
    this.actors = actors;
    this.office = office;
    this.looks = looks;
    this.clock = clock;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance all(@PathParam("at") String at) {
    Ui ui = screens.ui();
    return Templates.ownTemplates(ui, looks.all(ui, actors.require(), institution(at)));
  }

  @GET
  @Path("new")
  @RolesAllowed(Roles.OPERATE)
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> begin(
      @PathParam("at") String at,
      @QueryParam("kind") @DefaultValue("") String kind,
      @QueryParam("copy") @DefaultValue("") String copy) {
    Actor actor = actors.require();
    int institution = institution(at);
    @Nullable PublicId from = copy.isEmpty() ? null : template(copy);
    TemplateAsked asked =
        TemplateResponse.asked(
            kind, LegalDay.of(clock.instant()), null, office.begin(actor, institution, kind, from));
    return page(actor, institution, asked, false, List.of());
  }

  /** Without a script: the form again, with what it looks like and room for more rows. */
  @POST
  @Path("form")
  @RolesAllowed(Roles.OPERATE)
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> again(
      @PathParam("at") String at, @BeanParam TemplateForm form) {
    return page(actors.require(), institution(at), form.asked(), form.isLongest(), List.of());
  }

  /** With one: the picture alone, each time something was changed. */
  @POST
  @Path("preview")
  @Produces("image/png")
  @RolesAllowed(Roles.OPERATE)
  @Operation(hidden = true)
  public RestResponse<byte[]> preview(@PathParam("at") String at, @BeanParam TemplateForm form) {
    return ResponseBuilder.ok(
            office
                .preview(actors.require(), institution(at), form.asked(), form.isLongest())
                .toArray())
        .header("Cache-Control", "no-store")
        .build();
  }

  @POST
  @RolesAllowed(Roles.OPERATE)
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> ask(
      @PathParam("at") String at, @BeanParam TemplateForm form) {
    Actor actor = actors.require();
    int institution = institution(at);
    TemplateAsked asked = form.asked();
    try {
      Proposal made = office.ask(actor, institution, asked);
      return screens.seeOther("/me/office/proposals/" + made.id());
    } catch (Refusal refusal) {
      if (refusal.type().status() != REFUSED) {
        throw refusal;
      }
      return page(
          actor, institution, asked, form.isLongest(), TemplateLooks.faults(screens.ui(), refusal));
    }
  }

  @POST
  @Path("pictures")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @RolesAllowed(Roles.OPERATE)
  @Operation(hidden = true)
  public RestResponse<Void> keep(
      @PathParam("at") String at, @RestForm("picture") @Nullable FileUpload picture) {
    office.keep(actors.require(), institution(at), TemplateUpload.of(picture));
    return screens.seeOther("/me/office/templates/" + at);
  }

  @POST
  @Path("pictures/{digest}/removal")
  @RolesAllowed(Roles.OPERATE)
  @Operation(hidden = true)
  public RestResponse<Void> remove(@PathParam("at") String at, @PathParam("digest") String digest) {
    if (!digest.matches("[0-9a-f]{64}")) {
      throw unknown();
    }
    office.remove(actors.require(), institution(at), Digest.ofHex(digest));
    return screens.seeOther("/me/office/templates/" + at);
  }

  @GET
  @Path("pictures/{digest}")
  @Produces("image/png")
  @Operation(hidden = true)
  public RestResponse<byte[]> picture(
      @PathParam("at") String at, @PathParam("digest") String digest) {
    if (!digest.matches("[0-9a-f]{64}")) {
      throw unknown();
    }
    Picture found = office.picture(actors.require(), institution(at), Digest.ofHex(digest));
    return ResponseBuilder.ok(found.content().toArray())
        .header("Cache-Control", "no-store")
        .build();
  }

  @POST
  @Path("{id}/end")
  @RolesAllowed(Roles.OPERATE)
  @Operation(hidden = true)
  public RestResponse<Void> end(@PathParam("at") String at, @PathParam("id") String id) {
    return screens.seeOther(
        "/me/office/proposals/"
            + office.askEnd(actors.require(), institution(at), template(id)).id());
  }

  private RestResponse<TemplateInstance> page(
      Actor actor, int institution, TemplateAsked asked, boolean longest, List<String> known) {
    Ui ui = screens.ui();
    List<String> faults = known;
    @Nullable String picture = null;
    try {
      picture =
          "data:image/png;base64,"
              + Base64.getEncoder()
                  .encodeToString(office.preview(actor, institution, asked, longest).toArray());
    } catch (Refusal refusal) {
      if (refusal.type().status() != REFUSED) {
        throw refusal;
      }
      faults = known.isEmpty() ? TemplateLooks.faults(ui, refusal) : known;
    }
    return ResponseBuilder.ok(
            Templates.ownTemplate(
                ui, looks.form(ui, actor, institution, asked, faults, picture, longest)))
        .status(faults.isEmpty() ? OK : REFUSED)
        .build();
  }

  private static int institution(String at) {
    if (!at.matches("iss_[1-9][0-9]{0,8}")) {
      throw unknown();
    }
    return Integer.parseInt(at.substring(4));
  }

  private static PublicId template(String id) {
    return PublicId.parse("tpl", id).orElseThrow(TemplatePages::unknown);
  }

  private static Refusal unknown() {
    return new Refusal(TemplateProblem.UNKNOWN, "no such template or picture that you may see");
  }
}
