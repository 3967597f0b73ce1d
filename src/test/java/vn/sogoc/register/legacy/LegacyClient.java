package vn.sogoc.register.legacy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.awt.Color;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.document.Pictures;
import vn.sogoc.kernel.Bytes;

/** What the people of a keeper do with an old book, through the API. */
public final class LegacyClient {
  private LegacyClient() {}

  public static RequestSpecification as(String key) {
    return given()
        .header("Authorization", "Bearer " + key)
        .header("Accept-Language", "en")
        .header("Idempotency-Key", UUID.randomUUID().toString());
  }

  public static Response post(String key, String path, Map<String, ?> body) {
    return as(key).contentType("application/json").body(body).post(path);
  }

  /** A picture that nobody else has. */
  public static Bytes picture() {
    int mix = UUID.randomUUID().hashCode();
    return Pictures.png(
        Pictures.blank(60 + Math.floorMod(mix, 40), 80, new Color(Math.floorMod(mix, 0xffffff))));
  }

  /** A book that two persons declared; its identifier. */
  public static String book(DemoSchools.Person first, DemoSchools.Person second, int entries) {
    Response made =
        post(
            first.key(),
            "/api/v1/legacy-books",
            Map.of(
                "kind",
                "BCN",
                "title",
                "Sổ gốc cấp bằng tốt nghiệp 1999-2001",
                "yearFrom",
                1999,
                "yearTo",
                2001,
                "entries",
                entries));
    assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
    String id = made.path("id");
    Response approved = approveBook(second, id);
    assertThat(approved.statusCode()).as(approved.asString()).isEqualTo(200);
    return id;
  }

  public static Response approveBook(DemoSchools.Person who, String id) {
    Response book = as(who.key()).get("/api/v1/legacy-books/" + id);
    java.util.List<String> hashes = book.path("declarations.contentHash");
    return post(
        who.key(),
        "/api/v1/legacy-books/" + id + "/approval",
        Map.of("contentHash", hashes.getLast()));
  }

  public static Response upload(DemoSchools.Person who, String book, int number, Bytes file) {
    return as(who.key())
        .multiPart("number", Integer.toString(number))
        .multiPart("image", "trang.png", file.toArray(), "image/png")
        .post("/api/v1/legacy-books/" + book + "/pages");
  }

  public static String page(DemoSchools.Person who, String book, int number) {
    Response made = upload(who, book, number, picture());
    assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
    return made.path("id");
  }

  /** A row with this serial number and name. */
  public static Map<String, Object> row(String serial, String name) {
    Map<String, Object> row = new HashMap<>();
    row.put("serialNumber", serial);
    row.put("registerNumber", "12/" + serial);
    row.put("fullName", name);
    row.put("birth", "00/00/1979");
    row.put("birthplace", "Hà Nam Ninh");
    row.put("sex", "F");
    row.put("ranking", "Khá");
    row.put("graduationYear", 2001);
    row.put("issued", "2001");
    row.put("signerName", "Trần Văn Ổi");
    row.put("signerTitle", "Hiệu trưởng");
    return row;
  }

  public static Response key(
      DemoSchools.Person who, String page, int line, Map<String, Object> row) {
    return post(
        who.key(),
        "/api/v1/legacy-pages/" + page + "/entry/rows",
        Map.of("line", line, "row", row));
  }

  public static Response close(DemoSchools.Person who, String page) {
    return as(who.key()).post("/api/v1/legacy-pages/" + page + "/entry/completion");
  }

  public static Response ask(DemoSchools.Person who, String page) {
    return as(who.key()).post("/api/v1/legacy-pages/" + page + "/signing-request");
  }

  public static Response sign(DemoSchools.Person who, String page, String hash) {
    return post(
        who.key(), "/api/v1/legacy-pages/" + page + "/signing", Map.of("contentHash", hash));
  }

  /** How a job ended. */
  public static Response ended(String key, String job) throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      Response response = as(key).get("/api/v1/jobs/" + job);
      assertThat(response.statusCode()).isEqualTo(200);
      String state = response.path("state");
      if (state.equals("done") || state.equals("failed")) {
        return response;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("the job did not end in a minute");
  }

  public static Response verify(String serial, String name, String birth) {
    Map<String, String> body = new HashMap<>(Map.of("serialNumber", serial, "fullName", name));
    if (!birth.isEmpty()) {
      body.put("dateOfBirth", birth);
    }
    return given()
        .header("Accept-Language", "en")
        .contentType("application/json")
        .body(body)
        .post("/api/v1/verifications");
  }
}
