package vn.sogoc.monitor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import vn.sogoc.crypto.merkle.Tile;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.tlog.witness.BoundedBody;

/** Reads a log as everybody can (C2SP tlog-tiles). What it gives is not verified. */
public final class LogReader implements AutoCloseable {
  /** The largest checkpoint, and 256 entries of 512 bytes with room to spare. */
  private static final int LARGEST = 1 << 20;

  private static final int TRIES = 10;
  private static final int BUSY = 429;
  private static final int LONGEST_REST = 60;

  private final String prefix;
  private final Duration timeout;
  private final HttpClient http;

  /**
   * A reader.
   *
   * @param service the address of the service, below which {@code /log/} is
   * @param timeout for a whole request
   */
  public LogReader(URI service, Duration timeout) {
    this.prefix = service.resolve("/log/").toString();
    this.timeout = timeout;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  /** The newest published head. */
  Bytes checkpoint() throws IOException, InterruptedException {
    return read("checkpoint");
  }

  /** The hashes of a tile. */
  Bytes tile(Tile tile) throws IOException, InterruptedException {
    return read("tile/" + tile.path());
  }

  /**
   * The entries of a bundle.
   *
   * @throws IOException where there are not as many as its width
   */
  List<Bytes> entries(Tile bundle) throws IOException, InterruptedException {
    Bytes content = read("tile/" + bundle.path());
    List<Bytes> entries = new ArrayList<>(bundle.width());
    int at = 0;
    while (at + 2 <= content.size() && entries.size() < bundle.width()) {
      int end = at + 2 + (content.at(at) << 8 | content.at(at + 1));
      if (end > content.size()) {
        break;
      }
      entries.add(content.slice(at + 2, end));
      at = end;
    }
    if (at != content.size() || entries.size() != bundle.width()) {
      throw new IOException(bundle.path() + " does not hold " + bundle.width() + " entries");
    }
    return entries;
  }

  private Bytes read(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(prefix + path)).GET().build();
    for (int i = 1; ; i++) {
      HttpResponse<byte[]> answer = send(request, path);
      if (answer.statusCode() == 200) {
        return Bytes.of(answer.body());
      }
      if (answer.statusCode() != BUSY || i == TRIES) {
        throw new IOException(prefix + path + " is answered with " + answer.statusCode());
      }
      Thread.sleep(1000L * rest(answer));
    }
  }

  /** A log that is read whole is read in many requests, and a quota is no silence. */
  private static int rest(HttpResponse<byte[]> answer) {
    String asked = answer.headers().firstValue("Retry-After").orElse("1");
    return asked.matches("[0-9]{1,4}")
        ? Math.clamp(Integer.parseInt(asked), 1, LONGEST_REST)
        : LONGEST_REST;
  }

  /** The timeout of a request ends with its headers; this one covers the body as well. */
  private HttpResponse<byte[]> send(HttpRequest request, String path)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, info -> new BoundedBody(LARGEST));
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new IOException(prefix + path + " was not answered in time", e);
    } catch (ExecutionException e) {
      throw new IOException(prefix + path + ": " + e.getCause(), e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
