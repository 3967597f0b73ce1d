package vn.sogoc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import vn.sogoc.bench.OwnDemo;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.store.EmbeddedPostgres;

/**
 * The verb {@code demo --tamper}: shows what comes of a row that somebody with the database's
 * superuser alters by hand. Everything happens in a demo of its own, which is thrown away; one that
 * runs is not touched, and none needs to run.
 */
final class TamperCommand {
  private static final int OTHERWISE = 1;

  private static final String FORGED = "Nguyễn Văn Giả";

  private final PrintStream out;
  private final PrintStream err;
  private final ObjectMapper json = new ObjectMapper();

  TamperCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Exit code 0 where the alteration was found and made nothing valid. */
  int run() {
    out.println(
        "1. A scratch demo is started on free ports, in a folder of its own; a demo that runs");
    out.println("   is not touched. This takes as long as any start of the demo.");
    out.flush();
    try (OwnDemo demo = OwnDemo.start()) {
      boolean isFound = shown(demo);
      out.println("6. The scratch demo is ended and its folder removed.");
      return isFound ? 0 : OTHERWISE;
    } catch (IOException | SQLException e) {
      err.println("sogoc: " + e.getMessage());
      return OTHERWISE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OTHERWISE;
    }
  }

  private boolean shown(OwnDemo demo) throws IOException, SQLException, InterruptedException {
    JsonNode made = json.readTree(demo.file().toFile());
    URI service = URI.create(made.path("baseUrl").asText());
    JsonNode sample = sample(made);
    String qr = sample.path("qr").asText();
    String number = sample.path("serialNumber").asText();
    PublicId credential = credential(made, number);
    out.println("   It runs in " + demo.data() + ".");
    Map<String, String> code = Map.of("qr", qr);
    Map<String, String> forged = Map.of("serialNumber", number, "fullName", FORGED);
    out.println("2. Before: diploma " + number + " of " + sample.path("fullName").asText() + ".");
    say("its QR code", verdict(service, code));
    say("its number with the name \"" + FORGED + "\"", verdict(service, forged));

    String update =
        "update register_entry set full_name = '"
            + FORGED
            + "' where id = '"
            + credential.key()
            + "'";
    Path store = demo.data().resolve("postgres");
    int changed =
        EmbeddedPostgres.asSuperuser(
            store,
            List.of(
                "alter table register_entry disable trigger all", // its guards refuse any change
                update));
    EmbeddedPostgres.asSuperuser(store, List.of("alter table register_entry enable trigger all"));
    out.println("3. By hand, as the database's superuser, with the table's guards switched off:");
    out.println("     " + update + ";");
    out.println("     " + changed + " row changed");

    out.println("4. After:");
    String ofCode = verdict(service, code);
    String ofForged = verdict(service, forged);
    say("its QR code", ofCode);
    say("its number with the name \"" + FORGED + "\"", ofForged);
    boolean becameValid = ofForged.equals("valid");
    out.println("   The forged name " + (becameValid ? "BECAME VALID." : "did not become valid."));

    out.println("5. ./sogoc audit, which reads the database and cannot write:");
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    Settings scratch =
        new Settings(
            name ->
                switch (name) {
                  case "sogoc.data" -> demo.data().toString();
                  case "sogoc.db.url" -> "embedded";
                  default -> System.getProperty(name);
                },
            name -> name.equals("SOGOC_SECRETS_MASTER") ? null : System.getenv(name));
    int exit =
        new AuditCommand(scratch, new PrintStream(said, true, StandardCharsets.UTF_8), err)
            .run(List.of());
    String report = said.toString(StandardCharsets.UTF_8);
    report.lines().forEach(line -> out.println("     " + line));
    out.println("     exit code " + exit);
    boolean isNamed =
        exit == 1
            && report
                .lines()
                .anyMatch(
                    line ->
                        line.contains("register_entry")
                            && line.contains(credential.key().toString())
                            && line.contains("full_name"));
    out.println(
        isNamed
            ? "   The audit names the row and the column."
            : "   THE AUDIT DOES NOT NAME THE ROW.");
    return changed == 1 && isNamed && !becameValid && !ofCode.equals("valid");
  }

  private void say(String asked, String verdict) {
    out.println("     " + asked + ": " + verdict);
  }

  private static JsonNode sample(JsonNode made) throws IOException {
    for (JsonNode sample : made.path("samples")) {
      if (sample.path("verdict").asText().equals("valid") && sample.hasNonNull("qr")) {
        return sample;
      }
    }
    throw new IOException("the demo has no valid sample");
  }

  private static PublicId credential(JsonNode made, String number) throws IOException {
    for (JsonNode one : made.path("credentials")) {
      if (one.path("serialNumber").asText().equals(number)) {
        return PublicId.parse("crd", one.path("id").asText())
            .orElseThrow(() -> new IOException("the demo names a credential otherwise"));
      }
    }
    throw new IOException("the demo has no credential " + number);
  }

  private String verdict(URI service, Map<String, String> question)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(service.resolve("/api/v1/verifications"))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(question)))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      String verdict = json.readTree(answer.body()).path("verdict").asText();
      if (answer.statusCode() != 200 || verdict.isEmpty()) {
        throw new IOException("the service answered " + answer.statusCode());
      }
      return verdict;
    }
  }
}
