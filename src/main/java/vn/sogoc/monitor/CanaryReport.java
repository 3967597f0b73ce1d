package vn.sogoc.monitor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import vn.sogoc.tlog.witness.DurableFile;

/**
 * What the prober saw last, as one line in a file: it runs in another process, often on another
 * machine, and this is all that the two share.
 *
 * @param at when the round ended
 * @param outcome of the round
 * @param took from the acknowledgement to the published tree, or until the prober gave up
 */
public record CanaryReport(Instant at, Outcome outcome, Duration took) {
  private static final int LONGEST = 200;

  /** How a round ended. */
  public enum Outcome {
    /** What was acknowledged is in the published tree. */
    SEEN,
    /** What was acknowledged is not in the published tree after the bound. */
    DROPPED,
    /** The log contradicts itself or what was seen before. */
    ALARM,
    /** Nothing was acknowledged, or the log could not be read. */
    CANNOT_TELL;

    /** The word in the file. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The line. */
  public String line() {
    return at + " " + outcome.code() + " " + took.toMillis() + "\n";
  }

  /** Writes it in place of the one before; no reader sees half of it. */
  public void write(Path file) throws IOException {
    Path whole = file.toAbsolutePath();
    Files.createDirectories(Objects.requireNonNull(whole.getParent()));
    DurableFile.onDisk().replace(whole, line().getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Reads what is there.
   *
   * @return empty where no prober ever wrote
   * @throws IOException where the file is anything but a report
   */
  static Optional<CanaryReport> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    if (Files.size(file) > LONGEST) {
      throw new IOException(file + " is no report of a prober");
    }
    String[] words = Files.readString(file, StandardCharsets.US_ASCII).strip().split(" ");
    try {
      if (words.length == 3 && words[2].matches("[0-9]{1,12}")) {
        return Optional.of(
            new CanaryReport(
                Instant.parse(words[0]),
                Outcome.valueOf(words[1].toUpperCase(Locale.ROOT)),
                Duration.ofMillis(Long.parseLong(words[2]))));
      }
    } catch (DateTimeException | IllegalArgumentException e) {
      // told below
    }
    throw new IOException(file + " is no report of a prober");
  }
}
