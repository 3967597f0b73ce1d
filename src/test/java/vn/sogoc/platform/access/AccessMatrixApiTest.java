package vn.sogoc.platform.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.kernel.PublicId;

/** Every role, and nobody, at every door: of their own institution, of another one's. */
@QuarkusTest
@Tag("service")
class AccessMatrixApiTest {
  private static final Path MATRIX = Path.of("src/test/resources/access-matrix.txt");

  /** What an identifier in a path is of, by what stands before it. */
  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("batches", "bat"),
          Map.entry("imports", "imp"),
          Map.entry("jobs", "job"),
          Map.entry("credentials", "crd"),
          Map.entry("decisions", "dec"),
          Map.entry("incidents", "inc"),
          Map.entry("proposals", "pro"),
          Map.entry("invitations", "inv"),
          Map.entry("key-changes", "kch"),
          Map.entry("quota-decisions", "quo"),
          Map.entry("supplement-lists", "sps"),
          Map.entry("supplements", "sup"),
          Map.entry("prints", "prn"));

  /** Doors for forms with a file; whatever else comes there is refused before anybody is asked. */
  private static final Set<String> FORMS =
      Set.of(
          "POST /me/imports",
          "POST /me/books/{id}/pages",
          "POST /api/v1/legacy-books/{id}/pages",
          "POST /me/office/mandates/{at}",
          "POST /me/office/templates/{at}/pictures",
          "POST /api/v1/institutions/{id}/templates/images",
          "POST /me/batches/{id}/supplements",
          "POST /api/v1/batches/{id}/supplement-lists",
          "POST /api/v1/batches",
          "POST /api/v1/imports",
          "POST /api/v1/institutions/{id}/mandates",
          "POST /api/v1/credentials/{id}/decisions");

  @Inject DemoSchools schools;

  /** A door and who may enter. */
  private record Door(String verb, String path, List<String> roles, boolean isRegistrys) {
    boolean isOpenTo(@Nullable Role role) {
      return roles.contains("everybody")
          || (role != null && (roles.contains("signed-in") || roles.contains(role.code())));
    }

    boolean isOfInstitution() {
      return path.contains("/institutions/{") || path.contains("/people/{at}");
    }

    @Override
    public String toString() {
      return verb + " " + path;
    }
  }

  @Test
  void every_role_enters_where_its_line_says_and_nowhere_else() throws IOException {
    int own = schools.university();
    Map<Role, String> keys = keys(own);
    String official = schools.official(Role.OPERATE).key();
    List<String> wrong = new ArrayList<>();
    int tried = 0;
    for (Door door : doors()) {
      for (Role role : roles()) {
        int status = ask(door, own, role == null ? null : keys.get(role));
        tried++;
        boolean isIn = status != 401 && status != 403;
        boolean expected = door.isOpenTo(role) && !(door.isRegistrys() && role == Role.OPERATE);
        if (isIn != expected) {
          wrong.add(door + " as " + role + ": " + status);
        }
      }
      if (door.isRegistrys() && ask(door, own, official) == 403) {
        wrong.add(door + " as an operator of the registry: 403");
      }
    }
    assertThat(tried).isGreaterThan(800);
    assertThat(wrong).isEmpty();
  }

  @Test
  void no_role_enters_the_office_of_another_institution() throws IOException {
    int own = schools.school();
    int other = schools.university();
    Map<Role, String> keys = keys(own);
    List<String> wrong = new ArrayList<>();
    int tried = 0;
    for (Door door : doors()) {
      if (!door.isOfInstitution() || door.roles().contains("everybody")) {
        continue;
      }
      for (Role role : Role.values()) {
        int status = ask(door, other, keys.get(role));
        tried++;
        // a body that cannot be read is refused before anybody is asked whose it is
        if (status != 403 && status != 404 && status != 422 && status != 415 && status != 400) {
          wrong.add(door + " of another institution as " + role + ": " + status);
        }
      }
    }
    assertThat(tried).isGreaterThan(80);
    assertThat(wrong).isEmpty();
  }

  private static List<Door> doors() throws IOException {
    return Files.readAllLines(MATRIX).stream()
        .map(line -> line.split(" "))
        .map(words -> new Door(words[0], words[1], List.of(words[2].split(",")), words.length > 3))
        .filter(door -> !door.path().equals("/logout"))
        .toList();
  }

  private static List<@Nullable Role> roles() {
    List<@Nullable Role> all = new ArrayList<>(List.of(Role.values()));
    all.add(null);
    return all;
  }

  private Map<Role, String> keys(int institution) {
    Map<Role, String> keys = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      keys.put(role, schools.person(institution, role).key());
    }
    return keys;
  }

  private static int ask(Door door, int institution, @Nullable String key) {
    RequestSpecification request =
        given()
            .redirects()
            .follow(false)
            .urlEncodingEnabled(false)
            .header("Idempotency-Key", UUID.randomUUID().toString());
    if (door.path().startsWith("/me") && !FORMS.contains(door.toString())) {
      request = request.accept("text/html, */*;q=0.5");
    }
    if (key != null) {
      request = request.header("Authorization", "Bearer " + key);
    }
    if (FORMS.contains(door.toString())) {
      request = request.multiPart("kind", "BCN");
    } else if (!door.verb().equals("GET") && door.path().startsWith("/api/")) {
      request = request.contentType("application/json").body("{}");
    }
    Response answer = request.request(door.verb(), filled(door.path(), institution));
    String to = answer.header("Location");
    return answer.statusCode() == 303 && to != null && to.contains("/login")
        ? 401
        : answer.statusCode();
  }

  private static String filled(String path, int institution) {
    StringBuilder filled = new StringBuilder();
    String before = "";
    for (String part : path.substring(1).split("/")) {
      filled.append('/').append(part.startsWith("{") ? value(before, part, institution) : part);
      before = part;
    }
    return filled.toString();
  }

  private static String value(String before, String part, int institution) {
    if (before.equals("institutions") || before.equals("issuers") || part.equals("{at}")) {
      return "iss_" + institution;
    }
    if (part.equals("{account}")) {
      return PublicId.of("acc", new UUID(0, 1)).toString();
    }
    String kind = KINDS.get(before);
    return kind == null ? "1" : PublicId.of(kind, new UUID(0, 1)).toString();
  }
}
