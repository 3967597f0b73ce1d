package vn.sogoc.tlog.witness;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sogoc.crypto.note.NoteKey;
import vn.sogoc.crypto.note.SeedSigner;
import vn.sogoc.crypto.note.SignatureLine;
import vn.sogoc.crypto.note.SignedNote;
import vn.sogoc.kernel.Bytes;

class WitnessServerTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-25T08:00:00Z"), ZoneOffset.UTC);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String ORIGIN = "log.example/a";
  private static final SeedSigner SIGNER =
      SeedSigner.cosignature("example.com/witness", GrowingLog.seed("witness"));

  private final GrowingLog log = new GrowingLog(ORIGIN, "entry ");

  @TempDir private Path directory;
  private WitnessStore store;
  private WitnessServer server;
  private URI prefix;

  @BeforeEach
  void start() throws IOException {
    store = WitnessStore.open(directory, List.of(SIGNER.key()));
    server =
        WitnessServer.start(
            new Witness(List.of(log.key()), List.of(SIGNER), store, CLOCK), loopback());
    prefix = URI.create("http://127.0.0.1:" + server.address().getPort());
  }

  @AfterEach
  void stop() {
    server.close();
    store.close();
  }

  @Test
  void client_and_server_agree() throws Exception {
    try (WitnessClient client = new WitnessClient(prefix, List.of(SIGNER.key()), PATIENCE)) {
      SignedNote note = log.note(5);
      SignatureLine line =
          ((WitnessClient.Answer.Cosigned) client.add(note, 0, List.of())).lines().getFirst();
      assertThat(SIGNER.key().verify(note.with(line))).isPresent();
      assertThat(client.add(log.note(9), 0, List.of()))
          .isEqualTo(new WitnessClient.Answer.Conflict(5));
      assertThat(client.add(log.note(9), 5, List.of()))
          .isEqualTo(new WitnessClient.Answer.Refused(422));
      assertThat(client.add(new GrowingLog("log.example/b", "x").note(9), 0, List.of()))
          .isEqualTo(new WitnessClient.Answer.Refused(404));
      assertThat(client.add(log.note(9), 5, log.proof(5, 9)))
          .isInstanceOf(WitnessClient.Answer.Cosigned.class);
    }
  }

  @Test
  void newest_checkpoint_is_read_by_anybody() throws Exception {
    String path = "/" + WitnessStore.nameOf(ORIGIN).hex() + "/checkpoint";
    assertThat(send("GET", path, "").statusCode()).isEqualTo(404);
    post(log.request(0, 5));
    HttpResponse<byte[]> answer = send("GET", path, "");
    SignedNote note = SignedNote.parse(Bytes.of(answer.body()));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(note.text()).isEqualTo(log.head(5).text());
    assertThat(log.key().verify(note)).isPresent();
    assertThat(SIGNER.key().verify(note)).isPresent();
  }

  @Test
  void statuses_have_the_types_of_the_specification() throws Exception {
    HttpResponse<byte[]> cosigned = post(log.request(0, 5));
    assertThat(cosigned.statusCode()).isEqualTo(200);
    assertThat(text(cosigned)).startsWith("\u2014 example.com/witness ").endsWith("\n");
    HttpResponse<byte[]> conflict = post(log.request(0, 5));
    assertThat(conflict.statusCode()).isEqualTo(409);
    assertThat(conflict.headers().firstValue("Content-Type")).contains("text/x.tlog.size");
    assertThat(text(conflict)).isEqualTo("5\n");
  }

  @Test
  void other_paths_and_methods_are_refused() throws Exception {
    assertThat(send("GET", "/add-checkpoint", "").statusCode()).isEqualTo(405);
    assertThat(send("GET", "/add-checkpoint", "").headers().firstValue("Allow")).contains("POST");
    String path = "/" + WitnessStore.nameOf(ORIGIN).hex() + "/checkpoint";
    assertThat(send("DELETE", path, "").statusCode()).isEqualTo(405);
    assertThat(send("HEAD", path, "").statusCode()).isEqualTo(405);
    for (String other :
        List.of(
            "/",
            "/add-checkpoint/",
            path.toUpperCase(Locale.ROOT),
            "/%61dd-checkpoint",
            path + "/",
            "/../seed")) {
      assertThat(send("GET", other, "").statusCode()).as(other).isEqualTo(404);
    }
  }

  @Test
  void bodies_are_bounded() throws Exception {
    String most = "a".repeat(WitnessServer.LARGEST_BODY);
    assertThat(send("POST", "/add-checkpoint", most).statusCode()).isEqualTo(400);
    assertThat(send("POST", "/add-checkpoint", most + "a").statusCode()).isEqualTo(413);
    assertThat(post(log.request(0, 5)).statusCode()).isEqualTo(200);
  }

  /** Whatever another party sends in place of a witness. */
  @Test
  void client_believes_nothing_that_is_not_signed() throws Exception {
    SignedNote note = log.note(5);
    SignatureLine otherTree = SIGNER.sign(log.head(6).text(), CLOCK.instant());
    SeedSigner stranger = SeedSigner.cosignature("example.com/witness", GrowingLog.seed("x"));
    String good = SIGNER.sign(note.text(), CLOCK.instant()).line() + "\n";
    String garbage = stranger.sign(note.text(), CLOCK.instant()).line() + "\nnot a line\n\n";

    assertThat(asked(200, "")).isInstanceOf(WitnessClient.Answer.Unreachable.class);
    assertThat(asked(200, otherTree.line() + "\n"))
        .isInstanceOf(WitnessClient.Answer.Unreachable.class);
    assertThat(asked(200, garbage)).isInstanceOf(WitnessClient.Answer.Unreachable.class);
    assertThat(asked(200, garbage + good))
        .isEqualTo(new WitnessClient.Answer.Cosigned(List.of(SignatureLine.parse(good.strip()))));
    assertThat(asked(200, good + "a".repeat(70_000)))
        .isInstanceOf(WitnessClient.Answer.Unreachable.class)
        .asString()
        .contains("65536");
    // a signature of its key that tells no time is no cosignature
    SeedSigner timeless = SeedSigner.ed25519("example.com/witness", GrowingLog.seed("witness"));
    assertThat(
            asked(timeless.key(), 200, timeless.sign(note.text(), CLOCK.instant()).line() + "\n"))
        .isInstanceOf(WitnessClient.Answer.Unreachable.class);
    assertThat(asked(409, "7\n")).isEqualTo(new WitnessClient.Answer.Conflict(7));
    for (String size : List.of("", "7", "07\n", "-7\n", "7\n\n", "9".repeat(30) + "\n", "x\n")) {
      assertThat(asked(409, size)).as(size).isEqualTo(new WitnessClient.Answer.Refused(409));
    }
    assertThat(asked(302, "")).isEqualTo(new WitnessClient.Answer.Refused(302));
    assertThat(asked(500, good)).isEqualTo(new WitnessClient.Answer.Refused(500));
  }

  /** One that never answers, one whose body never ends, one that is not there. */
  @Test
  void client_does_not_wait_for_ever() throws Exception {
    Duration little = Duration.ofMillis(300);
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      URI there = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
      try (WitnessClient client = new WitnessClient(there, List.of(SIGNER.key()), little)) {
        assertThat(client.add(log.note(5), 0, List.of()))
            .isEqualTo(new WitnessClient.Answer.Unreachable("no answer within 300 ms"));
      }
    }
    try (ServerSocket endless = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread sender =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try (var socket = endless.accept();
                        OutputStream out = socket.getOutputStream()) {
                      out.write(
                          "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"
                              .getBytes(StandardCharsets.US_ASCII));
                      out.flush();
                      socket.getInputStream().readAllBytes(); // until the client goes
                    } catch (IOException e) {
                      // it went
                    }
                  });
      URI there = URI.create("http://127.0.0.1:" + endless.getLocalPort());
      try (WitnessClient client = new WitnessClient(there, List.of(SIGNER.key()), little)) {
        assertThat(client.add(log.note(5), 0, List.of()))
            .isEqualTo(new WitnessClient.Answer.Unreachable("no answer within 300 ms"));
      }
      sender.join();
    }
    int free;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = closed.getLocalPort();
    }
    URI nowhere = URI.create("http://127.0.0.1:" + free);
    try (WitnessClient client = new WitnessClient(nowhere, List.of(SIGNER.key()), PATIENCE)) {
      assertThat(client.add(log.note(5), 0, List.of()))
          .isInstanceOf(WitnessClient.Answer.Unreachable.class);
    }
  }

  private WitnessClient.Answer asked(int status, String body) throws IOException {
    return asked(SIGNER.key(), status, body);
  }

  private WitnessClient.Answer asked(NoteKey key, int status, String body) throws IOException {
    HttpServer other = HttpServer.create(loopback(), 0);
    other.createContext(
        "/",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("Location", prefix + "/add-checkpoint");
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    other.start();
    URI there = URI.create("http://127.0.0.1:" + other.getAddress().getPort() + "/");
    try (WitnessClient client = new WitnessClient(there, List.of(key), PATIENCE)) {
      return client.add(log.note(5), 0, List.of());
    } finally {
      other.stop(0);
    }
  }

  private HttpResponse<byte[]> post(Bytes body) throws Exception {
    return send("POST", "/add-checkpoint", new String(body.toArray(), StandardCharsets.UTF_8));
  }

  private HttpResponse<byte[]> send(String method, String path, String body) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create(prefix + path))
              .version(HttpClient.Version.HTTP_1_1)
              .timeout(PATIENCE)
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofByteArray());
    }
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }
}
