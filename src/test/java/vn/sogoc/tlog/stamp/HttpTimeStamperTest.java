package vn.sogoc.tlog.stamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.sogoc.crypto.tsp.LocalAuthority;
import vn.sogoc.crypto.tsp.TimeStamp;
import vn.sogoc.crypto.tsp.TimeStampQuery;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/** An authority at the other end of a wire, which may answer anything. */
class HttpTimeStamperTest {
  private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");
  private static final TimeStampQuery QUERY =
      new TimeStampQuery(Digest.sha256(new byte[] {1}), Bytes.of(new byte[16]));

  /** How the authority answers. */
  private interface Answer {
    void to(HttpExchange exchange) throws Exception;
  }

  private final LocalAuthority authority =
      LocalAuthority.generate(
          "Authority", NOW.minusSeconds(1000), NOW.plusSeconds(1000), new SecureRandom());

  private HttpServer server;
  private Answer answer = exchange -> exchange.sendResponseHeaders(404, -1);

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try {
            answer.to(exchange);
          } catch (IOException e) {
            throw e;
          } catch (Exception e) {
            throw new IllegalStateException(e);
          } finally {
            exchange.close();
          }
        });
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  @Test
  void what_an_authority_answers_is_handed_on_to_whoever_checks_it() throws Exception {
    answer =
        exchange -> {
          assertThat(exchange.getRequestHeaders().getFirst("Content-Type"))
              .isEqualTo("application/timestamp-query");
          byte[] reply =
              authority.answer(Bytes.of(exchange.getRequestBody().readAllBytes()), NOW).toArray();
          exchange.getResponseHeaders().add("Content-Type", "application/timestamp-reply");
          exchange.sendResponseHeaders(200, reply.length);
          exchange.getResponseBody().write(reply);
        };
    Bytes reply = asked();
    assertThat(TimeStamp.answering(QUERY, reply, List.of(authority.certificate()), NOW).time())
        .isEqualTo(NOW);
  }

  @Test
  void any_other_answer_is_none() {
    refused(exchange -> exchange.sendResponseHeaders(500, -1));
    refused(
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          exchange.sendResponseHeaders(302, -1);
        });
    refused(
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write(new byte[2]);
        });
    refused(
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/timestamp-reply");
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(new byte[TimeStamp.LARGEST + 1]);
        });
    refused(
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/timestamp-reply");
          exchange.sendResponseHeaders(200, 10);
          exchange.getResponseBody().flush();
          LockSupport.parkNanos(3_000_000_000L); // a body that does not come
        });
    server.stop(0);
    assertThatThrownBy(this::asked).isInstanceOf(StampFailed.class);
  }

  private void refused(Answer given) {
    answer = given;
    assertThatThrownBy(this::asked).isInstanceOf(StampFailed.class);
  }

  private Bytes asked() throws StampFailed {
    return new HttpTimeStamper(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/tsa"),
            Duration.ofSeconds(2))
        .answer(QUERY);
  }
}
