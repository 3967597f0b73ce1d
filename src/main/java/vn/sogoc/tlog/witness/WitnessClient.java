package vn.sogoc.tlog.witness;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.sogoc.crypto.note.MalformedNote;
import vn.sogoc.crypto.note.SignatureLine;
import vn.sogoc.crypto.note.SignedNote;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/** Asks one witness. What it says is bounded, and worth nothing before its key verified it. */
public final class WitnessClient {
  private static final int LARGEST = 64 * 1024;

  private final URI address;
  private final Duration timeout;
  private final HttpClient http;

  /**
   * A client; nothing is asked yet.
   *
   * @param address without a trailing slash
   * @param timeout for each question
   */
  public WitnessClient(URI address, Duration timeout) {
    this.address = address;
    this.timeout = timeout;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .build();
  }

  /** Where it answers. */
  public URI address() {
    return address;
  }

  /**
   * Asks for a cosignature.
   *
   * @param old size from which the proof begins
   */
  public WitnessAnswer add(SignedNote note, long old, List<Digest> proof) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/add-checkpoint"))
            .timeout(timeout)
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(
                    new AddCheckpoint(old, proof, note).encode().toArray()))
            .build();
    try {
      HttpResponse<InputStream> answer =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      String body = body(answer);
      return switch (answer.statusCode()) {
        case 200 -> new WitnessAnswer.Cosigned(lines(body));
        case 409 ->
            body.matches("(0|[1-9][0-9]{0,17})\n")
                ? new WitnessAnswer.Conflict(Long.parseLong(body.strip()))
                : new WitnessAnswer.Unreachable("a conflict without a size");
        default -> new WitnessAnswer.Refused(answer.statusCode());
      };
    } catch (MalformedNote e) {
      return new WitnessAnswer.Unreachable("answered no signatures: " + e.getMessage());
    } catch (IOException e) {
      return new WitnessAnswer.Unreachable(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new WitnessAnswer.Unreachable("interrupted");
    }
  }

  /**
   * The last head the witness cosigned of a log.
   *
   * @return empty where it did not answer; a note of no size where it never saw the log
   */
  public Optional<Memory> checkpoint(String origin) {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(address + "/" + WitnessStore.name(origin) + "/checkpoint"))
            .timeout(timeout)
            .GET()
            .build();
    try {
      HttpResponse<InputStream> answer =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      String body = body(answer);
      if (answer.statusCode() == 404) {
        return Optional.of(new Memory(Optional.empty()));
      }
      return answer.statusCode() == 200
          ? Optional.of(
              new Memory(
                  Optional.of(SignedNote.parse(Bytes.of(body.getBytes(StandardCharsets.UTF_8))))))
          : Optional.empty();
    } catch (MalformedNote | IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** What a witness remembers of a log; nothing where it never saw it. */
  public record Memory(Optional<SignedNote> note) {}

  private static String body(HttpResponse<InputStream> answer) throws IOException {
    try (InputStream in = answer.body()) {
      byte[] content = in.readNBytes(LARGEST + 1);
      if (content.length > LARGEST) {
        throw new IOException("the answer is too large");
      }
      return new String(content, StandardCharsets.UTF_8);
    }
  }

  private static List<SignatureLine> lines(String body) throws MalformedNote {
    List<SignatureLine> lines = new ArrayList<>();
    for (String line : body.split("\n")) {
      if (!line.isEmpty()) {
        lines.add(SignatureLine.parse(line));
      }
    }
    return lines;
  }
}
