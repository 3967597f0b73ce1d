package vn.sogoc.tlog.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vn.sogoc.crypto.note.SignatureLine;
import vn.sogoc.crypto.note.SignedNote;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * A witness over HTTP: {@code POST /add-checkpoint} and {@code GET /HASH/checkpoint}. TLS, where it
 * is wanted, is the business of what stands in front.
 */
public final class WitnessServer implements AutoCloseable {
  /** A note with a hundred classical signatures or a dozen of ML-DSA, and the proof. */
  static final int LARGEST_BODY = 65_536;

  private static final int THREADS = 32;
  private static final int WAITING = 64;
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final Pattern LATEST = Pattern.compile("/([0-9a-f]{64})/checkpoint");

  private final Witness witness;
  private final HttpServer server;
  private final ExecutorService threads;

  private WitnessServer(Witness witness, HttpServer server) {
    this.witness = witness;
    this.server = server;
    // what is more than can wait is refused by the pool, and its connection closed
    this.threads =
        new ThreadPoolExecutor(
            THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING));
  }

  /**
   * Starts to listen.
   *
   * @param address with port 0 for any that is free
   */
  public static WitnessServer start(Witness witness, InetSocketAddress address) throws IOException {
    Limits.set();
    WitnessServer started = new WitnessServer(witness, HttpServer.create(address, 0));
    started.server.setExecutor(started.threads);
    started.server.createContext("/", started::handle);
    started.server.start();
    return started;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getRawPath();
      Matcher latest = LATEST.matcher(path == null ? "" : path);
      if ("/add-checkpoint".equals(path)) {
        if (isMethod(exchange, "POST")) {
          addCheckpoint(exchange);
        }
      } else if (latest.matches()) {
        if (isMethod(exchange, "GET")) {
          Optional<SignedNote> note = witness.latest(Digest.ofHex(latest.group(1)));
          if (note.isPresent()) {
            answer(exchange, 200, TEXT, note.get().encode());
          } else {
            answer(exchange, 404, "no checkpoint of this log");
          }
        }
      } else {
        answer(exchange, 404, "nothing is here");
      }
    }
  }

  private void addCheckpoint(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
    if (body.length > LARGEST_BODY) {
      exchange.getResponseHeaders().set("Connection", "close");
      answer(exchange, 413, "at most " + LARGEST_BODY + " bytes");
      return;
    }
    WitnessAnswer answer = witness.addCheckpoint(Bytes.of(body));
    int status = answer.status();
    switch (answer) {
      case WitnessAnswer.Cosigned cosigned ->
          answer(
              exchange,
              status,
              cosigned.lines().stream().map(SignatureLine::line).collect(Collectors.joining("\n")));
      case WitnessAnswer.Conflict conflict ->
          answer(exchange, status, "text/x.tlog.size", bytes(conflict.size() + "\n"));
      case WitnessAnswer.UnknownLog unknown -> answer(exchange, status, "unknown log");
      case WitnessAnswer.Malformed malformed -> answer(exchange, status, malformed.sentence());
      case WitnessAnswer.Unsigned unsigned -> answer(exchange, status, unsigned.sentence());
      case WitnessAnswer.Inconsistent wrong -> answer(exchange, status, wrong.sentence());
      case WitnessAnswer.Unable unable -> answer(exchange, status, unable.sentence());
    }
  }

  private static boolean isMethod(HttpExchange exchange, String method) throws IOException {
    if (exchange.getRequestMethod().equals(method)) {
      return true;
    }
    exchange.getResponseHeaders().set("Allow", method);
    answer(exchange, 405, "only " + method);
    return false;
  }

  private static void answer(HttpExchange exchange, int status, String lines) throws IOException {
    answer(exchange, status, TEXT, bytes(lines + "\n"));
  }

  private static void answer(HttpExchange exchange, int status, String type, Bytes body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
    } else {
      exchange.sendResponseHeaders(status, body.size());
      exchange.getResponseBody().write(body.toArray());
    }
  }

  private static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Stops; requests that are being answered have a second to end. */
  @Override
  public void close() {
    server.stop(1);
    threads.shutdown();
  }

  /** The JDK's server knows these as properties of the process and reads them once. */
  private static final class Limits {
    private Limits() {}

    static void set() {
      // seconds for a whole request and for a whole answer: nobody holds a thread by being slow
      setIfAbsent("sun.net.httpserver.maxReqTime", "10");
      setIfAbsent("sun.net.httpserver.maxRspTime", "10");
      setIfAbsent("sun.net.httpserver.maxReqHeaders", "50");
      setIfAbsent("sun.net.httpserver.maxReqHeaderSize", "16384");
      setIfAbsent("jdk.httpserver.maxConnections", "256");
      // without it every answer waits for the acknowledgement of its headers
      setIfAbsent("sun.net.httpserver.nodelay", "true");
    }

    private static void setIfAbsent(String name, String value) {
      if (System.getProperty(name) == null) {
        System.setProperty(name, value);
      }
    }
  }
}
