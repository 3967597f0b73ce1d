package vn.sogoc.tlog.witness;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import vn.sogoc.crypto.note.AddCheckpoint;
import vn.sogoc.crypto.note.MalformedNote;
import vn.sogoc.crypto.note.NoteKey;
import vn.sogoc.crypto.note.SignatureLine;
import vn.sogoc.crypto.note.SignedNote;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * Asks one witness for its cosignature. The witness is another party: what it answers is bounded in
 * size and time, and nothing of it is believed that its key has not signed.
 */
public final class WitnessClient implements AutoCloseable {
  private static final int LARGEST_ANSWER = 65_536;
  private static final int MOST_LINES = 16;
  private static final Pattern SIZE = Pattern.compile("(0|[1-9][0-9]{0,17})\n");

  private final String prefix;
  private final URI addCheckpoint;
  private final List<NoteKey> keys;
  private final Duration timeout;
  private final HttpClient http;

  /** What came of a request. */
  public sealed interface Answer {
    /** Lines of keys that are known, each verified and with a time. */
    record Cosigned(List<SignatureLine> lines) implements Answer {
      public Cosigned {
        lines = List.copyOf(lines);
      }
    }

    /** The witness knows a tree of this size, which is another than the old size. */
    record Conflict(long size) implements Answer {}

    /** Any other status; 422 says that the witness knows another history. */
    record Refused(int status) implements Answer {}

    /** No answer, or none that makes sense, and why. */
    record Unreachable(String reason) implements Answer {}
  }

  /**
   * A client of one witness.
   *
   * @param prefix submission prefix, with or without a slash at the end
   * @param keys of the witness
   * @param timeout for a whole request
   */
  public WitnessClient(URI prefix, List<NoteKey> keys, Duration timeout) {
    String text = prefix.toString();
    this.prefix = text + (text.endsWith("/") ? "" : "/");
    this.addCheckpoint = URI.create(this.prefix + "add-checkpoint");
    this.keys = List.copyOf(keys);
    this.timeout = timeout;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  /**
   * Asks for cosignatures of a checkpoint.
   *
   * @param note with the log's signatures
   * @param oldSize what the witness is believed to have cosigned last
   * @param proof from there to the checkpoint
   */
  public Answer add(SignedNote note, long oldSize, List<Digest> proof) {
    HttpRequest request =
        HttpRequest.newBuilder(addCheckpoint)
            .header("Content-Type", "text/plain; charset=utf-8")
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(
                    new AddCheckpoint(oldSize, proof, note.encode()).encode().toArray()))
            .build();
    try {
      HttpResponse<byte[]> response = send(request);
      return read(note, response.statusCode(), response.body());
    } catch (TimeoutException e) {
      return new Answer.Unreachable("no answer within " + timeout.toMillis() + " ms");
    } catch (ExecutionException e) {
      return new Answer.Unreachable(String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Unreachable("interrupted");
    }
  }

  /**
   * What the witness remembers of a log.
   *
   * @param note the head it cosigned last, empty where it never saw the log
   */
  public record Memory(Optional<SignedNote> note) {}

  /** What it remembers of a log; empty where it gave no answer that makes sense. */
  public Optional<Memory> latest(String origin) {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(prefix + WitnessStore.nameOf(origin).hex() + "/checkpoint"))
            .GET()
            .build();
    try {
      HttpResponse<byte[]> response = send(request);
      return switch (response.statusCode()) {
        case 200 ->
            Optional.of(new Memory(Optional.of(SignedNote.parse(Bytes.of(response.body())))));
        case 404 -> Optional.of(new Memory(Optional.empty()));
        default -> Optional.empty();
      };
    } catch (MalformedNote | TimeoutException | ExecutionException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** The timeout of a request ends with its headers; this one covers the body as well. */
  private HttpResponse<byte[]> send(HttpRequest request)
      throws InterruptedException, ExecutionException, TimeoutException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, info -> new BoundedBody(LARGEST_ANSWER));
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException | TimeoutException e) {
      answer.cancel(true);
      throw e;
    }
  }

  private Answer read(SignedNote note, int status, byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    return switch (status) {
      case 200 -> {
        List<SignatureLine> lines = cosignatures(note, text);
        yield lines.isEmpty()
            ? new Answer.Unreachable("it answered without a cosignature that verifies")
            : new Answer.Cosigned(lines);
      }
      case 409 ->
          SIZE.matcher(text).matches()
              ? new Answer.Conflict(Long.parseLong(text.strip()))
              : new Answer.Refused(status);
      default -> new Answer.Refused(status);
    };
  }

  /** "The client MUST ignore any cosignatures from unknown keys", and what else it cannot read. */
  private List<SignatureLine> cosignatures(SignedNote note, String text) {
    List<SignatureLine> good = new ArrayList<>();
    for (String each : text.split("\n", MOST_LINES)) {
      try {
        SignatureLine line = SignatureLine.parse(each);
        SignedNote alone = new SignedNote(note.text(), List.of(line));
        if (keys.stream()
            .flatMap(k -> k.verify(alone).stream())
            .anyMatch(v -> v.time().isPresent())) {
          good.add(line);
        }
      } catch (MalformedNote e) {
        // as if it were of a key that is not known
      }
    }
    return good;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
