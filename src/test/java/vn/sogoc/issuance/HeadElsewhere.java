package vn.sogoc.issuance;

import io.restassured.response.Response;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.TestSchools;
import vn.sogoc.institution.Mandate;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.platform.access.Role;

/** An institution of its own, whose head's personal key does not live in the service. */
final class HeadElsewhere {
  private static final String NAME = "TS. Võ Thử Ký";

  private final DemoSchools people;
  private final TestSchools.School school;

  HeadElsewhere(TestSchools schools, DemoSchools people) {
    this.people = people;
    this.school = schools.school();
  }

  TestSchools.School school() {
    return school;
  }

  /** People who work there; the signer's mandate names the key. */
  Staff staff(Optional<KeyId> key) {
    DemoSchools.Person signer = people.person(school.number(), Role.SIGN);
    return new Staff(
        people.person(school.number(), Role.PREPARE),
        people.person(school.number(), Role.APPROVE),
        signer,
        people.mandate(mandate(school.number(), signer.person(), NAME, key)),
        BatchClient.decision());
  }

  static Mandate mandate(int institution, UUID person, String name, Optional<KeyId> key) {
    return new Mandate(
        UUID.randomUUID(),
        institution,
        person,
        name,
        "Hiệu trưởng",
        "Rector",
        Set.of("BCN"),
        LocalDate.of(2020, 1, 1),
        null,
        "QĐ mẫu 4",
        LocalDate.of(2019, 12, 1),
        "",
        key);
  }

  static Response content(Staff who, String batch) {
    return BatchClient.as(who.signer().key()).get("/api/v1/batches/" + batch + "/signing/content");
  }

  static Response brought(Staff who, String batch, String signedAt, Bytes signature) {
    return BatchClient.as(who.signer().key())
        .contentType("application/json")
        .body(Map.of("signedAt", signedAt, "signature", signature.base64Url()))
        .post("/api/v1/batches/" + batch + "/signing/signature");
  }
}
