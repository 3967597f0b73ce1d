package vn.sogoc.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.Map;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.platform.access.Role;
import vn.sogoc.register.legacy.LegacyClient;

/** An old register book of which a page became copies, after something of everything happened. */
final class LegacyScene {
  private final DemoSchools schools;

  LegacyScene(DemoSchools schools) {
    this.schools = schools;
  }

  /** Rows that were keyed the same, decided by a third person and agreed by the two; signed. */
  String play(int school) throws InterruptedException {
    DemoSchools.Person first = schools.person(school, Role.PREPARE);
    DemoSchools.Person second = schools.person(school, Role.PREPARE, Role.APPROVE);
    DemoSchools.Person third = schools.person(school, Role.SIGN);
    String book = LegacyClient.book(first, second, 4);
    String page = LegacyClient.page(first, book, 1);
    String name = "Nguyễn Thị Bưởi";
    for (int line = 1; line <= 3; line++) {
      ok(LegacyClient.key(first, page, line, LegacyClient.row("SG " + line, name)), 200);
      String other = line == 1 ? "SG 1" : "SG " + line + "0";
      ok(LegacyClient.key(second, page, line, LegacyClient.row(other, name)), 200);
    }
    ok(LegacyClient.close(first, page), 200);
    ok(LegacyClient.close(second, page), 200);
    String lines = "/api/v1/legacy-pages/" + page + "/comparison/";
    ok(
        LegacyClient.post(
            third.key(),
            lines + "2/decision",
            Map.of("row", LegacyClient.row("SG 2", name), "reason", "theo ảnh")),
        200);
    ok(
        LegacyClient.post(
            first.key(),
            lines + "3/decision",
            Map.of("row", LegacyClient.row("SG 30", name), "reason", "theo ảnh")),
        200);
    ok(LegacyClient.post(second.key(), lines + "3/agreement", Map.of("version", 1)), 200);
    Response asked = ok(LegacyClient.ask(second, page), 200);
    Response job = ok(LegacyClient.sign(third, page, asked.path("contentHash")), 202);
    assertThat(LegacyClient.ended(third.key(), job.path("job")).<String>path("state"))
        .isEqualTo("done");
    String copies = "/api/v1/legacy-pages/" + page + "/copies";
    String copy = LegacyClient.as(first.key()).get(copies).path("data[0].id");
    String back = copies + "/" + copy + "/withdrawal";
    Response withdrawal =
        ok(LegacyClient.post(first.key(), back, Map.of("reason", "trang của cơ sở khác")), 200);
    ok(
        LegacyClient.post(
            third.key(), back + "/approval", Map.of("contentHash", withdrawal.path("contentHash"))),
        200);
    return page;
  }

  private static Response ok(Response answer, int status) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    return answer;
  }
}
