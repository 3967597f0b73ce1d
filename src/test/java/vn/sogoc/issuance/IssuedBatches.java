package vn.sogoc.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import vn.sogoc.demo.DemoSchools;

/** Gives other packages' tests batches that went the whole way, through the API. */
public final class IssuedBatches {
  private IssuedBatches() {}

  /** A batch of so many bachelors, signed, recorded and published. */
  public static UUID issued(DemoSchools schools, int rows) throws InterruptedException {
    return issued(schools, BatchClient.list(rows));
  }

  /** Two batches of one bachelor, who is the same person. */
  public static List<UUID> issuedTwiceToOne(DemoSchools schools) throws InterruptedException {
    String text = BatchClient.list(1);
    return List.of(issued(schools, text), issued(schools, text));
  }

  /** A batch of this list of bachelors. */
  public static UUID issued(DemoSchools schools, String text) throws InterruptedException {
    Staff staff = Staff.of(schools);
    String id = staff.approved(text);
    Response job = staff.signed(id);
    assertThat(job.<String>path("state")).as(job.asString()).isEqualTo("done");
    return OwnerSql.uuid(id);
  }

  /** A batch that waits for its second person. */
  public static UUID prepared(DemoSchools schools, int rows) {
    return OwnerSql.uuid(Staff.of(schools).prepared(BatchClient.list(rows)));
  }
}
