package vn.sogoc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sogoc.crypto.note.Checkpoint;
import vn.sogoc.crypto.note.NoteKey;
import vn.sogoc.crypto.note.SeedSigner;
import vn.sogoc.crypto.note.SignedNote;
import vn.sogoc.kernel.Digest;
import vn.sogoc.tlog.witness.WitnessClient;

class WitnessCommandTest {
  private static final SeedSigner LOG =
      SeedSigner.ed25519("log.example/a", Digest.sha256(new byte[] {1}).bytes());

  private static final Digest LOG_ROOT = Digest.sha256(new byte[] {2});

  @TempDir private Path top;

  private List<String> words(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of("--name", "example.com/w", "--data", top.resolve("data").toString()));
    words.addAll(List.of("--port", "0", "--log", LOG.key().vkey()));
    words.addAll(List.of(more));
    return words;
  }

  /** The exit code and what was said. */
  private static String refused(List<String> words) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
    int code = new WitnessCommand(InputStream.nullInputStream(), stream, stream).run(words);
    return code + " " + said.toString(StandardCharsets.UTF_8);
  }

  /** The vkey and the address it tells, or what it told instead. */
  private interface Use {
    void with(NoteKey key, URI address) throws Exception;
  }

  private static void started(List<String> words, Use use) throws Exception {
    try (ExecutorService thread = Executors.newSingleThreadExecutor();
        PipedInputStream pipe = new PipedInputStream();
        PrintStream out =
            new PrintStream(new PipedOutputStream(pipe), true, StandardCharsets.UTF_8)) {
      Future<Integer> code =
          thread.submit(() -> new WitnessCommand(System.in, out, System.err).run(words));
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(pipe, StandardCharsets.UTF_8));
      String vkey = lines.readLine();
      String ready = lines.readLine();
      assertThat(vkey).startsWith("vkey ");
      assertThat(ready).matches("ready http://127\\.0\\.0\\.1:[0-9]+/");
      use.with(NoteKey.parse(vkey.substring(5)), URI.create(ready.substring(6)));
      thread.shutdownNow();
      assertThat(code.get()).isZero();
    }
  }

  @Test
  void it_ends_when_the_process_that_started_it_has_ended() throws Exception {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PipedOutputStream parent = new PipedOutputStream();
    try (ExecutorService thread = Executors.newSingleThreadExecutor();
        PipedInputStream stdin = new PipedInputStream(parent);
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      WitnessCommand command = new WitnessCommand(stdin, out, System.err);
      Future<Integer> code = thread.submit(() -> command.run(words("--until-stdin-closes")));
      for (int i = 0; i < 500 && !said.toString(StandardCharsets.UTF_8).contains("ready "); i++) {
        Thread.sleep(10);
      }
      assertThat(said.toString(StandardCharsets.UTF_8)).contains("ready ");
      assertThat(code.isDone()).isFalse();
      parent.close();
      assertThat(code.get(10, TimeUnit.SECONDS)).isZero();
    }
    started(words(), (key, address) -> {}); // and the folder is free
  }

  @Test
  void first_start_makes_a_key_and_later_ones_keep_it_and_the_memory() throws Exception {
    SignedNote note =
        new SignedNote(new Checkpoint("log.example/a", 3, LOG_ROOT).text(), List.of());
    SignedNote signed = note.with(LOG.sign(note.text(), Instant.EPOCH));
    Path seed = top.resolve("data/seed");
    List<NoteKey> keys = new ArrayList<>();

    started(
        words(),
        (key, address) -> {
          keys.add(key);
          try (WitnessClient client =
              new WitnessClient(address, List.of(key), Duration.ofSeconds(20))) {
            assertThat(client.add(signed, 0, List.of()))
                .isInstanceOf(WitnessClient.Answer.Cosigned.class);
          }
        });
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(seed)))
        .isEqualTo("rw-------");
    started(
        words(),
        (key, address) -> {
          assertThat(keys).containsExactly(key);
          try (WitnessClient client =
              new WitnessClient(address, List.of(key), Duration.ofSeconds(20))) {
            assertThat(client.add(signed, 0, List.of()))
                .isEqualTo(new WitnessClient.Answer.Conflict(3));
          }
        });

    Files.move(seed, top.resolve("elsewhere"));
    assertThat(refused(words())).startsWith("78 ").contains("there are records");
    assertThat(seed).doesNotExist();
    Files.setPosixFilePermissions(
        top.resolve("elsewhere"), PosixFilePermissions.fromString("rw-r--r--"));
    List<String> elsewhere = words("--seed", top.resolve("elsewhere").toString());
    assertThat(refused(elsewhere)).startsWith("78 ").contains("readable by others");
    Files.setPosixFilePermissions(
        top.resolve("elsewhere"), PosixFilePermissions.fromString("rw-------"));
    Files.writeString(top.resolve("elsewhere"), "0".repeat(64));
    assertThat(refused(elsewhere)).startsWith("78 ").contains("no valid cosignature");
    Files.writeString(top.resolve("elsewhere"), "0".repeat(63) + "x");
    assertThat(refused(elsewhere)).startsWith("78 ").contains("64 hexadecimal digits");
  }

  @Test
  void words_that_make_no_sense_are_refused() {
    List<List<String>> all = new ArrayList<>();
    all.add(List.of());
    all.add(words("--log"));
    all.add(words("--log", "log.example/a"));
    all.add(words("--port", "65536"));
    all.add(words("--port", "-1"));
    all.add(words("--verbose", "yes"));
    all.add(words().subList(0, 6)); // no log
    for (List<String> words : all) {
      assertThat(refused(words)).as("%s", words).startsWith("64 ").contains("usage: ");
    }
    assertThat(refused(words("--name", "a b"))).startsWith("78 ").contains("--name");
    assertThat(top.resolve("data/lock")).doesNotExist();
  }
}
