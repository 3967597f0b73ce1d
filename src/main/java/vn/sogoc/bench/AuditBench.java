package vn.sogoc.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The audit of a register that a demo of our own has issued through its API, so that everything an
 * audit reads is there: drafts, approvals, records, events, lists, log. The audit is a process of
 * its own, as {@code ./sogoc audit --full} is.
 */
final class AuditBench {
  private static final int BATCH = 10_000;

  /** The aim: 1,000,000 entries in two minutes. */
  private static final double AIM_MILLIS_PER_ENTRY = 0.12;

  /** As the script gives them to {@code ./sogoc audit}. */
  private static final List<String> HEAP = List.of("-Xms160m", "-Xmn96m", "-XX:SurvivorRatio=3");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Consumer<String> tell;

  AuditBench(Consumer<String> tell) {
    this.tell = tell;
  }

  /** Milliseconds of a full audit of a register with so many entries. */
  Figure full(int entries) throws IOException, InterruptedException {
    try (OwnDemo demo = OwnDemo.start()) {
      issue(demo, entries);
      return audit(demo.data());
    }
  }

  /** The same of a register that stays in this directory, or that an earlier run left there. */
  Figure kept(Path data, int entries) throws IOException, InterruptedException {
    Path whole = data.resolve("issued");
    if (!Files.exists(whole)) {
      try (OwnDemo demo = OwnDemo.keptIn(data)) {
        issue(demo, entries);
      }
      Files.createFile(whole);
    }
    return audit(data);
  }

  private void issue(OwnDemo demo, int entries) throws IOException, InterruptedException {
    IssuingClient school = IssuingClient.of(demo.file());
    for (int from = 0; from < entries; from += BATCH) {
      school.issue(from, Math.min(BATCH, entries - from));
      tell.accept("issued %,d".formatted(Math.min(entries, from + BATCH)));
    }
  }

  private Figure audit(Path data) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(HEAP);
    command.addAll(
        List.of("-jar", System.getProperty("java.class.path"), "audit", "--full", "--json"));
    Path said = data.resolve("audit.json");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(said.toFile())
            .redirectError(data.resolve("audit.log").toFile());
    builder.environment().put("SOGOC_DATA", data.toString());
    Process process = builder.start();
    long most = 0;
    while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
      most = Math.max(most, ProcessMemory.peakKilobytes(process.pid()));
    }
    JsonNode report = JSON.readTree(Files.readAllBytes(said));
    if (process.exitValue() != 0 || !report.path("clean").asBoolean()) {
      throw new IOException("the audit ended with " + process.exitValue() + ": " + report);
    }
    double millis = report.path("milliseconds").asDouble();
    tell.accept(
        "audit: %,d rows of the register, %,d entries of the log, %,.0f ms, %s resident at most"
            .formatted(
                report.path("read").path("register_entry").asLong(),
                report.path("size").asLong(),
                millis,
                most == 0 ? "unknown" : "%,d MB".formatted(most / 1024)));
    return new Figure("audit", millis, "ms", AIM_MILLIS_PER_ENTRY * report.path("size").asDouble());
  }
}
