package vn.sogoc.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The API of imports as the programs of a school use it. */
final class ImportClient {
  private static final String IMPORTS = "/api/v1/imports";

  private ImportClient() {}

  static Response upload(Staff staff, String text) {
    return upload(staff, text.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  static Response upload(Staff staff, byte[] file, Map<String, String> more) {
    Map<String, String> fields =
        new HashMap<>(
            Map.of(
                "kind", "BCN",
                "decisionNumber", staff.decision(),
                "decisionDate", "2026-06-12",
                "issueDate", "2026-06-15",
                "graduationYear", "2026",
                "decisionTotal", "1000000",
                "mandateId", staff.mandate().toString()));
    fields.putAll(more);
    RequestSpecification request =
        BatchClient.as(staff.preparer().key()).multiPart("file", "lop.csv", file, "text/csv");
    fields.forEach((name, value) -> request.multiPart(name, value, "text/plain; charset=UTF-8"));
    return request.post(IMPORTS);
  }

  static String uploaded(Staff staff, String text) {
    Response answer = upload(staff, text);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
    assertThat(answer.<String>path("state")).isEqualTo("uploaded");
    return answer.path("id");
  }

  static Response get(Staff staff, String id) {
    return BatchClient.as(staff.preparer().key()).get(IMPORTS + "/" + id);
  }

  /** What the registry suggests, as it is confirmed by somebody who looked at it. */
  static Map<String, Object> suggested(Response list) {
    List<Map<String, Object>> columns = new ArrayList<>();
    for (Map<String, Object> column : list.<List<Map<String, Object>>>path("columns")) {
      if (column.containsKey("field")) {
        columns.add(
            new HashMap<>(Map.of("column", column.get("column"), "field", column.get("field"))));
      }
    }
    Map<String, Object> layout = new HashMap<>();
    layout.put("sheet", list.path("file.sheet"));
    layout.put("headerLine", list.path("file.headerLine"));
    layout.put("headerLines", list.path("file.headerLines"));
    layout.put("columns", columns);
    return layout;
  }

  static Response read(Staff staff, String id, Map<String, Object> layout) {
    return BatchClient.as(staff.preparer().key())
        .contentType("application/json")
        .body(layout)
        .put(IMPORTS + "/" + id + "/layout");
  }

  /** The import once every row was looked at under what is suggested. */
  static Response checked(Staff staff, String id) throws InterruptedException {
    Response begun = read(staff, id, suggested(get(staff, id)));
    assertThat(begun.statusCode()).as(begun.asString()).isEqualTo(200);
    return ended(staff, id);
  }

  static Response ended(Staff staff, String id) throws InterruptedException {
    for (int i = 0; i < 3000; i++) {
      Response list = get(staff, id);
      if (!list.<String>path("state").equals("reading")) {
        return list;
      }
      Thread.sleep(40);
    }
    throw new AssertionError("the list was not read in two minutes");
  }

  static Response errors(Staff staff, String id) {
    return BatchClient.as(staff.preparer().key()).get(IMPORTS + "/" + id + "/errors");
  }

  static Response errorRows(Staff staff, String id) {
    return BatchClient.as(staff.preparer().key()).get(IMPORTS + "/" + id + "/errors/rows");
  }

  static Response commit(Staff staff, String id) {
    return BatchClient.as(staff.preparer().key()).post(IMPORTS + "/" + id + "/commit");
  }

  static Response discard(Staff staff, String id) {
    return BatchClient.as(staff.preparer().key()).delete(IMPORTS + "/" + id);
  }
}
