package vn.sogoc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.IssuedCredentials;
import vn.sogoc.demo.IssuedCredentials.Issued;
import vn.sogoc.issuance.IssuedBatches;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Role;
import vn.sogoc.register.Register;
import vn.sogoc.register.RegisterEvidence;
import vn.sogoc.tlog.EntryType;
import vn.sogoc.tlog.LogEntry;

/** The verb monitor against a running service whose database somebody plays with. */
@QuarkusTest
@Tag("service")
class MonitorCommandApiTest {
  @Inject DemoSchools schools;
  @Inject IssuedCredentials credentials;
  @Inject Register register;
  @Inject Config config;

  @TestHTTPResource("/")
  String url;

  @TempDir Path folder;

  private DemoSchools.Person clerk;

  private record Ended(int code, JsonNode out, String err) {}

  @BeforeEach
  void everything_before_was_looked_through() throws Exception {
    clerk = schools.person(schools.university(), Role.PREPARE);
    credentials.bachelors("Viên Đầu"); // so that there is a head
    ok(note("before"));
  }

  @Test
  void an_honest_batch_with_its_list_is_clean_and_nothing_is_forgotten() throws Exception {
    batch();
    Ended first = monitor();
    assertThat(first.code()).as(first.out() + first.err()).isZero();
    assertThat(first.out().path("outcome").asText()).isEqualTo("clean");
    assertThat(first.out().path("seenBefore").asLong()).isPositive();
    batch();
    Ended second = monitor();
    assertThat(second.code()).as(second.out() + second.err()).isZero();
    assertThat(second.out().path("size").asLong()).isGreaterThan(first.out().path("size").asLong());
  }

  @Test
  void a_record_that_only_the_key_approved_is_reported_with_its_list() throws Exception {
    batch();
    Issued forged = credentials.bachelors("Viên Giả").getFirst();
    Ended ended = monitor();
    assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(1);
    assertThat(ended.out().path("findings"))
        .hasSize(2)
        .anyMatch(
            f ->
                f.path("type").asText().equals("issued")
                    && f.path("digest").asText().equals(Digest.sha256(forged.cose()).hex())
                    && f.path("why").asText().equals("never_approved")
                    && f.path("index").asLong() > 0)
        .anyMatch(f -> f.path("type").asText().equals("list-published"));
    ok(note("lists")); // which takes no list of a record that nobody noted
    assertThat(monitor().out().path("findings")).hasSize(2);
  }

  @Test
  void a_change_of_keys_that_the_institution_did_not_note_is_reported() throws Exception {
    schools.changeKey(key -> key); // the next statement, by whoever signs for the ministry
    Ended ended = awaitFinding();
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out().at("/findings/0/type").asText()).isEqualTo("key-added");
    String statement = ended.out().at("/findings/0/digest").asText();
    ok(note("entry", "--type", "key-added", "--digest", statement));
    assertThat(monitor().code()).isZero();
  }

  @Test
  void an_event_that_a_hand_on_the_database_wrote_is_reported() throws Exception {
    Issued issued = credentials.bachelors("Viên Tay").getFirst();
    ok(note("before"));
    LogEntry first =
        register.byId(issued.record().id()).orElseThrow() instanceof RegisterEvidence.Recorded r
            ? r.events().getFirst()
            : null;
    LogEntry entry =
        new LogEntry(
            EntryType.REINSTATED,
            Instant.now().truncatedTo(ChronoUnit.MILLIS),
            first.institution(),
            Digest.sha256(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8)),
            first.slot(),
            Optional.of(Digest.sha256(first.encode())));
    try (Connection hand = superuser();
        PreparedStatement insert =
            hand.prepareStatement(
                "insert into log_pending (event_id, institution_id, entry) values (?, ?, ?)")) {
      insert.setObject(1, UUID.randomUUID());
      insert.setInt(2, entry.institution());
      insert.setBytes(3, entry.encode().toArray());
      insert.executeUpdate();
    }
    Ended ended = awaitFinding();
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out().at("/findings/0/type").asText()).isEqualTo("reinstated");
    assertThat(ended.out().at("/findings/0/digest").asText()).isEqualTo(entry.digest().hex());
  }

  private Ended awaitFinding() throws Exception {
    Ended ended = monitor();
    for (int i = 0; i < 300 && ended.code() == 0; i++) {
      LockSupport.parkNanos(100_000_000);
      ended = monitor();
    }
    return ended;
  }

  @Test
  void an_entry_that_was_dropped_on_its_way_is_reported() throws Exception {
    hand(
        """
        create function drop_one() returns trigger language plpgsql as $$
        begin
          delete from log_pending where encode(entry, 'escape') like '% issued%';
          return null;
        end $$""",
        "create trigger drop_one after insert on log_pending for each statement execute function drop_one()");
    String batch;
    try {
      batch = PublicId.of("bat", IssuedBatches.issued(schools, 1)).toString();
    } finally {
      hand("drop trigger drop_one on log_pending", "drop function drop_one");
    }
    noteBatch(batch);
    Ended patient = monitor();
    assertThat(patient.code()).as(patient.out() + patient.err()).isZero();
    credentials.bachelors("Viên Sau"); // a later head
    Ended ended = monitor("--bound", "PT0S");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out().path("findings"))
        .anyMatch(
            f ->
                f.path("finding").asText().equals("omitted")
                    && f.path("type").asText().equals("issued"));
  }

  @Test
  void a_log_that_was_rolled_back_or_rewritten_is_an_alarm() throws Exception {
    batch();
    Ended honest = monitor();
    assertThat(honest.code()).as(honest.out() + honest.err()).isZero();
    long seen = honest.out().path("size").asLong();
    String older = olderHead(seen);
    try (Lies lies = new Lies(path -> path.equals("/log/checkpoint") ? older : path)) {
      Ended ended = monitorAt(lies.url());
      assertThat(ended.code()).isEqualTo(2);
      assertThat(ended.out().path("reason").asText()).contains("rolled back");
    }
    String bundle = "/log/tile/entries/000" + (seen < 256 ? ".p/" + seen : "");
    try (Lies lies =
        new Lies(path -> path.equals(bundle) ? bundle.replace("/entries/", "/0/") : path)) {
      assertThat(monitorAt(lies.url()).code()).isEqualTo(69); // no entries at all
    }
    try (Lies lies = new Lies(path -> path)) {
      lies.flip = true;
      Ended ended = monitorAt(lies.url());
      assertThat(ended.code()).isEqualTo(2);
      assertThat(ended.out().path("reason").asText()).containsAnyOf("do not give the root", "tile");
    }
    Files.writeString(folder.resolve("monitor/head"), "broken");
    assertThat(monitor().code()).isEqualTo(78);
  }

  @Test
  void what_cannot_be_seen_is_not_clean() throws Exception {
    assertThat(monitorAt("http://127.0.0.1:1/").code()).isEqualTo(69);
    Ended stale = monitor("--stale", "PT0S");
    assertThat(stale.code()).isEqualTo(69);
    assertThat(stale.out().path("doubt").asText()).contains("later entries are not seen");
    assertThat(run(List.of("--institution", "x")).code()).isEqualTo(64);
    assertThat(run(List.of("--institution", "102", "--approvals", file())).code()).isEqualTo(78);
    Ended unknown =
        run(
            List.of(
                "note",
                "records",
                "--institution",
                "101",
                "--approvals",
                file(),
                "--url",
                url,
                "--batch",
                batchId()));
    assertThat(unknown.code()).isEqualTo(64);
    assertThat(unknown.err()).contains("note it first");
  }

  /** Approved and noted, issued, its records and its list brought. */
  private void batch() throws Exception {
    noteBatch(batchId());
  }

  private String batchId() throws Exception {
    return PublicId.of("bat", IssuedBatches.issued(schools, 2)).toString();
  }

  private void noteBatch(String batch) throws Exception {
    JsonNode seen = get("/api/v1/batches/" + batch);
    ok(
        note(
            "batch",
            "--hash",
            seen.path("approvedHash").asText(),
            "--rows",
            seen.path("rows").asText()));
    ok(note("records", "--batch", batch, "--url", url));
    ok(note("lists"));
  }

  private JsonNode get(String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url).resolve(path))
              .header("Authorization", "Bearer " + clerk.key())
              .build();
      return new ObjectMapper()
          .readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
  }

  /** An earlier head that the log published. */
  private String olderHead(long seen) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (long size = seen - 1; size > 0; size--) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(url).resolve("/log/checkpoints/" + size)).build();
        if (client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200) {
          return "/log/checkpoints/" + size;
        }
      }
    }
    throw new AssertionError("no earlier head");
  }

  private static void ok(Ended ended) {
    assertThat(ended.code()).as(ended.err()).isZero();
  }

  private String file() {
    return folder.resolve("approvals").toString();
  }

  private Ended note(String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of("note"));
    all.addAll(List.of(words));
    all.addAll(List.of("--institution", "iss_101", "--approvals", file()));
    if (List.of("before", "lists").contains(words[0])) {
      all.addAll(List.of("--url", url));
    }
    if (words[0].equals("before")) {
      all.addAll(List.of("--data", folder.resolve("monitor").toString()));
    }
    return run(all);
  }

  private Ended monitor(String... more) throws Exception {
    return monitorAt(url, more);
  }

  private Ended monitorAt(String address, String... more) throws Exception {
    List<String> all =
        new ArrayList<>(List.of("--institution", "101", "--approvals", file(), "--json", "--once"));
    all.addAll(List.of("--url", address, "--data", folder.resolve("monitor").toString()));
    all.addAll(List.of(more));
    return run(all);
  }

  private Ended run(List<String> words) throws Exception {
    Map<String, String> settings = Map.of("sogoc.api-key", clerk.key());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        new MonitorCommand(
                new Settings(settings::get, name -> null),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8))
            .run(words);
    return new Ended(
        code, new ObjectMapper().readTree(out.toByteArray()), err.toString(StandardCharsets.UTF_8));
  }

  private void hand(String... statements) throws SQLException {
    try (Connection hand = superuser()) {
      for (String sql : statements) {
        hand.createStatement().execute(sql);
      }
    }
  }

  private Connection superuser() throws SQLException {
    return DriverManager.getConnection(
        config.getValue("sogoc.db.url", String.class),
        "postgres",
        config.getValue("sogoc.db.superuser.password", String.class));
  }

  /** Stands between the monitor and the service and answers what it likes. */
  private final class Lies implements AutoCloseable {
    private final HttpServer server;
    private volatile boolean flip;

    Lies(UnaryOperator<String> other) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            String path = exchange.getRequestURI().getPath();
            byte[] body = fetched(other.apply(path));
            if (flip && path.startsWith("/log/tile/entries/000")) {
              body[40] ^= 1;
            }
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
    }

    private byte[] fetched(String path) throws IOException {
      try (HttpClient client = HttpClient.newHttpClient()) {
        return client
            .send(
                HttpRequest.newBuilder(URI.create(url).resolve(path)).build(),
                HttpResponse.BodyHandlers.ofByteArray())
            .body();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
