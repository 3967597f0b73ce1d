package vn.sogoc.document.template;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import javax.imageio.ImageIO;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.IssuedCredentials.Issued;
import vn.sogoc.demo.TestSchools;
import vn.sogoc.document.DocumentRenderer;
import vn.sogoc.document.IssuerNames;
import vn.sogoc.document.upload.OwnPictures;
import vn.sogoc.institution.InstitutionFacts;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Role;

/** An institution's own pages: two persons, one picture of it, and never for what was before. */
@QuarkusTest
@Tag("service")
@SuppressWarnings("NullAway.Init") // set by the test framework
class TemplateApiTest {
  private static final String ADDRESS = "https://vb.gov.vn";

  @TestHTTPResource("/")
  URI home;

  @Inject DemoSchools schools;
  @Inject TestSchools own;
  @Inject Documents documents;
  @Inject DocumentRenderer renderer;
  @Inject TrustRegister trust;
  @Inject ObjectMapper json;
  @Inject AlteredTemplates altered;

  @ConfigProperty(name = "sogoc.db.url")
  String url;

  @ConfigProperty(name = "sogoc.db.superuser.password")
  String superuserPassword;

  private TestSchools.School school;
  private String at;
  private DemoSchools.Person first;
  private DemoSchools.Person second;

  @BeforeEach
  void a_school_that_shapes_its_own() {
    school = own.school("BCN", "BTN_THPT");
    at = "/api/v1/institutions/iss_" + school.number();
    first = schools.person(school.number(), Role.OPERATE);
    second = schools.person(school.number(), Role.OPERATE);
  }

  @Test
  void what_two_persons_agreed_to_is_the_page_of_what_is_signed_after_and_of_nothing_else()
      throws Exception {
    Issued before = school.issue("Nguyễn Thị Trước");
    Bytes plain = page(before);
    assertThat(plain).isEqualTo(common(before));
    TemplateAsked wanted = asked("BCN", keep(OwnPictures.backgroundFile()));
    Response asked = ask(first, wanted);
    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(201);
    assertThat(page(school.issue("Nguyễn Thị Giữa"))).as("nobody agreed yet").isNotNull();
    byte[] seen =
        as(second)
            .get(at + "/templates/proposals/" + asked.path("id") + "/preview.png")
            .then()
            .statusCode(200)
            .contentType("image/png")
            .extract()
            .asByteArray();
    assertThat(ImageIO.read(new ByteArrayInputStream(seen)).getWidth()).isEqualTo(1000);
    refused(approve(first, asked), 403, "approval_same_person");
    assertThat(approve(second, asked).statusCode()).isEqualTo(200);
    nextSecond();
    Issued after = school.issue("Nguyễn Thị Sau");
    assertThat(page(after)).isNotEqualTo(common(after));
    assertThat(OwnPictures.codes(page(after))).hasSize(1);
    assertThat(page(before)).as("what was signed before keeps its page").isEqualTo(plain);

    String template = "tpl" + asked.<String>path("id").substring(3);
    as(first).get(at + "/templates").then().body("data.id", hasItem(template));
    given().get("/api/v1/templates").then().statusCode(200).body("data.id", hasItem(template));
    byte[] specimen =
        given()
            .get("/api/v1/templates/" + template + "/specimen.png")
            .then()
            .statusCode(200)
            .extract()
            .asByteArray();
    assertThat(ImageIO.read(new ByteArrayInputStream(specimen)).getWidth()).isEqualTo(1000);

    Bytes kept = page(after);
    Response end = as(first).post(at + "/templates/" + template + "/end");
    assertThat(end.statusCode()).as(end.asString()).isEqualTo(201);
    refused(approve(first, end), 403, "approval_same_person");
    assertThat(approve(second, end).statusCode()).isEqualTo(200);
    nextSecond();
    refused(as(first).post(at + "/templates/" + template + "/end"), 422, "template_days");
    Issued last = school.issue("Nguyễn Thị Cuối");
    assertThat(page(last)).isEqualTo(common(last));
    assertThat(page(after)).isEqualTo(kept);
  }

  @Test
  void a_row_or_a_picture_that_somebody_changed_is_not_used() throws Exception {
    Response asked = ask(first, asked("BCN", keep(OwnPictures.backgroundFile())));
    assertThat(approve(second, asked).statusCode()).isEqualTo(200);
    nextSecond();
    Issued one = school.issue("Nguyễn Thị Sửa");
    Bytes kept = page(one);
    assertThat(kept).isNotEqualTo(common(one));
    UUID id = PublicId.parse("pro", asked.path("id")).orElseThrow().key();
    altered(
        "update diploma_template set valid_from = valid_from - 1 where id = '" + id + "'",
        "update diploma_template set valid_from = valid_from + 1 where id = '" + id + "'",
        () -> {
          assertThat(page(one)).isEqualTo(common(one));
          assertThat(new TemplateHealth(altered).call().getStatus())
              .isEqualTo(HealthCheckResponse.Status.DOWN);
          given()
              .get("/api/v1/templates/" + PublicId.of("tpl", id) + "/specimen.png")
              .then()
              .statusCode(404);
        });
    altered(
        "update proposal set terms = replace(terms, 'size=3', 'size=2') where id = '" + id + "'",
        "update proposal set terms = replace(terms, 'size=2', 'size=3') where id = '" + id + "'",
        () -> assertThat(page(one)).isEqualTo(common(one)));
    altered(
        "update proposal_outcome set decided_name = decided_name || 'x' where proposal_id = '"
            + id
            + "'",
        "update proposal_outcome set decided_name = left(decided_name, length(decided_name) - 1)"
            + " where proposal_id = '"
            + id
            + "'",
        () -> assertThat(page(one)).isEqualTo(common(one)));
    int met = altered.count();
    assertThat(page(one)).isEqualTo(kept);
    assertThat(altered.count()).as("met whole again").isEqualTo(met - 1);
  }

  @Test
  void whoever_ends_a_template_sees_the_page_that_ends_and_its_days() throws Exception {
    Response asked = ask(first, dated(asked("BCN", null), "2020-02-01", "2099-03-01"));
    assertThat(approve(second, asked).statusCode()).as(asked.asString()).isEqualTo(200);
    String template = "tpl" + asked.<String>path("id").substring(3);
    Response end = as(first).post(at + "/templates/" + template + "/end");
    end.then()
        .statusCode(201)
        .body("terms.from", equalTo("2020-02-01"))
        .body("terms.until", equalTo("2099-03-01"))
        .body("terms.kind", equalTo("BCN"));
    String preview = "/preview.png";
    String proposals = at + "/templates/proposals/";
    byte[] begun = as(second).get(proposals + asked.path("id") + preview).asByteArray();
    Response ends = as(second).get(proposals + end.path("id") + preview);
    ends.then().statusCode(200).contentType("image/png");
    assertThat(ends.asByteArray()).isEqualTo(begun);
    DemoSchools.Person foreign = schools.person(own.school("BCN").number(), Role.OPERATE);
    assertThat(as(foreign).get(proposals + end.path("id") + preview).statusCode()).isEqualTo(404);
  }

  @Test
  void a_picture_that_no_template_names_goes_after_a_day_and_no_other_does() throws Exception {
    String used = keep(OwnPictures.backgroundFile());
    String idle = keep(OwnPictures.sealFile());
    Response asked = ask(first, asked("BCN", used));
    refused(remove(first, idle), 409, "template_picture_used");
    for (String digest : List.of(used, idle)) {
      superuser(
          "update template_image set kept_at = kept_at - interval '2 days' where institution_id = "
              + school.number()
              + " and encode(digest, 'hex') = '"
              + digest
              + "'");
    }
    refused(remove(first, used), 409, "template_picture_used");
    DemoSchools.Person foreign = schools.person(own.school("BCN").number(), Role.OPERATE);
    unknown(remove(foreign, idle));
    assertThat(remove(first, idle).statusCode()).isEqualTo(204);
    unknown(remove(first, idle));
    unknown(as(first).get(at + "/templates/images/" + idle));
    assertThat(keep(OwnPictures.sealFile())).as("it can be kept anew").isEqualTo(idle);
    unknown(remove(first, "zz"));
  }

  private Response remove(DemoSchools.Person by, String digest) {
    return as(by).post(at + "/templates/images/" + digest + "/removal");
  }

  @Test
  void another_institution_sees_and_uses_nothing_of_it() throws Exception {
    String picture = keep(OwnPictures.sealFile());
    Response asked = ask(first, asked("BCN", keep(OwnPictures.backgroundFile())));
    DemoSchools.Person foreign = schools.person(own.school("BCN").number(), Role.OPERATE);
    String theirs = at(foreign);
    unknown(as(foreign).get(at + "/templates"));
    unknown(as(foreign).get(at + "/templates/images/" + picture));
    unknown(ask(foreign, asked("BCN", null)));
    unknown(post(foreign, at + "/templates/previews", asked("BCN", null)));
    unknown(upload(foreign, OwnPictures.sealFile().toArray(), "seal.png"));
    String preview = "/templates/proposals/" + asked.path("id") + "/preview.png";
    assertThat(as(foreign).get(at + preview).statusCode()).isEqualTo(404);
    assertThat(as(second).get(theirs + preview).statusCode()).isEqualTo(404);
    unknown(post(foreign, theirs + "/templates", asked("BCN", picture)));
    assertThat(as(foreign).get("/api/v1/proposals/" + asked.path("id")).statusCode())
        .isEqualTo(404);
  }

  @Test
  void a_national_kind_and_what_does_not_stand_are_refused_by_name() throws Exception {
    refused(ask(first, asked("BTN_THPT", null)), 422, "template_national");
    refused(ask(first, asked("GCN_TNTT", null)), 422, "template_national");
    TemplateAsked plain = asked("BCN", null);
    Response missing = ask(first, with(plain, plain.items().subList(0, 3), plain.paper()));
    refused(missing, 422, "template_refused");
    assertThat(missing.<List<String>>path("errors.expected")).contains("holder", "serial");
    refused(ask(first, with(plain, plain.items(), "a5-landscape")), 422, "template_refused");
    refused(ask(first, dated(plain, "2020-02-01", "2020-03-01")), 422, "template_days");
    refused(ask(first, dated(plain, "2099-02-01", "2099-01-01")), 422, "template_days");
    refused(ask(first, asked("BCN", "0".repeat(64))), 404, "template_unknown");
    refused(ask(first, asked("CSDT_KS", null)), 422, "proposal_refused");
    Response script =
        as(first)
            .contentType("application/json")
            .body("{\"kind\":\"BCN\",\"html\":\"<script>\"}")
            .post(at + "/templates");
    refused(script, 400, "malformed_request");
    String bomb = json.writeValueAsString(plain).replaceFirst("\"x\":[0-9.]+", "\"x\":1e999999999");
    refused(
        as(first).contentType("application/json").body(bomb).post(at + "/templates"),
        422,
        "template_refused");
    as(first)
        .contentType("application/json")
        .body("null")
        .post(at + "/templates")
        .then()
        .statusCode(400);
  }

  @Test
  void hostile_files_are_refused_and_leave_nothing() throws Exception {
    refused(
        upload(first, "<svg><script>alert(1)</script></svg>".getBytes(UTF_8), "a.png"),
        415,
        "file_type_unsupported");
    refused(upload(first, "%PDF-1.7".getBytes(UTF_8), "a.png"), 415, "file_type_unsupported");
    refused(
        upload(first, new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1}, "a.jpg"),
        422,
        "file_damaged");
    refused(upload(first, new byte[10 * 1024 * 1024 + 1], "a.png"), 413, "file_too_large");
    as(first).get(at + "/templates/images/zz").then().statusCode(404);
    Response kept = upload(first, OwnPictures.sealFile().toArray(), "x.png");
    assertThat(kept.statusCode()).as(kept.asString()).isEqualTo(201);
    assertThat(upload(first, OwnPictures.sealFile().toArray(), "y.png").<String>path("digest"))
        .isEqualTo(kept.path("digest"));
    as(first)
        .get(at + "/templates/images/" + kept.path("digest"))
        .then()
        .statusCode(200)
        .header(
            "Content-Disposition",
            "attachment; filename=\"picture-"
                + kept.<String>path("digest").substring(0, 12)
                + ".png\"");
  }

  /** Three hundred megabytes are refused by what is said of them, not by reading them. */
  @Test
  void a_background_of_300_megabytes_is_refused_unread() throws Exception {
    try (Socket socket = new Socket(home.getHost(), home.getPort())) {
      socket.setSoTimeout(10_000);
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST "
                  + at
                  + "/templates/images HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                  + first.key()
                  + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 314572800\r\n\r\n")
              .getBytes(UTF_8));
      out.flush();
      InputStream in = socket.getInputStream();
      byte[] head = in.readNBytes(12);
      assertThat(new String(head, UTF_8)).isEqualTo("HTTP/1.1 413");
    }
  }

  /** A record tells when it was signed in whole seconds. */
  private static void nextSecond() {
    LockSupport.parkNanos(1_100_000_000L);
  }

  private Bytes page(Issued issued) {
    return documents.pdf(issued.record(), names(), issued.cose(), ADDRESS, true);
  }

  private Bytes common(Issued issued) {
    return renderer.pdf(issued.record(), names(), issued.cose(), ADDRESS, true);
  }

  private IssuerNames names() {
    InstitutionFacts facts = trust.statement(school.number()).facts();
    return new IssuerNames(facts.nameVi(), facts.nameEn());
  }

  private TemplateAsked asked(String kind, String background) {
    var design = PlainDesign.of(Catalogue.load().kind("BCN").orElseThrow());
    TemplateAsked plain = TemplateResponse.asked(kind, LocalDate.of(2020, 1, 1), null, design);
    return new TemplateAsked(
        kind,
        plain.from(),
        null,
        plain.paper(),
        background,
        plain.items(),
        null,
        null,
        plain.code());
  }

  private static TemplateAsked with(
      TemplateAsked of, List<TemplateAsked.ItemAsked> items, String paper) {
    return new TemplateAsked(
        of.kind(), of.from(), of.until(), paper, of.background(), items, null, null, of.code());
  }

  private static TemplateAsked dated(TemplateAsked of, String from, String until) {
    return new TemplateAsked(
        of.kind(), from, until, of.paper(), of.background(), of.items(), null, null, of.code());
  }

  private String keep(Bytes file) {
    Response kept = upload(first, file.toArray(), "picture.png");
    assertThat(kept.statusCode()).as(kept.asString()).isEqualTo(201);
    return kept.path("digest");
  }

  private Response upload(DemoSchools.Person by, byte[] file, String name) {
    return as(by).multiPart("picture", name, file, "image/png").post(at + "/templates/images");
  }

  private Response ask(DemoSchools.Person by, TemplateAsked wanted) throws Exception {
    return post(by, at + "/templates", wanted);
  }

  private Response post(DemoSchools.Person by, String path, TemplateAsked wanted) throws Exception {
    return as(by).contentType("application/json").body(json.writeValueAsString(wanted)).post(path);
  }

  private static Response approve(DemoSchools.Person by, Response asked) {
    return as(by)
        .contentType("application/json")
        .body(Map.of("contentHash", asked.<String>path("contentHash")))
        .post("/api/v1/proposals/" + asked.path("id") + "/approval");
  }

  private String at(DemoSchools.Person person) {
    return "/api/v1/institutions/" + as(person).get("/api/v1/me").<String>path("institution");
  }

  private interface Looks {
    void look() throws Exception;
  }

  /** What somebody does by hand, seen, and put back. */
  private void altered(String change, String back, Looks looks) throws Exception {
    superuser(change);
    try {
      looks.look();
    } finally {
      superuser(back);
    }
  }

  private void superuser(String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection(url, "postgres", superuserPassword);
        var statement = connection.createStatement()) {
      String table = sql.split(" ")[1];
      boolean isGuarded = !table.equals("diploma_template");
      if (isGuarded) {
        statement.execute("alter table " + table + " disable trigger refuse_update_delete");
      }
      try {
        assertThat(statement.executeUpdate(sql)).isEqualTo(1);
      } finally {
        if (isGuarded) {
          statement.execute("alter table " + table + " enable always trigger refuse_update_delete");
        }
      }
    }
  }

  private static RequestSpecification as(DemoSchools.Person by) {
    return given()
        .header("Authorization", "Bearer " + by.key())
        .header("Idempotency-Key", UUID.randomUUID().toString());
  }

  private static void unknown(Response answer) {
    refused(answer, 404, "template_unknown");
  }

  private static void refused(Response answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.<String>path("code")).isEqualTo(code);
  }
}
