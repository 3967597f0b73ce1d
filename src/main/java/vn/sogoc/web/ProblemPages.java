package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.Lang;
import vn.sogoc.platform.Messages;
import vn.sogoc.platform.http.HttpProblem;

/** The page behind the {@code type} of each RFC 9457 problem, in both languages. */
@Path("/problems")
@PermitAll
@Produces(MediaType.TEXT_HTML)
class ProblemPages {
  private static final String PREFIX = "problem.";
  private static final String SUFFIX = ".title";

  private final Screens screens;
  private final Messages messages;

  ProblemPages(Screens screens, Messages messages) {
    this.screens = screens;
    this.messages = messages;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance all() {
    Ui ui = screens.ui();
    return Templates.problemTypes(
        ui, slugs().stream().map(slug -> ProblemView.explaining(ui, slug)).toList());
  }

  @GET
  @Path("{slug}")
  @Operation(hidden = true)
  public TemplateInstance one(@PathParam("slug") String slug) {
    if (!slugs().contains(slug)) {
      throw new Refusal(HttpProblem.UNKNOWN_ADDRESS, "no problem has this name");
    }
    Ui ui = screens.ui();
    return Templates.problemType(ui, ProblemView.explaining(ui, slug));
  }

  private List<String> slugs() {
    return messages.all(Lang.VI).keySet().stream()
        .filter(key -> key.startsWith(PREFIX) && key.endsWith(SUFFIX))
        .map(key -> key.substring(PREFIX.length(), key.length() - SUFFIX.length()))
        .toList();
  }
}
