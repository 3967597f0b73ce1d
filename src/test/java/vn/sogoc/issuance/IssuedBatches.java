package vn.sogoc.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.UUID;
import vn.sogoc.demo.DemoSchools;

/** Gives other packages' tests batches that went the whole way, through the API. */
public final class IssuedBatches {
  private IssuedBatches() {}

  /** A batch of so many bachelors, signed, recorded and published. */
  public static UUID issued(DemoSchools schools, int rows) throws InterruptedException {
    Staff staff = Staff.of(schools);
    String id = staff.approved(BatchClient.list(rows));
    Response job = staff.signed(id);
    assertThat(job.<String>path("state")).as(job.asString()).isEqualTo("done");
    return OwnerSql.uuid(id);
  }

  /** A batch that waits for its second person. */
  public static UUID prepared(DemoSchools schools, int rows) {
    return OwnerSql.uuid(Staff.of(schools).prepared(BatchClient.list(rows)));
  }
}
