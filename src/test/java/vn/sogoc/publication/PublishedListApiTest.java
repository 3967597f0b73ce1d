package vn.sogoc.publication;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sogoc.demo.IssuedCredentials;
import vn.sogoc.kernel.Digest;

/** A list that anybody downloads, checked by a reader that shares no code with ours. */
@QuarkusTest
@Tag("service")
class PublishedListApiTest {
  private static final String SCRIPT = "src/test/independent/list.mjs";

  /** How the reader ended and what it said. */
  private record Ended(int exit, String said) {}

  @Inject IssuedCredentials issued;
  @Inject IssuanceLists lists;
  @Inject ObjectMapper json;
  @TempDir Path folder;

  @Test
  void both_forms_lead_to_the_signed_root_and_a_changed_row_does_not() throws Exception {
    assumeTrue(hasNode(), "skipped: the independent reader needs Node 20 or newer on the path");
    List<IssuedCredentials.Issued> people =
        issued.bachelors(
            "Sang", "Trần Hòa", "Trần Hoà", "H'Hen Niê", "Đỗ Thị Ánh", "Lê Ý", "Nguyễn Văn An");
    String id = lists.ofBatch(people.getFirst().batch()).orElseThrow().id().toString();
    Path list = save("list.json", "/api/v1/publications/" + id);
    Path keys = save("keys.json", "/api/v1/issuers/iss_101/keys");
    Path entries = save("entries.json", "/api/v1/publications/" + id + "/entries");
    Path csv = save("entries.csv", "/api/v1/publications/" + id + "/entries.csv");

    for (Path form : List.of(entries, csv)) {
      Ended ended = read(list, form, keys);
      assertThat(ended.exit()).as(ended.said()).isZero();
      JsonNode said = json.readTree(ended.said());
      assertThat(said.path("rows").asInt()).isEqualTo(7);
      assertThat(said.path("shown").asInt()).isEqualTo(7);
      assertThat(said.path("issuer").asInt()).isEqualTo(101);
    }
    JsonNode first = json.readTree(entries.toFile()).path("data").path(0);
    assertThat(first.path("fields").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "fullName",
            "birthYear",
            "serialNumber",
            "registerNumber",
            "issueDate",
            "graduationYear");
    assertThat(first.path("credential").asText())
        .as("whoever holds the code finds its row")
        .isEqualTo(Digest.sha256(people.getFirst().cose()).hex());

    String rows = Files.readString(csv);
    for (String[] change :
        new String[][] {
          {"Trần Hòa", "Trần Hoà"},
          {",2003,", ",2004,"},
          {rows.lines().skip(2).findFirst().orElseThrow() + "\r\n", ""},
        }) {
      Path changed = folder.resolve("changed.csv");
      Files.writeString(changed, rows.replace(change[0], change[1]));
      assertThat(read(list, changed, keys).exit()).as(change[0]).isEqualTo(1);
    }
    Path header = folder.resolve("header.json");
    Files.writeString(
        header,
        Files.readString(list).replaceAll("\"signedHeader\":\"(.{40}).", "\"signedHeader\":\"$1_"));
    assertThat(read(header, csv, keys).exit()).as("a changed header").isNotZero();
  }

  private Path save(String name, String path) throws IOException {
    Path file = folder.resolve(name);
    Files.write(file, given().get(path).then().statusCode(200).extract().asByteArray());
    return file;
  }

  private static boolean hasNode() throws InterruptedException {
    try {
      return new ProcessBuilder(
                  "node", "-e", "process.exit(+(+process.versions.node.split('.')[0] < 20))")
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static Ended read(Path list, Path entries, Path keys) throws Exception {
    Process process =
        new ProcessBuilder("node", SCRIPT, list.toString(), entries.toString(), keys.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), said.strip());
  }
}
