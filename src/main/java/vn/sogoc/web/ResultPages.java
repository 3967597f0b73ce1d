package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;
import vn.sogoc.verification.Question;
import vn.sogoc.verification.UploadedBytes;
import vn.sogoc.verification.Verification;
import vn.sogoc.verification.VerificationAnswer;
import vn.sogoc.verification.VerificationRequest;

/**
 * The answer to a form, as a page. It exists only as the answer to a check: the address alone shows
 * nothing, so no code can lead to a page that says "valid" without one.
 */
@Path("/result")
@PermitAll
@Produces(MediaType.TEXT_HTML)
class ResultPages {
  private final Screens screens;
  private final Verification verification;

  ResultPages(Screens screens, Verification verification) {
    this.screens = screens;
    this.verification = verification;
  }

  @GET
  @Path("{way: |number|file}")
  @Operation(hidden = true)
  public RestResponse<Void> nothingToShow() {
    return screens.seeOther("/");
  }

  @POST
  @Operation(hidden = true)
  public TemplateInstance byCode(@RestForm @DefaultValue("") String qr) {
    return page(new VerificationRequest(qr.strip(), null, null, null).toQuestion());
  }

  @POST
  @Path("number")
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> byNumber(
      @RestForm @DefaultValue("") String serialNumber,
      @RestForm @DefaultValue("") String fullName,
      @RestForm @DefaultValue("") String dateOfBirth) {
    Ui ui = screens.ui();
    NumberForm form = NumberForm.typed(ui, serialNumber, fullName, dateOfBirth);
    return form.faults().isEmpty()
        ? RestResponse.ok(page(form.toRequest().toQuestion()))
        : ResponseBuilder.<TemplateInstance>create(422).entity(Templates.number(ui, form)).build();
  }

  @POST
  @Path("file")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(hidden = true)
  public TemplateInstance byFile(@RestForm("file") @Nullable FileUpload file) {
    return page(new Question.ByFile(UploadedBytes.of(file)));
  }

  private TemplateInstance page(Question question) {
    VerificationAnswer answer = verification.ask(question);
    Ui ui = screens.ui();
    return Templates.result(
        ui, ResultView.of(ui.in(ui.lang()), answer), ResultView.of(ui.in(ui.other()), answer));
  }
}
