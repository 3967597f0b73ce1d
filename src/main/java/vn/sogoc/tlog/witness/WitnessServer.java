package vn.sogoc.tlog.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import vn.sogoc.kernel.Bytes;

/**
 * A witness on HTTP: {@code POST /add-checkpoint}, {@code GET /<sha256 of the origin>/checkpoint}.
 */
public final class WitnessServer implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(WitnessServer.class.getName());
  private static final int THREADS = 4;
  private static final int BACKLOG = 64;
  private static final int LARGEST = 64 * 1024;
  private static final String TEXT = "text/plain; charset=utf-8";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final Witness witness;

  private WitnessServer(HttpServer server, Witness witness) {
    this.server = server;
    this.witness = witness;
  }

  /**
   * Listens on the loopback interface; whoever opens it to others puts a proxy in front.
   *
   * @param port 0 for any free one
   */
  public static WitnessServer start(Witness witness, int port) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    WitnessServer started = new WitnessServer(http, witness);
    http.createContext("/", started::handle);
    http.setExecutor(started.threads);
    http.start();
    return started;
  }

  /** Where it answers. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      switch (exchange.getRequestMethod() + " " + path) {
        case "POST /add-checkpoint" -> add(exchange);
        default -> other(exchange, path);
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.WARNING, "a request was not answered", e);
    }
  }

  private void add(HttpExchange exchange) throws IOException {
    byte[] body;
    try (InputStream in = exchange.getRequestBody()) {
      body = in.readNBytes(LARGEST + 1);
    }
    if (body.length > LARGEST) {
      send(exchange, 413, TEXT, "too large\n");
      return;
    }
    Witness.Reply reply;
    try {
      reply = witness.add(Bytes.of(body));
    } catch (IOException e) {
      LOG.log(Level.SEVERE, "the head could not be written down; nothing is cosigned", e);
      send(exchange, 500, TEXT, "not cosigned\n");
      return;
    }
    send(exchange, reply.status(), reply.status() == 409 ? "text/x.tlog.size" : TEXT, reply.body());
  }

  private void other(HttpExchange exchange, String path) throws IOException {
    Optional<Bytes> latest =
        exchange.getRequestMethod().equals("GET") && path.matches("/[0-9a-f]{64}/checkpoint")
            ? witness.latest(path.substring(1, 65))
            : Optional.empty();
    if (latest.isPresent()) {
      send(exchange, 200, TEXT, new String(latest.get().toArray(), StandardCharsets.UTF_8));
    } else {
      send(exchange, 404, TEXT, "nothing here\n");
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, content.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(content);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
