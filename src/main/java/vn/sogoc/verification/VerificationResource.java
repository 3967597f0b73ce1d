package vn.sogoc.verification;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.Messages;
import vn.sogoc.platform.PlatformConfig;
import vn.sogoc.platform.http.CurrentRequest;
import vn.sogoc.status.Lineages;

/** The public question, for programs. */
@Path("/api/v1/verifications")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Verification")
class VerificationResource {
  private final Verification verification;
  private final Lineages lineages;
  private final CurrentRequest request;
  private final Messages messages;
  private final String address;
  private final boolean testData;

  VerificationResource(
      Verification verification,
      Lineages lineages,
      CurrentRequest request,
      Messages messages,
      PlatformConfig platform,
      VerificationConfig config) {
    this.verification = verification;
    this.lineages = lineages;
    this.request = request;
    this.messages = messages;
    this.address = platform.address().toString();
    this.testData = config.testData();
  }

  @POST
  @PermitAll
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "verify",
      summary = "Verify a diploma or certificate",
      description =
          "By the text of its QR code, by serial number and full name, or by a photo (PNG, JPEG)"
              + " or PDF that shows the code, of at most 10 MB, which is deleted after the check."
              + " An answer about the document is always 200, whatever the verdict; what is wrong"
              + " with the request is a problem. Nothing of the document is shown where the verdict"
              + " is mismatch, unregistered, unknown_issuer or not_found. A wrong number and a wrong"
              + " name get the same answer.")
  @APIResponse(responseCode = "200", description = "The verdict with each check")
  @APIResponse(responseCode = "422", description = "No code of ours, or the question is unclear")
  @APIResponse(responseCode = "429", description = "The quota is used up")
  public VerificationResponse verify(@Nullable VerificationRequest body) {
    if (body == null) {
      throw new Refusal(VerificationProblem.QUESTION_UNCLEAR, "Send a JSON object.");
    }
    return answer(body.toQuestion());
  }

  @POST
  @PermitAll
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(
      operationId = "verifyFile",
      summary = "Verify the QR code in a photo or PDF",
      description = "PNG, JPEG or PDF of at most 10 MB; it is deleted after the check.")
  @APIResponse(responseCode = "200", description = "The verdict with each check")
  @APIResponse(responseCode = "413", description = "The file is too large")
  @APIResponse(responseCode = "422", description = "The file shows no code of ours")
  public VerificationResponse verifyFile(@RestForm("file") @Nullable FileUpload file) {
    return answer(new Question.ByFile(UploadedBytes.of(file)));
  }

  @GET
  @Path("/{id}")
  @PermitAll
  @Operation(
      operationId = "getReceipt",
      summary = "Look a receipt up again",
      description =
          "By its identifier or by its short form. The verdict then and now; never a personal"
              + " field.")
  @APIResponse(responseCode = "200", description = "The receipt")
  @APIResponse(responseCode = "404", description = "No receipt has this code")
  @APIResponse(responseCode = "429", description = "The quota is used up")
  public ReceiptResponse receipt(@PathParam("id") String id) {
    return ReceiptResponse.of(verification.receipt(id), testData);
  }

  private VerificationResponse answer(Question question) {
    VerificationAnswer answer = verification.ask(question);
    return VerificationResponse.of(
        answer,
        successor(answer),
        address,
        verification.logOrigin(),
        testData,
        request.lang(),
        messages);
  }

  /** What replaced it, where it was replaced and the asker sees it. */
  private @Nullable String successor(VerificationAnswer answer) {
    return answer.verdict() == Verdict.SUPERSEDED
        ? answer
            .document()
            .flatMap(shown -> lineages.of(shown.record().id()).supersededBy())
            .map(PublicId::toString)
            .orElse(null)
        : null;
  }
}
