package vn.sogoc.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import vn.sogoc.crypto.keys.SoftwareKey;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.TestSchools;
import vn.sogoc.platform.access.Role;

/** Gives other packages' tests a school of its own, its staff, and batches on their way. */
@ApplicationScoped
public class StaffedSchool {
  private static final String SIGNER = "GS.TS. Phan Thị Ngọc Hạ";

  private final DemoSchools people;
  private final TestSchools schools;
  private final HeldSigning held;

  StaffedSchool(DemoSchools people, TestSchools schools, HeldSigning held) {
    this.people = people;
    this.schools = schools;
    this.held = held;
  }

  /** A school whose three people work under a decision of their own. */
  public final class At {
    private final int number;
    private final Staff staff;

    At(int number, Staff staff) {
      this.number = number;
      this.staff = staff;
    }

    public int number() {
      return number;
    }

    public DemoSchools.Person preparer() {
      return staff.preparer();
    }

    public DemoSchools.Person approver() {
      return staff.approver();
    }

    public DemoSchools.Person signer() {
      return staff.signer();
    }

    /** A batch of so many bachelors that waits for its second person. */
    public String draft(int rows) {
      return staff.prepared(BatchClient.list(rows));
    }

    /** One that waits for its signer. */
    public String approved(int rows) {
      return staff.approved(BatchClient.list(rows));
    }

    /** One whose list has a fault. */
    public String faulty() {
      Response made =
          BatchClient.prepare(
              staff.preparer().key(),
              BatchClient.HEADER + BatchClient.row(1, "Lê Văn Lỗi", "31/02/2003", ""),
              staff.decision(),
              staff.mandate(),
              Map.of());
      assertThat(made.<String>path("state")).as(made.asString()).isEqualTo("faulty");
      return made.path("id");
    }

    /** One whose signing failed after its numbers were taken. */
    public String stuck(int rows) throws InterruptedException {
      String batch = approved(rows);
      held.failOnce(batch);
      assertThat(staff.signed(batch).<String>path("state")).isEqualTo("failed");
      return batch;
    }

    /** How an approved batch is answered when it is asked to be signed, in a word. */
    public String signed(String batch) throws InterruptedException {
      Response answer = BatchClient.sign(staff.signer().key(), batch);
      return answer.statusCode() == 202
          ? BatchClient.ended(staff.signer().key(), answer.path("job")).path("state")
          : answer.path("code");
    }
  }

  /** A new one whose head's personal key lives elsewhere, with that key. */
  public At open(SoftwareKey key) {
    HeadElsewhere at = new HeadElsewhere(schools, people);
    return new At(
        at.school().number(),
        at.staff(Optional.of(at.school().personalElsewhere(key, "Võ Thử Ký"))));
  }

  /** A new one. */
  public At open() {
    int number = schools.school().number();
    DemoSchools.Person signer = people.person(number, Role.SIGN, Role.APPROVE);
    return new At(
        number,
        new Staff(
            people.person(number, Role.PREPARE),
            people.person(number, Role.APPROVE),
            signer,
            people.mandate(number, signer.person(), SIGNER, "BCN"),
            BatchClient.decision()));
  }
}
