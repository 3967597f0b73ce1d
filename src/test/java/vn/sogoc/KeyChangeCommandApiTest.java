package vn.sogoc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.TestSchools;
import vn.sogoc.platform.access.Role;

/** The verb keys against a running service. */
@QuarkusTest
@Tag("service")
class KeyChangeCommandApiTest {
  @Inject TestSchools schools;
  @Inject DemoSchools people;

  @TestHTTPResource("/")
  String url;

  @TempDir Path folder;

  private TestSchools.School school;
  private DemoSchools.Person first;
  private DemoSchools.Person second;

  private record Ended(int code, JsonNode out, String err) {}

  @BeforeEach
  void anew() {
    school = schools.school();
    first = people.person(school.number(), Role.OPERATE);
    second = people.person(school.number(), Role.OPERATE);
  }

  @Test
  void a_key_is_withdrawn_by_the_commands_of_two_persons() throws Exception {
    Ended asked = keys(first, withdraw("--signer", "keys-dev/trust-list.p12"));
    assertThat(asked.code()).as(asked.err()).isZero();
    String id = asked.out().path("id").asText();
    String hash = asked.out().path("contentHash").asText();
    assertThat(asked.err()).contains("keys approve " + id + " --hash " + hash);
    assertThat(keys(first, List.of("approve", id, "--hash", hash)).code()).isEqualTo(1);
    Ended approved = keys(second, List.of("approve", id, "--hash", hash));
    assertThat(approved.out().path("state").asText()).isEqualTo("approved");
    assertThat(approved.out().at("/effects/0/what").asText()).isEqualTo("withdrawn");
  }

  @Test
  void what_is_signed_elsewhere_is_brought_in_as_a_file() throws Exception {
    Path payload = folder.resolve("statement.cbor");
    Path signed = folder.resolve("statement.cose");
    assertThat(keys(first, withdraw("--out", payload.toString())).code()).isZero();
    List<String> sign =
        List.of(
            "sign-statement",
            payload.toString(),
            signed.toString(),
            "--signer",
            "keys-dev/trust-list.p12");
    assertThat(keys(first, sign).code()).isZero();
    Ended asked =
        keys(
            first,
            List.of(
                "submit",
                "--institution",
                "iss_" + school.number(),
                "--statement",
                signed.toString(),
                "--reason",
                "biên bản"));
    assertThat(asked.code()).as(asked.err()).isZero();
    Ended rejected = keys(second, List.of("reject", asked.out().path("id").asText()));
    assertThat(rejected.out().path("state").asText()).isEqualTo("rejected");
    Files.write(payload, new byte[] {1, 2, 3});
    assertThat(keys(first, sign).err()).contains("no statement");
  }

  @Test
  void one_command_suspends_a_key() throws Exception {
    Ended made =
        keys(
            first,
            List.of(
                "suspend",
                "--institution",
                "iss_" + school.number(),
                "--key",
                school.recordKey().toString(),
                "--minutes",
                "30",
                "--reason",
                "nghi lộ khóa"));
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(made.out().path("kid").asText()).isEqualTo(school.recordKey().toString());
  }

  @Test
  void a_version_of_the_trust_bundle_goes_its_way_by_command() throws Exception {
    DemoSchools.Person one = people.person(people.registry(), Role.OPERATE);
    DemoSchools.Person other = people.person(people.registry(), Role.OPERATE);
    Path draft = folder.resolve("draft");
    Ended drafted = keys(one, List.of("draft-bundle", draft.toString()));
    for (int i = 0; i < 500 && drafted.code() != 0; i++) { // until every statement is logged
      Thread.sleep(50);
      drafted = keys(one, List.of("draft-bundle", draft.toString()));
    }
    assertThat(drafted.err()).contains("unsigned");
    Path once = folder.resolve("once");
    Path twice = folder.resolve("twice");
    for (List<String> sign :
        List.of(
            List.of("sign-bundle", draft.toString(), once.toString(), "--signer", root(1)),
            List.of("sign-bundle", once.toString(), twice.toString(), "--signer", root(3)))) {
      assertThat(keys(one, sign).err()).contains("signed version");
    }
    assertThat(keys(one, List.of("propose-bundle", once.toString())).code()).isEqualTo(1);
    Ended proposed = keys(one, List.of("propose-bundle", twice.toString()));
    assertThat(proposed.code()).as(proposed.err()).isZero();
    List<String> approval =
        List.of(
            "approve-bundle",
            proposed.out().path("id").asText(),
            "--hash",
            proposed.out().path("contentHash").asText());
    assertThat(keys(one, approval).code()).isEqualTo(1);
    assertThat(keys(other, approval).code()).isZero();
    assertThat(keys(one, List.of("approve-bundle", "x", "--hash", "y")).code()).isEqualTo(64);
    Files.write(draft, new byte[] {1});
    assertThat(
            keys(
                    one,
                    List.of("sign-bundle", draft.toString(), once.toString(), "--signer", root(1)))
                .err())
        .contains("no trust bundle");
  }

  private static String root(int number) {
    return "keys-dev/bundle-" + number + ".p12";
  }

  @Test
  void what_is_missing_or_unknown_is_named() throws Exception {
    assertThat(keys(first, List.of("withdraw", "--institution", "iss_1")).err()).contains("--key");
    assertThat(keys(first, List.of("suspend", "--keys", "x")).err()).contains("--keys");
    assertThat(keys(first, List.of("approve", "--hash", "x")).code()).isEqualTo(64);
  }

  private List<String> withdraw(String how, String file) {
    return List.of(
        "withdraw",
        "--institution",
        "iss_" + school.number(),
        "--key",
        school.recordKey().toString(),
        "--since",
        "2026-01-01T00:00:00Z",
        "--reason",
        "nghi lộ khóa",
        how,
        file);
  }

  private Ended keys(DemoSchools.Person as, List<String> arguments) throws Exception {
    Map<String, String> settings =
        Map.of("sogoc.api-key", as.key(), "sogoc.signer-password", "sogoc-dev");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> words = new ArrayList<>(arguments);
    if (!arguments.getFirst().startsWith("sign-")) {
      words.addAll(List.of("--url", url));
    }
    int code =
        new KeysCommand(
                new Settings(settings::get, name -> null),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8))
            .run(words);
    return new Ended(
        code, new ObjectMapper().readTree(out.toByteArray()), err.toString(StandardCharsets.UTF_8));
  }
}
