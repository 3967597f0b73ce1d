package vn.sogoc.privacy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.IssuedCredentials;
import vn.sogoc.issuance.IssuedBatches;
import vn.sogoc.platform.access.Role;
import vn.sogoc.status.StatusLists;

/**
 * Everything that anybody may read without asking about a document, looked through for every
 * personal string of the register: names, days of birth, personal and document numbers, values that
 * were corrected. The strings are those of a class list of the demo and of whatever other tests
 * have issued into the same database.
 *
 * <p>Left out are words that are public by law and say nothing of a holder: names of institutions
 * and of the persons who sign for them (in statements, mandates and bundle), names of provinces and
 * programmes (in code tables), years alone. A holder's name that is part of one of these, or a
 * single word of the language, is looked for everywhere but in the bundle. Named rows of issuance
 * lists are no part of the log; the regime decides who sees them.
 */
@QuarkusTest
@Tag("service")
class PublicBytesApiTest {
  @Inject DemoSchools schools;
  @Inject IssuedCredentials credentials;
  @Inject StatusLists lists;
  @Inject Clock clock;

  @ConfigProperty(name = "sogoc.db.url")
  String url;

  @ConfigProperty(name = "sogoc.db.superuser.password")
  String password;

  @Test
  void no_public_byte_tells_of_a_holder() throws Exception {
    schools.registry();
    String text;
    try (InputStream in = PublicBytesApiTest.class.getResourceAsStream("/demo/BCN.csv")) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Set<String> names = new LinkedHashSet<>();
    Set<String> days = new LinkedHashSet<>();
    Set<String> numbers = new LinkedHashSet<>();
    List<String> rows = text.lines().skip(1).toList();
    for (String row : rows) {
      String[] cells = row.split(",");
      names.add(cells[1]);
      days.add(cells[2].replaceAll("([0-9]{2})/([0-9]{2})/([0-9]{4})", "$3-$2-$1"));
      numbers.add(cells[6]);
    }
    assertThat(names).hasSizeGreaterThan(10);
    assertThat(numbers).allMatch(n -> n.isEmpty() || n.matches("[0-9]{9,12}"));
    IssuedBatches.issued(schools, text);
    credentials.bachelors("Khúc Thị Riêng Tư");
    lists.publish(clock.instant());
    try (Connection hand = DriverManager.getConnection(url, "postgres", password)) {
      all(hand, "select distinct full_name from register_entry", names);
      all(hand, "select distinct birth_date from register_entry", days);
      all(hand, "select distinct serial_number from register_entry", numbers);
      all(hand, "select distinct old_value from decision_change", names);
      all(hand, "select distinct new_value from decision_change", names);
    }
    List<String> official = new ArrayList<>();
    try (Connection hand = DriverManager.getConnection(url, "postgres", password)) {
      Set<String> signers = new LinkedHashSet<>();
      all(hand, "select distinct person_name from mandate", signers);
      signers.forEach(name -> official.add(name.toLowerCase(Locale.ROOT)));
    }

    PersonalStrings strings = new PersonalStrings();
    PersonalStrings inBundle = new PersonalStrings();
    for (String name : names) {
      strings.addText(name);
      boolean isWord = !name.contains(" ");
      if (!isWord && official.stream().noneMatch(o -> o.contains(name.toLowerCase(Locale.ROOT)))) {
        inBundle.addText(name);
      }
    }
    for (PersonalStrings each : List.of(strings, inBundle)) {
      days.forEach(each::addDay);
      numbers.forEach(each::addText);
    }

    Map<String, byte[]> log = log();
    Map<String, byte[]> others = others();
    assertThat(log.keySet().stream().map(p -> p.split("/")[2]).distinct())
        .contains("checkpoint", "checkpoints", "tile", "consistency", "policy");
    List<String> found = new ArrayList<>();
    log.forEach((path, bytes) -> strings.in(bytes).forEach(f -> found.add(path + ": " + f)));
    others.forEach((path, bytes) -> strings.in(bytes).forEach(f -> found.add(path + ": " + f)));
    inBundle.in(bundle()).forEach(f -> found.add("bundle: " + f));
    assertThat(found).isEmpty();

    // the same strings in the same bytes, once somebody lets one slip in
    byte[] slipped = log.get("/log/checkpoint").clone();
    byte[] name = names.iterator().next().getBytes(StandardCharsets.UTF_8);
    System.arraycopy(name, 0, slipped, 3, name.length);
    assertThat(strings.in(slipped)).isNotEmpty();
  }

  private static void all(Connection hand, String query, Set<String> into) throws Exception {
    try (ResultSet row = hand.createStatement().executeQuery(query)) {
      while (row.next()) {
        into.add(row.getString(1));
      }
    }
  }

  /** Heads, tiles, entries, proofs between heads: all that the log ever served. */
  private Map<String, byte[]> log() throws Exception {
    Map<String, byte[]> read = new LinkedHashMap<>();
    byte[] head = read(read, "/log/checkpoint");
    read(read, "/log/policy");
    long size = Long.parseLong(new String(head, StandardCharsets.UTF_8).lines().toList().get(1));
    for (int level = 0; size >> 8 * level > 0; level++) {
      tiles(read, Integer.toString(level), size >> 8 * level);
    }
    tiles(read, "entries", size);
    List<Long> sizes = new ArrayList<>();
    try (Connection hand = DriverManager.getConnection(url, "postgres", password);
        ResultSet row =
            hand.createStatement()
                .executeQuery(
                    "select size from log_head where published_at is not null and size > 0"
                        + " order by size")) {
      while (row.next()) {
        sizes.add(row.getLong(1));
      }
    }
    for (long each : sizes) {
      read(read, "/log/checkpoints/" + each);
      if (each < size) {
        read(read, "/log/consistency/" + each + "/" + size);
      }
    }
    return read;
  }

  private static void tiles(Map<String, byte[]> read, String level, long hashes) {
    for (long n = 0; n * 256 < hashes; n++) {
      long width = Math.min(256, hashes - n * 256);
      String name = (n < 1000 ? "" : "x%03d/".formatted(n / 1000)) + "%03d".formatted(n % 1000);
      read(read, "/log/tile/" + level + "/" + name + (width < 256 ? ".p/" + width : ""));
    }
  }

  /** What else is published of all: status lists, headers of issuance lists, figures. */
  private Map<String, byte[]> others() {
    Map<String, byte[]> read = new LinkedHashMap<>();
    for (String purpose : List.of("revocation", "suspension", "message")) {
      read(read, "/status/" + purpose + "/0");
    }
    String path = "/api/v1/publications";
    while (path != null) {
      Response page = given().urlEncodingEnabled(false).get(path);
      assertThat(page.statusCode()).isEqualTo(200);
      read.put(path, page.asByteArray());
      List<String> ids = page.path("data.id");
      ids.forEach(id -> read(read, "/api/v1/publications/" + id));
      String link = page.header("Link");
      path =
          link != null && link.contains("rel=\"next\"")
              ? link.replaceAll(".*<([^>]*)>; *rel=\"next\".*", "$1")
                  .replaceAll("^https?://[^/]*", "")
              : null;
    }
    read(read, "/metrics");
    read(read, "/health/ready");
    return read;
  }

  /** As its next version would be: nobody signs one in these tests. */
  private byte[] bundle() {
    String operator = schools.person(schools.registry(), Role.OPERATE).key();
    for (int i = 0; i < 500; i++) {
      Response draft =
          given()
              .header("Authorization", "Bearer " + operator)
              .header("Idempotency-Key", UUID.randomUUID().toString())
              .get("/api/v1/trust-bundle-proposals/draft");
      if (draft.statusCode() == 200) {
        return draft.asByteArray();
      }
      assertThat(draft.statusCode()).as(draft.asString()).isEqualTo(503);
      LockSupport.parkNanos(50_000_000);
    }
    throw new AssertionError("no bundle can be drafted");
  }

  private static byte[] read(Map<String, byte[]> into, String path) {
    Response answer = given().get(path);
    assertThat(answer.statusCode()).as(path).isIn(200, 503);
    into.put(path, answer.asByteArray());
    return answer.asByteArray();
  }
}
