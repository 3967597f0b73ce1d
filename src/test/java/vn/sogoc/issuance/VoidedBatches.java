package vn.sogoc.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.institution.InstitutionProblem;
import vn.sogoc.kernel.Refusal;

/** Gives other packages' tests batches that were given up by two persons, through the API. */
@ApplicationScoped
public class VoidedBatches {
  private final DemoSchools schools;
  private final CrashingSteps steps;

  VoidedBatches(DemoSchools schools, CrashingSteps steps) {
    this.schools = schools;
    this.steps = steps;
  }

  /** A batch of so many rows whose numbers are void. */
  public UUID voided(int rows) throws InterruptedException {
    Staff staff = Staff.of(schools);
    String id = staff.approved(BatchClient.list(rows));
    steps.doOnce(
        id,
        SigningSteps.Point.BEFORE_RECORD,
        () -> {
          throw new Refusal(InstitutionProblem.KEY_NOT_USABLE, "the key is frozen");
        });
    assertThat(staff.signed(id).<String>path("state")).isEqualTo("failed");
    Response asked =
        BatchClient.askToVoid(staff.preparer().key(), id, "Quyết định công nhận đã bị hủy");
    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(200);
    Response approved =
        BatchClient.approveVoiding(staff.approver().key(), id, asked.path("voiding.voidingHash"));
    assertThat(approved.<String>path("state")).as(approved.asString()).isEqualTo("voided");
    return OwnerSql.uuid(id);
  }
}
