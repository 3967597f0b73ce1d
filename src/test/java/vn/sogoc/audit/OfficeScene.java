package vn.sogoc.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Accounts;
import vn.sogoc.platform.access.NewAccount;
import vn.sogoc.platform.access.Role;

/** An office in which something of everything happened. */
final class OfficeScene {
  private final DemoSchools schools;

  OfficeScene(DemoSchools schools) {
    this.schools = schools;
  }

  /** Somebody is invited and comes in, loses a password, gets a role; a supervisor is named. */
  void play(int school) {
    String at = "/api/v1/institutions/iss_" + school;
    DemoSchools.Person first = schools.person(school, Role.OPERATE);
    DemoSchools.Person second = schools.person(school, Role.OPERATE);
    Response invited =
        post(
            first,
            at + "/invitations",
            Map.of("name", "Nguyễn Thị Mời", "roles", List.of("prepare")),
            201);
    String invitation = "/api/v1/invitations/" + invited.path("id");
    approve(second, invited.path("proposal"));
    String link = post(first, invitation + "/link", Map.of(), 200).path("link");
    String code = post(second, invitation + "/code", Map.of(), 200).path("code");
    given()
        .contentType("application/json")
        .body(
            Map.of(
                "link",
                link,
                "code",
                code,
                "username",
                "m" + UUID.randomUUID(),
                "password",
                "một mật khẩu đủ dài"))
        .post("/api/v1/invitation/acceptance")
        .then()
        .statusCode(200);
    List<String> people =
        given()
            .header("Authorization", "Bearer " + first.key())
            .get(at + "/people")
            .path("data.findAll { it.displayName == 'Nguyễn Thị Mời' }.id");
    String person = at + "/people/" + people.getFirst();
    approve(second, post(first, person + "/recovery", Map.of(), 201).path("proposal"));
    approve(second, post(first, person + "/roles", Map.of("role", "verify"), 201).path("id"));
    Response rejected = post(first, person + "/roles", Map.of("role", "audit"), 201);
    post(second, "/api/v1/proposals/" + rejected.path("id") + "/rejection", Map.of(), 200);
    Response mandate =
        given()
            .header("Authorization", "Bearer " + first.key())
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .multiPart("account", people.getFirst())
            .multiPart("titleVi", "Giam doc")
            .multiPart("titleEn", "Director")
            .multiPart("kinds", "BCN")
            .multiPart("from", "2026-01-01")
            .multiPart("decisionNumber", "1/QD")
            .multiPart("decisionDate", "2025-12-01")
            .multiPart("signsAs", "KT.")
            .multiPart(
                "document",
                "qd.pdf",
                "%PDF-1.4 qd".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                "application/pdf")
            .post(at + "/mandates");
    assertThat(mandate.statusCode()).as(mandate.asString()).isEqualTo(201);
    approve(second, mandate.path("id"));
    Response supervision =
        post(
            schools.official(Role.OPERATE),
            at + "/supervision",
            Map.of("supervisor", "iss_" + schools.registry()),
            201);
    approve(schools.official(Role.OPERATE), supervision.path("id"));
    approve(
        second,
        post(
                first,
                at + "/invitations",
                Map.of(
                    "name",
                    "Trần Văn Chờ",
                    "email",
                    "cho@thu.example",
                    "roles",
                    List.of("prepare", "verify")),
                201)
            .path("proposal"));
    post( // keeps its address, sealed, until somebody approves
        first,
        at + "/invitations",
        Map.of("name", "Lê Thị Đợi", "email", "doi@thu.example", "roles", List.of("verify")),
        201);
    post(first, person + "/disablement", Map.of(), 200);
    templates(at, first, second);
    post(schools.official(Role.OPERATE), at + "/supervision/end", Map.of(), 204);
  }

  /** Two persons agree to two templates with one background, and to the end of one. */
  private static void templates(String at, DemoSchools.Person first, DemoSchools.Person second) {
    Response kept =
        given()
            .header("Authorization", "Bearer " + first.key())
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .multiPart(
                "picture",
                "background.png",
                vn.sogoc.document.upload.OwnPictures.backgroundFile().toArray(),
                "image/png")
            .post(at + "/templates/images");
    assertThat(kept.statusCode()).as(kept.asString()).isEqualTo(201);
    Map<String, Object> wanted =
        vn.sogoc.document.template.PlainTemplate.of("BCN", kept.path("digest"));
    Response asked = post(first, at + "/templates", wanted, 201);
    approve(second, asked.path("id"));
    Response other = post(second, at + "/templates", wanted, 201);
    approve(first, other.path("id"));
    String ended = "tpl" + other.<String>path("id").substring(3);
    approve(second, post(first, at + "/templates/" + ended + "/end", Map.of(), 201).path("id"));
  }

  /** Two persons give a head a mandate with the school's personal key; its id. */
  UUID head(int school, Accounts accounts) {
    String name = "GS.TS. Phan Thị Ngọc Hạ";
    UUID account =
        accounts.create(
            new NewAccount(
                "h" + UUID.randomUUID(),
                name,
                null,
                schools.somebody(school),
                school,
                Set.of(Role.SIGN)));
    Response mandate =
        given()
            .header("Authorization", "Bearer " + schools.person(school, Role.OPERATE).key())
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .multiPart("account", PublicId.of("acc", account).toString())
            .multiPart("titleVi", "Hieu truong")
            .multiPart("titleEn", "Rector")
            .multiPart("kinds", "BCN")
            .multiPart("from", "2026-01-01")
            .multiPart("decisionNumber", "1/QD")
            .multiPart("decisionDate", "2025-12-01")
            .multiPart("key", schools.personalKey(school).orElseThrow().toString())
            .multiPart(
                "document",
                "qd.pdf",
                "%PDF-1.4 qd".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                "application/pdf")
            .post("/api/v1/institutions/iss_" + school + "/mandates");
    assertThat(mandate.statusCode()).as(mandate.asString()).isEqualTo(201);
    approve(schools.person(school, Role.OPERATE), mandate.path("id"));
    return PublicId.parse("pro", mandate.path("id")).orElseThrow().key();
  }

  private static void approve(DemoSchools.Person by, String proposal) {
    String hash =
        given()
            .header("Authorization", "Bearer " + by.key())
            .get("/api/v1/proposals/" + proposal)
            .path("contentHash");
    post(by, "/api/v1/proposals/" + proposal + "/approval", Map.of("contentHash", hash), 200);
  }

  private static Response post(
      DemoSchools.Person by, String path, Map<String, ?> body, int status) {
    Response answer =
        given()
            .header("Authorization", "Bearer " + by.key())
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .contentType("application/json")
            .body(body)
            .post(path);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    return answer;
  }
}
