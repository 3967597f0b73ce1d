package vn.sogoc.issuance;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.Kind;
import vn.sogoc.credential.QrText;
import vn.sogoc.document.IssuerNames;
import vn.sogoc.document.QrCode;
import vn.sogoc.document.template.Documents;
import vn.sogoc.document.template.Printers;
import vn.sogoc.institution.InstitutionFacts;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PlatformConfig;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.register.RegisterProblem;

/**
 * What is printed of a credential, for the staff of its institution; made of the signed record
 * alone.
 */
@Path("/api/v1/credentials/{id}")
@Tag(name = "Credentials")
class CredentialDocumentResource {
  private final Credentials credentials;
  private final TrustRegister trust;
  private final Documents documents;
  private final Printers printers;
  private final CurrentActor actor;
  private final String address;
  private final boolean testData;

  CredentialDocumentResource(
      Credentials credentials,
      TrustRegister trust,
      Documents documents,
      Printers printers,
      CurrentActor actor,
      PlatformConfig platform,
      IssuanceConfig config) {
    this.credentials = credentials;
    this.trust = trust;
    this.documents = documents;
    this.printers = printers;
    this.actor = actor;
    this.address = platform.address().toString();
    this.testData = config.testData();
  }

  @GET
  @Path("/document.pdf")
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Produces("application/pdf")
  @Operation(operationId = "getCredentialDocument", summary = "The page of a credential")
  @APIResponse(responseCode = "200", description = "PDF, A4 landscape, Vietnamese and English")
  @APIResponse(responseCode = "404", description = "No such credential in your institution")
  @APIResponse(responseCode = "409", description = "It is not in a published list yet")
  public RestResponse<byte[]> document(@PathParam("id") String id) {
    Credentials.Issued issued = credentials.published(actor.require(), credential(id));
    InstitutionFacts issuer = trust.statement(issued.evidence().institution()).facts();
    byte[] pdf =
        documents
            .pdf(
                issued.record(),
                new IssuerNames(issuer.nameVi(), issuer.nameEn()),
                issued.evidence().cose(),
                address,
                testData)
            .toArray();
    return RestResponse.ResponseBuilder.ok(pdf)
        .header("Content-Disposition", "inline; filename=\"" + issued.record().id() + ".pdf\"")
        .header("Cache-Control", "no-store")
        .build();
  }

  @GET
  @Path("/overprint.pdf")
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Produces("application/pdf")
  @Operation(
      operationId = "getCredentialOverprint",
      summary = "What is of the holder alone, for a numbered blank")
  @APIResponse(responseCode = "200", description = "PDF of the size of the institution's template")
  @APIResponse(responseCode = "404", description = "No such credential or printer of yours")
  @APIResponse(
      responseCode = "409",
      description = "It is not in a published list yet, or has no page of its institution")
  public RestResponse<byte[]> overprint(
      @PathParam("id") String id, @QueryParam("printer") @DefaultValue("") String printer) {
    Credentials.Issued issued = credentials.published(actor.require(), credential(id));
    int institution = issued.evidence().institution();
    InstitutionFacts issuer = trust.statement(institution).facts();
    byte[] pdf =
        documents
            .overprint(
                issued.record(),
                new IssuerNames(issuer.nameVi(), issuer.nameEn()),
                issued.evidence().cose(),
                address,
                testData,
                printers.printing(institution, printer))
            .toArray();
    return RestResponse.ResponseBuilder.ok(pdf)
        .header(
            "Content-Disposition", "inline; filename=\"" + issued.record().id() + "-blank.pdf\"")
        .header("Cache-Control", "no-store")
        .build();
  }

  @GET
  @Path("/qr.svg")
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Produces("image/svg+xml")
  @Operation(operationId = "getCredentialQr", summary = "The QR code of a credential as vector")
  @APIResponse(responseCode = "200", description = "SVG with its quiet zone")
  @APIResponse(responseCode = "404", description = "No such credential in your institution")
  @APIResponse(responseCode = "409", description = "It is not in a published list yet")
  public String qr(@PathParam("id") String id) {
    Credentials.Issued issued = credentials.published(actor.require(), credential(id));
    QrCode.Level level =
        issued.record().claims().kind().document() == Kind.Document.DIPLOMA
            ? QrCode.Level.Q
            : QrCode.Level.M;
    return QrCode.of(QrText.address(address, issued.evidence().cose()), level)
        .svg(issued.record().serialNumber());
  }

  private static PublicId credential(String id) {
    return PublicId.parse(CredentialRecord.ID_KIND, id)
        .orElseThrow(
            () ->
                new Refusal(
                    RegisterProblem.CREDENTIAL_UNKNOWN, "no such credential in your institution"));
  }
}
