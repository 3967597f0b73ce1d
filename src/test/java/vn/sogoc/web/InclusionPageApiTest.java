package vn.sogoc.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sogoc.demo.IssuedCredentials;
import vn.sogoc.demo.IssuedCredentials.Issued;

/** What the page tells a stranger to type is typed, and what it says must come out comes out. */
@QuarkusTest
@Tag("service")
@SuppressWarnings("NullAway.Init") // set by the test framework
class InclusionPageApiTest {
  @Inject IssuedCredentials credentials;

  @TestHTTPResource("/")
  URI home;

  @TempDir Path folder;

  @Test
  void a_stranger_who_types_what_the_page_says_gets_what_it_says() throws Exception {
    Issued issued = credentials.bachelors("Phạm Tự Kiểm", "Phạm Tự Tính", "Phạm Tự So").get(1);
    String page =
        given()
            .header("Accept", "text/html")
            .get("/inclusion/" + issued.record().id() + "?lang=en")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    List<String> typed = texts(page, "typed");
    List<String> said = texts(page, "said");
    assertThat(said).hasSize(3); // entry, leaf, root

    bash(typed.get(0).replaceAll("https?://[^/]+/", home.toString())); // fetch
    assertThat(bash(typed.get(1)).strip()).isEqualTo(said.get(0).strip());
    assertThat(said.get(0)).doesNotContain("Phạm");
    String[] record = bash(typed.get(2).replace("...#A...", issued.qr())).strip().split("\n");
    assertThat(record[1]).isEqualTo("digest " + record[0]);
    assertThat(bash(typed.get(3))).startsWith(said.get(1));

    String own = said.get(1);
    Matcher step =
        Pattern.compile("01 (<b>)?(\\w{64})(?:</b>)? (<b>)?(\\w{64}).*?= (\\w{64})").matcher(page);
    int steps = 0;
    while (step.find()) {
      assertThat(step.group(1) == null ? step.group(4) : step.group(2)).isEqualTo(own);
      own = bash(typed.get(4).replace("LEFT RIGHT", step.group(2) + " " + step.group(4))).strip();
      assertThat(own).isEqualTo(step.group(5));
      steps++;
    }
    assertThat(steps).isPositive();
    assertThat(own).isEqualTo(said.get(2));
    assertThat(bash(typed.get(5)).strip()).isEqualTo(own);

    bash(typed.get(6));
    List<String> signatures = typed.subList(7, typed.size() - 1);
    assertThat(signatures).hasSize(3); // the log and two witnesses; ML-DSA-44 has no command
    for (String check : signatures) {
      assertThat(bash(withKey(check))).containsIgnoringCase("Verified Successfully");
      String other = check.replace("openssl pkeyutl", "echo x >>message\nopenssl pkeyutl");
      assertThat(bash("(" + withKey(other) + ") 2>&1 || true"))
          .doesNotContainIgnoringCase("Verified Successfully");
    }

    Files.copy(Path.of("keys-dev/log-policy"), folder.resolve("policy"));
    String all =
        bash(
            "qr='"
                + issued.qr()
                + "'\n"
                + typed
                    .getLast()
                    .replaceAll("https?://[^/]+/", home.toString())
                    .replaceFirst("less [^\n]*", ""));
    assertThat(all).contains("PROVED: ").contains("about the record in this QR code");
  }

  @Test
  void without_an_identifier_the_steps_can_still_be_read() {
    given()
        .get("/inclusion?lang=en")
        .then()
        .statusCode(200)
        .body(containsString("crd_..."))
        .body(containsString("Walk from the leaf to the root"));
    given().get("/inclusion?lang=en&id=abc").then().body(containsString("This is no identifier"));
    given()
        .redirects()
        .follow(false)
        .get("/inclusion?id=crd_aaaaaaaaaaaaaaaaaaaaaaaaaa")
        .then()
        .statusCode(303)
        .header("Location", "/inclusion/crd_aaaaaaaaaaaaaaaaaaaaaaaaaa");
    given()
        .header("Accept", "text/html")
        .get("/inclusion/crd_aaaaaaaaaaaaaaaaaaaaaaaaaa")
        .then()
        .statusCode(404);
  }

  /** The key as a reader finds it in a policy they trust: what follows the identifier. */
  private static String withKey(String check) throws Exception {
    Matcher id = Pattern.compile("what follows (\\+\\w{8}\\+)").matcher(check);
    assertThat(id.find()).isTrue();
    String line =
        Files.readAllLines(Path.of("keys-dev/log-policy")).stream()
            .filter(l -> l.contains(id.group(1)))
            .findFirst()
            .orElseThrow();
    String key = line.substring(line.indexOf(id.group(1)) + id.group(1).length()).split(" ")[0];
    return check.replaceFirst("'\\.\\.\\.'", Matcher.quoteReplacement("'" + key + "'"));
  }

  private static List<String> texts(String page, String kind) {
    Matcher pre =
        Pattern.compile("<pre class=\"" + kind + "\"[^>]*>(.*?)</pre>", Pattern.DOTALL)
            .matcher(page);
    List<String> texts = new ArrayList<>();
    while (pre.find()) {
      texts.add(
          pre.group(1)
              .replace("&lt;", "<")
              .replace("&gt;", ">")
              .replace("&quot;", "\"")
              .replace("&#39;", "'")
              .replace("&amp;", "&"));
    }
    return texts;
  }

  private String bash(String command) throws Exception {
    Process process =
        new ProcessBuilder("bash", "-c", command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(command + "\n" + said).isZero();
    return said;
  }
}
