package vn.sogoc.verification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sogoc.demo.IssuedCredentials;
import vn.sogoc.demo.IssuedCredentials.Issued;
import vn.sogoc.kernel.Digest;

/** The log as a stranger reads it: over HTTP, with nothing of ours but the specification. */
@QuarkusTest
@Tag("service")
class LogApiTest {
  @Inject IssuedCredentials credentials;

  @Test
  void the_checkpoint_is_three_lines_signed_twice_and_cosigned_twice() {
    credentials.bachelors("Lương Thấy");
    Response answer = given().get("/log/checkpoint");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.contentType()).isEqualToIgnoringCase("text/plain; charset=utf-8");
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    List<String> lines = answer.asString().lines().toList();
    assertThat(lines.get(0)).isEqualTo("sogoc-demo.example/log");
    assertThat(lines.get(1)).matches("[1-9][0-9]*");
    assertThat(Base64.getDecoder().decode(lines.get(2))).hasSize(32);
    assertThat(lines.get(3)).isEmpty();
    assertThat(lines.subList(4, lines.size()))
        .allMatch(l -> l.startsWith("— "))
        .filteredOn(l -> l.startsWith("— sogoc-demo.example/log "))
        .hasSize(2);
    assertThat(lines).filteredOn(l -> l.startsWith("— witness-")).hasSize(2);
  }

  @Test
  void every_leaf_and_the_root_follow_from_the_served_entries() throws Exception {
    Issued issued = credentials.bachelors("Mạc Gốc", "Mạc Cây").getFirst();
    List<String> head = given().get("/log/checkpoint").asString().lines().toList();
    int size = Integer.parseInt(head.get(1));
    List<byte[]> entries = entries(size);
    assertThat(entries).hasSize(size);
    assertThat(Base64.getEncoder().encodeToString(root(entries))).isEqualTo(head.get(2));
    for (int tile = 0; tile * 256 < size; tile++) {
      int width = Math.min(256, size - tile * 256);
      byte[] hashes = given().get("/log/tile/0/" + name(tile, width)).asByteArray();
      assertThat(hashes).hasSize(32 * width);
      for (int i = 0; i < width; i++) {
        assertThat(Arrays.copyOfRange(hashes, 32 * i, 32 * i + 32))
            .isEqualTo(leaf(entries.get(tile * 256 + i)));
      }
    }
    String digest = Digest.sha256(issued.cose()).bytes().base64Url();
    List<String> about =
        entries.stream()
            .map(e -> new String(e, StandardCharsets.US_ASCII))
            .filter(e -> e.contains("digest " + digest))
            .toList();
    assertThat(about).singleElement().asString().startsWith("sogoc/v1 issued\n");
    assertThat(about.getFirst()).doesNotContain("Mạc").contains("institution 101");
  }

  @Test
  void an_answer_names_the_place_and_its_proof_leads_to_the_signed_root() throws Exception {
    Issued issued = credentials.bachelors("Nông Chứng").getFirst();
    Response answer = ask(issued);
    answer
        .then()
        .body("log.origin", equalTo("sogoc-demo.example/log"))
        .body("log.size", greaterThan(0));
    Response proof = given().get("/api/v1/proofs/" + issued.record().id());
    assertThat(proof.statusCode()).isEqualTo(200);
    List<String> lines = proof.asString().lines().toList();
    assertThat(lines.getFirst()).isEqualTo("c2sp.org/tlog-proof@v1");
    byte[] entry = Base64.getDecoder().decode(lines.get(1).substring("extra ".length()));
    long index = Long.parseLong(lines.get(2).substring("index ".length()));
    assertThat(((Number) answer.path("log.index")).longValue()).isEqualTo(index);
    int blank = lines.indexOf("");
    List<byte[]> path = lines.subList(3, blank).stream().map(Base64.getDecoder()::decode).toList();
    long size = Long.parseLong(lines.get(blank + 2));
    assertThat(Base64.getEncoder().encodeToString(climb(leaf(entry), index, size, path)))
        .isEqualTo(lines.get(blank + 3));
  }

  @Test
  void a_proof_of_nothing_is_a_problem() {
    given()
        .get("/api/v1/proofs/crd_aaaaaaaaaaaaaaaaaaaaaaaaaa")
        .then()
        .statusCode(404)
        .body("code", equalTo("proof_unknown"));
    given().get("/api/v1/proofs/x").then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tile/0/999",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/0",
        "tile/0/x000/000",
        "tile/00/000",
        "tile/64/000",
        "tile/63/000.p/1",
        "tile/entries/x999/x999/x999/x999/x999/999.p/255",
        "tile/../checkpoint/000",
        "checkpoints/0",
        "checkpoints/999999999999999999",
        "checkpoints/01",
        "checkpoints/-1",
        "consistency/2/1",
        "consistency/1/999999999999999999",
        "tile/",
        "nothing"
      })
  void what_is_not_published_is_not_there(String path) {
    credentials.bachelors("Ông Không");
    given().urlEncodingEnabled(false).get("/log/" + path).then().statusCode(404);
  }

  @Test
  void a_tile_never_changes_and_says_so() {
    credentials.bachelors("Phó Yên");
    Response first = given().get("/log/tile/0/000.p/1");
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.header("Cache-Control")).contains("immutable");
    credentials.bachelors("Phó Sau");
    assertThat(given().get("/log/tile/0/000.p/1").asByteArray()).isEqualTo(first.asByteArray());
    given()
        .header("If-None-Match", first.header("ETag"))
        .get("/log/tile/0/000.p/1")
        .then()
        .statusCode(304);
    given().head("/log/tile/0/000.p/1").then().statusCode(200);
  }

  @Test
  void a_later_log_begins_with_the_earlier_one() throws Exception {
    credentials.bachelors("Quách Trước");
    List<String> before = given().get("/log/checkpoint").asString().lines().toList();
    credentials.bachelors("Quách Sau");
    List<String> after = given().get("/log/checkpoint").asString().lines().toList();
    int earlier = Integer.parseInt(before.get(1));
    int later = Integer.parseInt(after.get(1));
    assertThat(later).isGreaterThan(earlier);
    String kept = given().get("/log/checkpoints/" + earlier).asString();
    assertThat(kept.lines().limit(3).toList()).isEqualTo(before.subList(0, 3));
    List<byte[]> entries = entries(later);
    assertThat(Base64.getEncoder().encodeToString(root(entries.subList(0, earlier))))
        .isEqualTo(before.get(2));
    List<String> proof =
        given().get("/log/consistency/" + earlier + "/" + later).asString().lines().toList();
    assertThat(proof).isNotEmpty().allMatch(l -> Base64.getDecoder().decode(l).length == 32);
  }

  private static Response ask(Issued issued) {
    return given()
        .contentType("application/json")
        .body(Map.of("qr", issued.qr()))
        .post("/api/v1/verifications");
  }

  private static List<byte[]> entries(int size) {
    List<byte[]> entries = new ArrayList<>();
    for (int tile = 0; tile * 256 < size; tile++) {
      int width = Math.min(256, size - tile * 256);
      byte[] bundle = given().get("/log/tile/entries/" + name(tile, width)).asByteArray();
      for (int at = 0; at < bundle.length; ) {
        int length = (bundle[at] & 255) << 8 | bundle[at + 1] & 255;
        entries.add(Arrays.copyOfRange(bundle, at + 2, at + 2 + length));
        at += 2 + length;
      }
    }
    return entries;
  }

  private static String name(int tile, int width) {
    String name = "%03d".formatted(tile % 1000);
    return (tile >= 1000 ? "x%03d/".formatted(tile / 1000) : "")
        + name
        + (width == 256 ? "" : ".p/" + width);
  }

  private static byte[] sha(byte[]... parts) throws Exception {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    for (byte[] part : parts) {
      sha.update(part);
    }
    return sha.digest();
  }

  private static byte[] leaf(byte[] entry) throws Exception {
    return sha(new byte[] {0}, entry);
  }

  private static byte[] root(List<byte[]> entries) throws Exception {
    if (entries.size() == 1) {
      return leaf(entries.getFirst());
    }
    int k = Integer.highestOneBit(entries.size() - 1);
    return sha(
        new byte[] {1}, root(entries.subList(0, k)), root(entries.subList(k, entries.size())));
  }

  private static byte[] climb(byte[] leaf, long index, long size, List<byte[]> path)
      throws Exception {
    long fn = index;
    long sn = size - 1;
    byte[] r = leaf;
    for (byte[] p : path) {
      assertThat(sn).isNotZero();
      if ((fn & 1) == 1 || fn == sn) {
        r = sha(new byte[] {1}, p, r);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        r = sha(new byte[] {1}, r, p);
      }
      fn >>= 1;
      sn >>= 1;
    }
    assertThat(sn).isZero();
    return r;
  }
}
