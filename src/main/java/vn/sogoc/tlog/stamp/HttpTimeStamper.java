package vn.sogoc.tlog.stamp;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import vn.sogoc.crypto.tsp.TimeStamp;
import vn.sogoc.crypto.tsp.TimeStampQuery;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.tlog.witness.BoundedBody;

/** An authority that answers over HTTP (RFC 3161, section 3.4), bounded in size and time. */
final class HttpTimeStamper implements TimeStamper {
  private final URI address;
  private final Duration timeout;
  private final HttpClient http;

  HttpTimeStamper(URI address, Duration timeout) {
    this.address = address;
    this.timeout = timeout;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  @Override
  public Bytes answer(TimeStampQuery query) throws StampFailed {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", TimeStampQuery.MEDIA_TYPE)
            .header("Accept", TimeStamp.MEDIA_TYPE)
            .POST(HttpRequest.BodyPublishers.ofByteArray(query.encode().toArray()))
            .build();
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, info -> new BoundedBody(TimeStamp.LARGEST));
    try {
      // the timeout of a request ends with its headers; this one covers the body as well
      HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      boolean isReply =
          response
              .headers()
              .firstValue("Content-Type")
              .filter(type -> type.split(";", 2)[0].strip().equals(TimeStamp.MEDIA_TYPE))
              .isPresent();
      if (response.statusCode() != 200 || !isReply) {
        throw new StampFailed("the authority answered with status " + response.statusCode());
      }
      return Bytes.of(response.body());
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new StampFailed("no answer within " + timeout.toMillis() + " ms");
    } catch (ExecutionException e) {
      throw new StampFailed(String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new StampFailed("interrupted");
    }
  }
}
