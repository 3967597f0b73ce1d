package vn.sogoc.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Role;

/** Who received a document, and what nobody came for. */
@QuarkusTest
@Tag("service")
class DeliveryApiTest {
  private static final String PROXY = "Nguyễn Thị Nhận Thay";

  @Inject DemoSchools schools;
  @Inject OwnerSql owner;

  private Staff staff;

  @BeforeEach
  void people() {
    staff = Staff.of(schools);
  }

  private String issued(int rows) throws InterruptedException {
    String batch = staff.approved(BatchClient.list(rows));
    staff.signed(batch).then().body("state", equalTo("done"));
    return batch;
  }

  private List<String> credentials(String batch) {
    return BatchClient.as(staff.preparer().key())
        .get("/api/v1/batches/" + batch + "/rows?limit=50")
        .path("data.credential");
  }

  private Response deliver(DemoSchools.Person who, List<String> credentials, String... more) {
    java.util.Map<String, Object> body = new java.util.HashMap<>();
    body.put("credentials", credentials);
    body.put("receiver", more.length == 0 ? "holder" : "proxy");
    for (int i = 0; i + 1 < more.length; i += 2) {
      body.put(more[i], more[i + 1]);
    }
    return BatchClient.as(who.key())
        .contentType("application/json")
        .body(body)
        .post("/api/v1/deliveries");
  }

  private Response undo(String credential) {
    return BatchClient.as(staff.preparer().key())
        .contentType("application/json")
        .body("{}")
        .post("/api/v1/credentials/" + credential + "/deliveries/undo");
  }

  /** By a hand that no trigger holds back. */
  private void moved(String credential, String sign) {
    owner.asSuperuser(
        "alter table delivery_event disable trigger refuse_update_delete",
        "update delivery_event set recorded_at = recorded_at "
            + sign
            + " interval '1 day' where credential_id = '"
            + key(credential)
            + "'",
        "alter table delivery_event enable always trigger refuse_update_delete");
  }

  private static String key(String credential) {
    return PublicId.parse("crd", credential).orElseThrow().key().toString();
  }

  @Test
  void it_is_received_once_taken_back_on_its_day_and_nothing_is_edited() throws Exception {
    String batch = issued(4);
    List<String> all = credentials(batch);
    deliver(staff.preparer(), all.subList(0, 2)).then().statusCode(201);
    deliver(staff.preparer(), all.subList(1, 3))
        .then()
        .statusCode(409)
        .body("code", equalTo("delivery_already"));
    BatchClient.as(staff.signer().key())
        .get("/api/v1/batches/" + batch + "/deliveries")
        .then()
        .statusCode(200)
        .body("data.delivered", equalTo(List.of(true, true, false, false)));
    undo(all.getFirst()).then().statusCode(200).body("version", equalTo(2));
    undo(all.getFirst()).then().statusCode(409).body("code", equalTo("delivery_not_delivered"));
    deliver(
            staff.preparer(),
            List.of(all.getFirst()),
            "paper",
            "power-of-attorney",
            "name",
            PROXY,
            "number",
            "12/UQ")
        .then()
        .statusCode(201)
        .body("data[0].version", equalTo(3));
    Response history =
        BatchClient.as(staff.approver().key())
            .get("/api/v1/credentials/" + all.getFirst() + "/deliveries");
    assertThat(history.<List<String>>path("data.type"))
        .containsExactly("delivered", "undone", "delivered");
    assertThat(history.<String>path("data[2].name")).isEqualTo(PROXY);
    assertThat(owner.contains("delivery_event", PROXY)).as("sealed at rest").isFalse();
    assertThat(
            owner.refusedToTheApplication("update delivery_event set type = 'undone'")
                && owner.refusedToTheApplication("delete from delivery_event"))
        .isTrue();
    assertThat(
            owner.text(
                "select count(*) from trail_line where action like 'delivery.%' and object = '"
                    + all.getFirst()
                    + "'"))
        .isEqualTo("3");
    moved(all.get(1), "-");
    undo(all.get(1)).then().statusCode(500).body("code", equalTo("delivery_altered"));
    moved(all.get(1), "+");
    undo(all.get(1)).then().statusCode(200);
  }

  @Test
  void two_at_once_hand_it_out_once() throws Exception {
    String one = credentials(issued(1)).getFirst();
    List<CompletableFuture<Integer>> answers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      answers.add(
          CompletableFuture.supplyAsync(
              () -> deliver(staff.preparer(), List.of(one)).statusCode()));
    }
    List<Integer> statuses = answers.stream().map(CompletableFuture::join).sorted().toList();
    assertThat(statuses).containsExactly(201, 409, 409, 409, 409, 409);
  }

  @Test
  void what_is_not_right_is_refused_with_the_field() throws Exception {
    List<String> all = credentials(issued(2));
    DemoSchools.Person clerk = staff.preparer();
    deliver(clerk, List.of()).then().statusCode(422);
    deliver(clerk, List.of(all.getFirst(), all.getFirst())).then().statusCode(422);
    deliver(clerk, all, "paper", "heir", "name", PROXY, "number", "1").then().statusCode(422);
    deliver(clerk, List.of(all.getFirst()), "paper", "passport", "name", PROXY, "number", "1")
        .then()
        .statusCode(422)
        .body("errors[0].column", equalTo("paper"));
    for (String name : List.of("", "x", "a\u202Eb", "a\nb", "x".repeat(151))) {
      deliver(clerk, List.of(all.getFirst()), "paper", "heir", "name", name, "number", "1")
          .then()
          .statusCode(422);
    }
    DemoSchools.Person stranger = schools.person(schools.school(), Role.PREPARE);
    deliver(stranger, List.of(all.getFirst())).then().statusCode(404);
    deliver(staff.signer(), List.of(all.getFirst())).then().statusCode(403);
    BatchClient.as(stranger.key())
        .get("/api/v1/credentials/" + all.getFirst() + "/deliveries")
        .then()
        .statusCode(404);
    deliver(clerk, List.of("crd_aaaaaaaaaaaaaaaaaaaaaaaaaa")).then().statusCode(404);
    deliver(clerk, List.of("../../etc/passwd")).then().statusCode(404);
  }

  @Test
  void the_list_is_taken_along_in_every_form_and_told() throws Exception {
    String batch = issued(25);
    List<String> all = credentials(batch);
    deliver(staff.preparer(), all.subList(0, 3)).then().statusCode(201);
    deliver(
            staff.preparer(),
            List.of(all.get(3)),
            "paper",
            "guardian",
            "name",
            PROXY,
            "number",
            "=cmd|'/c calc'!A1")
        .then()
        .statusCode(201);
    String at = "/api/v1/batches/" + batch + "/deliveries/list.";
    String told =
        "select count(*) from trail_line where action = 'delivery-list.read' and object = '"
            + batch
            + "'";
    String csv = BatchClient.as(staff.preparer().key()).get(at + "csv").asString();
    assertThat(csv.split("\r\n")).hasSize(26);
    assertThat(csv).startsWith("\uFEFFNo.,Full name").contains("the holder", PROXY);
    assertThat(BatchClient.as(staff.preparer().key()).get(at + "xlsx").asByteArray())
        .startsWith('P', 'K');
    byte[] pdf = BatchClient.as(staff.signer().key()).get(at + "pdf").asByteArray();
    if (System.getProperty("delivery.file") != null) {
      Files.write(Path.of(System.getProperty("delivery.file")), pdf);
    }
    try (PDDocument read = Loader.loadPDF(pdf)) {
      assertThat(read.getNumberOfPages()).isEqualTo(2);
      assertThat(new PDFTextStripper().getText(read))
          .contains("SỔ GIAO NHẬN", "Ký nhận", "Nguyễn Thị Y", "Trang 2");
    }
    assertThat(owner.text(told)).isEqualTo("3");
    BatchClient.as(staff.preparer().key()).head(at + "csv").then().statusCode(405);
    BatchClient.as(schools.person(schools.school(), Role.PREPARE).key())
        .get(at + "csv")
        .then()
        .statusCode(404);
    assertThat(owner.text(told)).isEqualTo("3");
  }

  @Test
  void what_nobody_came_for_is_listed_page_by_page() throws Exception {
    String batch = issued(3);
    List<String> all = credentials(batch);
    deliver(staff.preparer(), List.of(all.get(1))).then().statusCode(201);
    List<String> found = new ArrayList<>();
    String after = "";
    do {
      Response page =
          BatchClient.as(staff.preparer().key())
              .get("/api/v1/unclaimed?days=0&limit=100&after=" + after);
      page.then().statusCode(200);
      found.addAll(page.<List<String>>path("data.credential"));
      after = page.<Boolean>path("page.hasMore") ? page.path("page.next") : "";
    } while (!after.isEmpty());
    assertThat(found).contains(all.get(0), all.get(2)).doesNotContain(all.get(1));
    assertThat(found).doesNotHaveDuplicates();
    BatchClient.revoke(staff.preparer().key(), staff.approver().key(), all.get(0));
    List<String> left = new ArrayList<>();
    String next = "";
    do {
      Response page =
          BatchClient.as(staff.preparer().key())
              .get("/api/v1/unclaimed?days=0&limit=100&after=" + next);
      left.addAll(page.<List<String>>path("data.credential"));
      next = page.<Boolean>path("page.hasMore") ? page.path("page.next") : "";
    } while (!next.isEmpty());
    assertThat(left).contains(all.get(2)).doesNotContain(all.get(0));
    assertThat(
            BatchClient.as(staff.preparer().key())
                .get("/api/v1/unclaimed?days=30")
                .<List<String>>path("data.credential"))
        .doesNotContain(all.get(0));
    BatchClient.as(staff.preparer().key()).get("/api/v1/unclaimed?days=-1").then().statusCode(422);
  }

  private Response receive(String link, String birth) {
    return io.restassured.RestAssured.given()
        .header("Accept-Language", "en")
        .contentType("application/json")
        .body(java.util.Map.of("link", link, "dateOfBirth", birth))
        .post("/api/v1/delivery-links/receipt");
  }

  private Response send(String credential, String channel, String to) {
    return BatchClient.as(staff.preparer().key())
        .contentType("application/json")
        .body(java.util.Map.of("channel", channel, "to", to))
        .post("/api/v1/credentials/" + credential + "/delivery-links");
  }

  /** The link in the message to an address, which the gateway would send. */
  private static String message(String to) throws Exception {
    Path folder = Path.of("target/messages");
    for (int i = 0; i < 100; i++) {
      if (Files.isDirectory(folder)) {
        try (java.util.stream.Stream<Path> files = Files.list(folder)) {
          for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
            String text = Files.readString(file);
            if (text.contains(to)) {
              Files.delete(file);
              return text.replaceAll("(?s).*\"link\":\"([^\"]+)\".*", "$1");
            }
          }
        }
      }
      Thread.sleep(100);
    }
    throw new AssertionError("no message in ten seconds");
  }

  @Test
  void a_link_gives_the_document_once_to_whoever_knows_the_date_of_birth() throws Exception {
    List<String> all = credentials(issued(2));
    String to = "a" + java.util.UUID.randomUUID().toString().substring(0, 8) + "@example.vn";
    for (String wrong : List.of("", "x", "a@b\nBcc: c@d.vn", "a b@example.vn", "<a@example.vn>")) {
      send(all.getFirst(), "mail", wrong).then().statusCode(422);
    }
    send(all.getFirst(), "sms", "12").then().statusCode(422);
    send(all.getFirst(), "fax", to).then().statusCode(422);
    send(all.getFirst(), "mail", to).then().statusCode(202);
    String first = message(to);
    assertThat(owner.contains("delivery_link", to)).as("the address is forgotten").isFalse();
    assertThat(owner.contains("delivery_link", first.substring(first.indexOf('#') + 1))).isFalse();
    send(all.getFirst(), "mail", to).then().statusCode(202);
    String second = message(to);
    receive(first, "2003-05-17").then().statusCode(404); // the second one ended it
    receive(second, "2003-05-18")
        .then()
        .statusCode(404)
        .body("code", equalTo("delivery_link_unknown"));
    Response got = receive(second, "2003-05-17");
    assertThat(got.statusCode()).isEqualTo(200);
    assertThat(got.asByteArray()).startsWith('%', 'P', 'D', 'F');
    receive(second, "2003-05-17").then().statusCode(404);
    Response history =
        BatchClient.as(staff.preparer().key())
            .get("/api/v1/credentials/" + all.getFirst() + "/deliveries");
    assertThat(history.<List<String>>path("data.receiver")).containsExactly("link");
    send(all.getFirst(), "mail", to).then().statusCode(409);

    send(all.get(1), "sms", "+84 912 345 678").then().statusCode(202);
    String third = message("+84912345678");
    for (int i = 0; i < 5; i++) {
      receive(third, "1999-01-0" + (i + 1)).then().statusCode(404);
    }
    receive(third, "2003-05-17").then().statusCode(404); // five wrong dates ended it
    for (String odd : List.of("", "x", "mfrgg", "a".repeat(400))) {
      receive(odd, "2003-05-17").then().statusCode(404);
    }
  }

  @Test
  void a_link_to_what_was_taken_back_since_gives_nothing() throws Exception {
    String one = credentials(issued(1)).getFirst();
    String to = "b" + java.util.UUID.randomUUID().toString().substring(0, 8) + "@example.vn";
    send(one, "mail", to).then().statusCode(202);
    String link = message(to);
    BatchClient.revoke(staff.preparer().key(), staff.approver().key(), one);
    receive(link, "2003-05-17").then().statusCode(404);
    assertThat(
            BatchClient.as(staff.preparer().key())
                .get("/api/v1/credentials/" + one + "/deliveries")
                .<List<Object>>path("data"))
        .as("nobody is said to have received it")
        .isEmpty();
  }
}
