package vn.sogoc.issuance;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.issuance.confirmation.ConfirmationAnswer;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;

/** A graduate's look at the own row, by a link and without an account. */
@Path("/api/v1/confirmation")
@PermitAll
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Confirmations")
class GraduateAnswerResource {
  private final GraduateAnswers answers;

  GraduateAnswerResource(GraduateAnswers answers) {
    this.answers = answers;
  }

  /** A link; never in an address, which would be kept and sent on. */
  @Schema(name = "ConfirmationLookRequest")
  record Looked(@Schema(required = true, maxLength = 300) @Nullable String link) {}

  /** What a graduate says. */
  @Schema(name = "ConfirmationAnswerRequest")
  record Said(
      @Schema(required = true, maxLength = 300) @Nullable String link,
      @Schema(
              required = true,
              description = "as it came with the lines",
              pattern = "^[0-9a-f]{64}$")
          @Nullable String content,
      @Schema(
              required = true,
              enumeration = {ConfirmationAnswer.CONFIRMED, ConfirmationAnswer.DISPUTED})
          @Nullable String answer,
      @Schema(description = "of a dispute: which line is wrong, or other") @Nullable String field,
      @Schema(description = "of a dispute: what it should be", maxLength = 300)
          @Nullable String wanted) {}

  /** What a link opens; no personal number is in it. */
  @Schema(name = "ConfirmationLook")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Response(
      String institution,
      String institutionName,
      @Schema(description = "last day on which it can be answered") LocalDate closesOn,
      @Schema(description = "what the document will say") List<Line> document,
      @Schema(description = "SHA-256 of it, which an answer names") String content,
      @Schema(description = "confirmed or disputed, where something was said of just this")
          @Nullable String answer,
      @Nullable String field,
      @Nullable String wanted,
      @Nullable Instant answeredAt) {
    static Response of(GraduateAnswers.Look look) {
      return new Response(
          "iss_" + look.institution(),
          look.institutionName().vi(),
          look.closesOn(),
          look.lines().stream().map(Line::of).toList(),
          look.content().hex(),
          look.said().map(ConfirmationAnswer::answer).orElse(null),
          look.said()
              .flatMap(ConfirmationAnswer::dispute)
              .map(ConfirmationAnswer.Dispute::field)
              .orElse(null),
          look.said()
              .flatMap(ConfirmationAnswer::dispute)
              .map(ConfirmationAnswer.Dispute::wanted)
              .orElse(null),
          look.said().map(ConfirmationAnswer::at).orElse(null));
    }
  }

  /** A line of the document in both languages. */
  @Schema(name = "ConfirmationLine")
  record Line(String field, String vi, String en) {
    static Line of(DocumentLine line) {
      BilingualText value = line.value();
      return new Line(line.field(), value.vi(), value.isBilingual() ? value.en() : value.vi());
    }
  }

  @POST
  @Path("/look")
  @Operation(
      operationId = "lookAtOwnRow",
      summary = "What the document of whoever holds a link will say; nothing changes")
  @APIResponse(responseCode = "200", description = "The lines, and what was said of them")
  @APIResponse(responseCode = "404", description = "No row has this link")
  @APIResponse(responseCode = "409", description = "It can no longer be answered")
  public Response look(@Nullable Looked body) {
    return Response.of(answers.look(text(body == null ? null : body.link())));
  }

  @POST
  @Path("/answer")
  @Operation(
      operationId = "answerAboutOwnRow",
      summary = "Confirm what the document will say, or say what is wrong",
      description =
          "It takes no Idempotency-Key: the same said twice is one answer. The newest counts.")
  @APIResponse(responseCode = "200", description = "The lines, and what was said of them")
  @APIResponse(responseCode = "404", description = "No row has this link")
  @APIResponse(
      responseCode = "409",
      description = "It can no longer be answered, or the row says something else now")
  @APIResponse(responseCode = "422", description = "The answer, its field or words do not stand")
  public Response answer(@Nullable Said body) {
    if (body == null || body.content() == null || !body.content().matches("[0-9a-f]{64}")) {
      throw ConfirmationSeen.refused("content", "64 hexadecimal digits");
    }
    Digest content = Digest.ofHex(body.content());
    String link = text(body.link());
    return Response.of(
        switch (text(body.answer())) {
          case ConfirmationAnswer.CONFIRMED -> {
            if (body.field() != null || body.wanted() != null) {
              throw ConfirmationSeen.refused("field", "nothing in a confirmation");
            }
            yield answers.confirm(link, content);
          }
          case ConfirmationAnswer.DISPUTED ->
              answers.dispute(link, content, text(body.field()), text(body.wanted()));
          default -> throw unknown();
        });
  }

  private static Refusal unknown() {
    return ConfirmationSeen.refused("answer", "confirmed or disputed");
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given;
  }
}
