package vn.sogoc.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.TestSchools;
import vn.sogoc.institution.Mandate;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.platform.access.Role;

/** A school that issues diplomas and, meanwhile, temporary certificates. */
public record ProvisionalScene(int school, Staff staff, String diplomas) {
  private static final String KIND = "GCN_TNTT";
  private static final String SIGNER = "GS.TS. Phan Thị Ngọc Hạ";

  static ProvisionalScene open(DemoSchools people, TestSchools schools, Clock clock, int rows) {
    int school = schools.school("BCN", KIND).number();
    DemoSchools.Person signer = people.person(school, Role.SIGN, Role.APPROVE);
    UUID mandate =
        people.mandate(
            new Mandate(
                UUID.randomUUID(),
                school,
                signer.person(),
                SIGNER,
                "Hiệu trưởng",
                "Rector",
                Set.of("BCN", KIND),
                LocalDate.of(2020, 1, 1),
                null,
                "QĐ mẫu 1",
                LocalDate.of(2019, 12, 1),
                "",
                people.personalKey(school)));
    Staff staff =
        new Staff(
            people.person(school, Role.PREPARE),
            people.person(school, Role.APPROVE),
            signer,
            mandate,
            BatchClient.decision());
    LocalDate today = LegalDay.of(clock.instant());
    Response made =
        BatchClient.prepare(
            staff.preparer().key(),
            BatchClient.list(rows),
            staff.decision(),
            mandate,
            Map.of("decisionDate", today.toString(), "issueDate", today.toString()));
    assertThat(made.<String>path("state")).as(made.asString()).isEqualTo("draft");
    return new ProvisionalScene(school, staff, made.path("id"));
  }

  /** For other packages: certificates that ended, with the diplomas that ended them. */
  public static void play(DemoSchools people, TestSchools schools, Clock clock)
      throws InterruptedException {
    ProvisionalScene scene = open(people, schools, clock, 2);
    scene.issued(scene.meanwhile());
    scene.issued(scene.diplomas());
  }

  Response ask() {
    return BatchClient.as(staff.preparer().key())
        .post("/api/v1/batches/" + diplomas + "/provisional");
  }

  /** The draft of temporary certificates. */
  String meanwhile() {
    Response made = ask();
    assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
    return made.path("id");
  }

  /** Approved and signed. */
  String issued(String batch) throws InterruptedException {
    staff.approvedBy(staff.approver(), batch);
    Response job = staff.signed(batch);
    assertThat(job.<String>path("state")).as(job.asString()).isEqualTo("done");
    return batch;
  }
}
