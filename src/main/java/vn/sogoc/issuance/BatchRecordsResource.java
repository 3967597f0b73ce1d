package vn.sogoc.issuance;

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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.http.Page;
import vn.sogoc.register.Register;
import vn.sogoc.register.RegisterEvidence;
import vn.sogoc.register.RegisterProblem;

/**
 * The signed records of a batch for the institution itself, which keeps them outside of the
 * registry: its monitor computes from their bytes what it approved.
 */
@Path("/api/v1/batches/{id}/records")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Batches")
class BatchRecordsResource {
  private static final int LARGEST_PAGE = 500;

  private final Batches batches;
  private final Register register;
  private final CurrentActor actor;

  BatchRecordsResource(Batches batches, Register register, CurrentActor actor) {
    this.batches = batches;
    this.register = register;
    this.actor = actor;
  }

  /** A signed record. */
  @Schema(name = "BatchRecord")
  record Signed(
      int position,
      String credential,
      @Schema(description = "SHA-256 of the record, which the log names") String digest,
      @Schema(description = "the COSE_Sign1 of the QR code in base64url") String record) {
    static Signed of(int position, RegisterEvidence evidence) {
      return switch (evidence) {
        case RegisterEvidence.Recorded recorded ->
            new Signed(
                position,
                PublicId.of(CredentialRecord.ID_KIND, recorded.id()).toString(),
                recorded.digest().hex(),
                recorded.cose().base64Url());
        case RegisterEvidence.Altered ignored ->
            throw new Refusal(
                RegisterProblem.ENTRY_ALTERED,
                "the stored row was changed after it was written; nothing is said about it");
      };
    }
  }

  @GET
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN, Roles.AUDIT})
  @Operation(
      operationId = "listBatchRecords",
      summary = "The signed records of a batch, in the order of its rows",
      description =
          "From the commit on. The hash over their claims is the approved hash of the batch, which"
              + " anybody who holds them can compute.")
  @APIResponse(responseCode = "200", description = "A page of records")
  @APIResponse(responseCode = "404", description = "No such batch in your institution")
  public Page<Signed> all(
      @PathParam("id") String id,
      @QueryParam("after") @DefaultValue("-1") int after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    int size = Page.size(limit, LARGEST_PAGE);
    int from = Page.placeAfter(after);
    PublicId batch = BatchIds.batch(id);
    batches.get(actor.require(), batch); // or there is none in the caller's institution
    List<RegisterEvidence> found = register.recordedOfBatch(batch.key(), from - 1, size + 1);
    List<Signed> records =
        java.util.stream.IntStream.range(0, found.size())
            .mapToObj(i -> Signed.of(from + i, found.get(i)))
            .toList();
    return Page.of(records, size, r -> r, r -> Integer.toString(r.position()));
  }
}
