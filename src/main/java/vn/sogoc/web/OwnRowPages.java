package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.DocumentLine;
import vn.sogoc.issuance.GraduateAnswers;
import vn.sogoc.issuance.confirmation.ConfirmationAnswer;
import vn.sogoc.issuance.confirmation.ConfirmationProblem;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;

/**
 * Where a graduate's link leads: what the own document will say, to confirm or to dispute. The
 * secret is in the fragment, which a script moves into the form; it is never part of an address
 * that is asked for.
 */
@Path("/confirm")
@PermitAll
@Produces(MediaType.TEXT_HTML)
class OwnRowPages {
  private final Screens screens;
  private final GraduateAnswers answers;

  OwnRowPages(Screens screens, GraduateAnswers answers) {
    this.screens = screens;
    this.answers = answers;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance form() {
    return Templates.confirm(screens.ui(), OwnRowScreen.empty());
  }

  @POST
  @Operation(hidden = true)
  public TemplateInstance look(@RestForm @DefaultValue("") String link) {
    Ui ui = screens.ui();
    return Templates.confirm(ui, screen(ui, link, answers.look(link), "", "", null));
  }

  @POST
  @Path("answer")
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> answer(
      @RestForm @DefaultValue("") String link,
      @RestForm @DefaultValue("") String content,
      @RestForm @DefaultValue("") String answer,
      @RestForm @DefaultValue("") String field,
      @RestForm @DefaultValue("") String wanted) {
    Ui ui = screens.ui();
    if (!content.matches("[0-9a-f]{64}")) {
      throw new Refusal(ConfirmationProblem.CHANGED, "the form does not say what was shown");
    }
    Digest shown = Digest.ofHex(content);
    if (answer.equals(ConfirmationAnswer.CONFIRMED)) {
      return RestResponse.ok(
          Templates.confirm(ui, screen(ui, link, answers.confirm(link, shown), "", "", null)));
    }
    String missing = wanted.isBlank() ? "wanted" : field.isBlank() ? "field" : "";
    if (!missing.isEmpty()) {
      return ResponseBuilder.<TemplateInstance>create(422)
          .entity(
              Templates.confirm(
                  ui,
                  screen(
                      ui,
                      link,
                      answers.look(link),
                      field,
                      wanted,
                      new NumberForm.FieldFault(missing, ui.t("web.own.missing." + missing)))))
          .build();
    }
    return RestResponse.ok(
        Templates.confirm(
            ui, screen(ui, link, answers.dispute(link, shown, field, wanted), "", "", null)));
  }

  private static OwnRowScreen screen(
      Ui ui,
      String link,
      GraduateAnswers.Look look,
      String field,
      String wanted,
      NumberForm.@Nullable FieldFault fault) {
    List<Choice> fields = new ArrayList<>();
    for (DocumentLine line : look.lines()) {
      fields.add(
          new Choice(
              line.field(), ConfirmationLooks.label(ui, line.field()), line.field().equals(field)));
    }
    fields.add(
        new Choice(
            GraduateAnswers.OTHER,
            ui.t("web.confirmation.other"),
            GraduateAnswers.OTHER.equals(field)));
    return new OwnRowScreen(
        link.substring(link.indexOf('#') + 1).strip(),
        ui.of(look.institutionName()),
        look.lines().stream()
            .map(
                line ->
                    new ResultView.Pair(
                        ConfirmationLooks.label(ui, line.field()),
                        ConfirmationLooks.value(ui, line),
                        null))
            .toList(),
        look.content().hex(),
        look.said().map(said -> said(ui, said)).orElse(null),
        look.said().map(said -> said.dispute().isPresent() ? "warn" : "good").orElse("calm"),
        ui.t("web.own.closes", ui.shown().date(look.closesOn())),
        fields,
        wanted,
        fault != null,
        fault);
  }

  private static String said(Ui ui, ConfirmationAnswer said) {
    String at = ui.shown().time(said.at());
    return said.dispute()
        .map(
            what ->
                ui.t(
                    "web.own.said.disputed",
                    at,
                    ConfirmationLooks.label(ui, what.field()),
                    what.wanted()))
        .orElseGet(() -> ui.t("web.own.said.confirmed", at));
  }
}
