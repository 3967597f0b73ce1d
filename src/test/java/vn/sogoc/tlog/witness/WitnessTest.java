package vn.sogoc.tlog.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.crypto.note.AddCheckpoint;
import vn.sogoc.crypto.note.NoteKey;
import vn.sogoc.crypto.note.NoteSigner;
import vn.sogoc.crypto.note.SeedSigner;
import vn.sogoc.crypto.note.SignatureLine;
import vn.sogoc.crypto.note.SignedNote;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

class WitnessTest {
  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String ORIGIN = "log.example/a";
  private static final SeedSigner SIGNER =
      SeedSigner.cosignature("example.com/witness", GrowingLog.seed("witness"));

  private final GrowingLog log = new GrowingLog(ORIGIN, "entry ");
  private final GrowingLog fork = new GrowingLog(ORIGIN, "forged ");

  @TempDir private Path directory;

  private WitnessStore store() throws IOException {
    return WitnessStore.open(directory, List.of(SIGNER.key()));
  }

  private Witness witness(WitnessStore store) {
    return new Witness(List.of(log.key()), List.of(SIGNER), store, CLOCK);
  }

  private SignedNote remembered(WitnessStore store) {
    return store.latest(WitnessStore.nameOf(ORIGIN)).orElseThrow();
  }

  /** The statuses of litewitness but for the unknown log, which the specification now tells. */
  @Test
  void exchanges_of_litewitness_are_answered_as_there() throws Exception {
    JsonNode vectors;
    try (InputStream in =
        WitnessTest.class.getResourceAsStream("/tlog/witness-add-checkpoint.json")) {
      vectors = new ObjectMapper().readTree(Objects.requireNonNull(in));
    }
    byte[] raw = HexFormat.of().parseHex(vectors.get("logPublicKeyHex").asText());
    String origin = vectors.get("exchanges").get(0).get("body").asText().split("\n", 4)[2];
    byte[] typed = new byte[33];
    typed[0] = 1;
    System.arraycopy(raw, 0, typed, 1, 32);
    String id =
        Digest.sha256((origin + "\n").getBytes(StandardCharsets.UTF_8), typed)
            .hex()
            .substring(0, 8);
    NoteKey key =
        NoteKey.parse(origin + "+" + id + "+" + Base64.getEncoder().encodeToString(typed));

    try (WitnessStore store = store()) {
      Witness witness = new Witness(List.of(key), List.of(SIGNER), store, CLOCK);
      assertThat(vectors.get("exchanges").size()).isEqualTo(9);
      int i = 0;
      for (JsonNode each : vectors.get("exchanges")) {
        WitnessAnswer answer = witness.addCheckpoint(GrowingLog.bytes(each.get("body").asText()));
        boolean isUnknown = each.get("text").asText().equals("unknown log");
        assertThat(answer.status())
            .as("exchange %d: %s", i++, answer)
            .isEqualTo(isUnknown ? 404 : each.get("status").asInt());
        if (answer instanceof WitnessAnswer.Conflict conflict) {
          assertThat(conflict.size() + "\n").isEqualTo(each.get("text").asText());
        }
        if (answer instanceof WitnessAnswer.Cosigned cosigned) {
          assertThat(cosigned.lines().getFirst().line()).startsWith(each.get("text").asText());
        }
      }
    }
  }

  @Test
  void a_log_that_grows_is_cosigned_at_every_step() throws Exception {
    try (WitnessStore store = store()) {
      Witness witness = witness(store);
      int before = 0;
      for (int size : new int[] {0, 0, 1, 2, 3, 3, 7, 8, 20}) {
        SignedNote note = log.note(size);
        WitnessAnswer.Cosigned answer =
            (WitnessAnswer.Cosigned) witness.addCheckpoint(log.request(before, size));
        SignedNote cosigned = note.with(answer.lines().getFirst());
        assertThat(SIGNER.key().verify(cosigned)).contains(new NoteKey.Verified(Optional.of(NOW)));
        assertThat(remembered(store)).isEqualTo(cosigned);
        before = size;
      }
    }
  }

  @Test
  void another_history_is_never_cosigned() throws Exception {
    try (WitnessStore store = store()) {
      Witness witness = witness(store);
      assertThat(witness.addCheckpoint(log.request(0, 5)).status()).isEqualTo(200);
      SignedNote kept = remembered(store);
      // the same size, a larger one by the proofs of either, a smaller one, one from nothing
      assertThat(witness.addCheckpoint(fork.request(5, 5)).status()).isEqualTo(422);
      assertThat(witness.addCheckpoint(fork.request(5, 9)).status()).isEqualTo(422);
      assertThat(witness.addCheckpoint(body(5, log.proof(5, 9), fork.note(9))).status())
          .isEqualTo(422);
      assertThat(witness.addCheckpoint(log.request(4, 4))).isEqualTo(new WitnessAnswer.Conflict(5));
      assertThat(witness.addCheckpoint(fork.request(0, 9)))
          .isEqualTo(new WitnessAnswer.Conflict(5));
      assertThat(witness.addCheckpoint(body(5, List.of(), log.note(9))).status()).isEqualTo(422);
      assertThat(remembered(store)).isEqualTo(kept);
      assertThat(witness.addCheckpoint(log.request(5, 9)).status()).isEqualTo(200);
    }
  }

  @Test
  void empty_trees_have_their_one_root_and_need_no_proof() throws Exception {
    try (WitnessStore store = store()) {
      Witness witness = witness(store);
      SignedNote wrong = log.signed(log.head(3).text().replace("\n3\n", "\n0\n"));
      assertThat(witness.addCheckpoint(body(0, List.of(), wrong)).status()).isEqualTo(422);
      assertThat(witness.addCheckpoint(body(0, List.of(Digest.sha256()), log.note(3))).status())
          .isEqualTo(422);
      assertThat(store.latest(WitnessStore.nameOf(ORIGIN))).isEmpty();
    }
  }

  @Test
  void requests_that_are_none_are_refused_by_their_first_flaw() throws Exception {
    try (WitnessStore store = store()) {
      Witness witness = witness(store);
      String good = new String(log.request(0, 3).toArray(), StandardCharsets.UTF_8);
      SignedNote note = log.note(3);
      SignatureLine line = note.signatures().getFirst();
      List<Digest> hashes = new ArrayList<>();
      for (int i = 0; i < 63; i++) {
        hashes.add(Digest.sha256());
      }
      String most = new String(body(3, hashes, note).toArray(), StandardCharsets.UTF_8);

      assertThat(status(witness, most)).isEqualTo(409);
      assertThat(status(witness, most.replaceFirst("\n", "\n" + most.split("\n", 3)[1] + "\n")))
          .isEqualTo(400);
      for (String bad :
          List.of(
              "",
              "\n\n",
              "old 0\n",
              "old 0\n\n",
              good.replace("old 0", "old 00"),
              good.replace("old 0", "old -1"),
              good.replace("old 0", "old 4"),
              good.replace("old 0", "Old 0"),
              good.replace("old 0", "old 0 "),
              good.replace("old 0", "old 0\nAAAA"),
              good.replace("old 0\n", "old 0\r\n"))) {
        assertThat(status(witness, bad)).as(bad).isEqualTo(400);
      }
      assertThat(status(witness, good.replace("\n" + ORIGIN + "\n", "\nlog.example/b\n")))
          .isEqualTo(404);
      // no line, a line that is no base64, one of another key, one that does not verify
      assertThat(status(witness, good.substring(0, good.indexOf('\u2014')))).isEqualTo(403);
      assertThat(status(witness, good.replace("=\n", "\n"))).isEqualTo(403);
      SignatureLine other = new SignatureLine(ORIGIN, line.keyId() + 1, line.signature());
      SignatureLine forged = new SignatureLine(ORIGIN, line.keyId(), Bytes.ofHex("00".repeat(64)));
      assertThat(witness.addCheckpoint(body(0, List.of(), lines(note, other))).status())
          .isEqualTo(403);
      assertThat(witness.addCheckpoint(body(0, List.of(), lines(note, line, forged))).status())
          .isEqualTo(403);
      // signed by the log and no checkpoint
      assertThat(
              witness
                  .addCheckpoint(body(0, List.of(), log.signed(note.text() + "extension\n")))
                  .status())
          .isEqualTo(400);
      // lines nobody knows do not harm, and are not kept
      assertThat(witness.addCheckpoint(body(0, List.of(), lines(note, other, line))).status())
          .isEqualTo(200);
      assertThat(remembered(store).signatures()).hasSize(2).contains(line).doesNotContain(other);
    }
  }

  @Test
  void hostile_bodies_get_an_answer_and_change_nothing() throws Exception {
    try (WitnessStore store = store()) {
      Witness witness = witness(store);
      assertThat(witness.addCheckpoint(log.request(0, 5)).status()).isEqualTo(200);
      SignedNote kept = remembered(store);
      byte[] good = log.request(5, 9).toArray();
      Random random = new Random(11);
      for (int i = 0; i < 3_000; i++) {
        byte[] bad = good.clone();
        bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
        assertThat(witness.addCheckpoint(Bytes.of(bad)).status()).isIn(400, 403, 404, 409, 422);
        byte[] noise = new byte[random.nextInt(200)];
        random.nextBytes(noise);
        assertThat(witness.addCheckpoint(Bytes.of(noise)).status()).isEqualTo(400);
      }
      assertThat(remembered(store)).isEqualTo(kept);
    }
  }

  /** Both ask at once from the same old size for different trees: one of them, never both. */
  @Test
  void of_two_histories_at_once_one_wins() throws Exception {
    for (int round = 0; round < 20; round++) {
      Path own = directory.resolve("round" + round);
      try (WitnessStore store = WitnessStore.open(own, List.of(SIGNER.key()));
          ExecutorService threads = Executors.newFixedThreadPool(2)) {
        Witness witness = witness(store);
        CyclicBarrier start = new CyclicBarrier(2);
        List<Future<WitnessAnswer>> answers = new ArrayList<>();
        for (GrowingLog each : List.of(log, fork)) {
          Callable<WitnessAnswer> ask =
              () -> {
                start.await();
                return witness.addCheckpoint(each.request(0, 6));
              };
          answers.add(threads.submit(ask));
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<WitnessAnswer> each : answers) {
          statuses.add(each.get().status());
        }
        assertThat(statuses).containsExactlyInAnyOrder(200, 409);
        boolean first = statuses.getFirst() == 200;
        assertThat(remembered(store).text()).isEqualTo((first ? log : fork).head(6).text());
      }
    }
  }

  /** While one checkpoint is on its way to the disk nobody compares with the one before it. */
  @Test
  void comparing_and_remembering_are_one_step() throws Exception {
    CyclicBarrier together = new CyclicBarrier(2);
    AtomicBoolean met = new AtomicBoolean();
    DurableFile waits =
        (file, content) -> {
          try {
            together.await(300, TimeUnit.MILLISECONDS);
            met.set(true); // both are here, with one old size
          } catch (TimeoutException | BrokenBarrierException e) {
            DurableFile.onDisk().replace(file, content);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    try (WitnessStore store = WitnessStore.open(directory, List.of(SIGNER.key()), waits);
        ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Witness witness = witness(store);
      List<Future<WitnessAnswer>> answers =
          threads.invokeAll(
              List.of(
                  () -> witness.addCheckpoint(log.request(0, 6)),
                  () -> witness.addCheckpoint(fork.request(0, 7))));
      assertThat(List.of(answers.get(0).get().status(), answers.get(1).get().status()))
          .containsExactlyInAnyOrder(200, 409);
    }
    assertThat(met).isFalse();
  }

  @Test
  void restart_keeps_the_ratchet() throws Exception {
    try (WitnessStore store = store()) {
      assertThat(witness(store).addCheckpoint(log.request(0, 8)).status()).isEqualTo(200);
    }
    Files.writeString(directory.resolve("0".repeat(64) + ".partial"), "half");
    try (WitnessStore store = store()) {
      assertThat(remembered(store).text()).isEqualTo(log.head(8).text());
      assertThat(witness(store).addCheckpoint(log.request(0, 3)))
          .isEqualTo(new WitnessAnswer.Conflict(8));
      assertThat(witness(store).addCheckpoint(fork.request(8, 9)).status()).isEqualTo(422);
      assertThat(witness(store).addCheckpoint(log.request(8, 9)).status()).isEqualTo(200);
      assertThat(directory.resolve("0".repeat(64) + ".partial")).doesNotExist();
    }
  }

  /** A crash after the record is on the disk and before the answer: the log asks again. */
  @Test
  void crash_between_record_and_answer_loses_nothing() throws Exception {
    DurableFile dies =
        (file, content) -> {
          DurableFile.onDisk().replace(file, content);
          throw new IOException("the power went");
        };
    try (WitnessStore store = WitnessStore.open(directory, List.of(SIGNER.key()), dies)) {
      Witness witness = witness(store);
      assertThat(witness.addCheckpoint(log.request(0, 4)).status()).isEqualTo(500);
      // it does not know which tree it remembers, and so says nothing until it is started anew
      assertThat(witness.addCheckpoint(log.request(0, 4)).status()).isEqualTo(500);
      assertThat(witness.addCheckpoint(fork.request(0, 4)).status()).isEqualTo(500);
    }
    try (WitnessStore store = store()) {
      Witness witness = witness(store);
      assertThat(witness.addCheckpoint(fork.request(0, 4)))
          .isEqualTo(new WitnessAnswer.Conflict(4));
      assertThat(witness.addCheckpoint(log.request(4, 4)).status()).isEqualTo(200);
    }
  }

  @Test
  void crash_before_the_record_answers_nothing() throws Exception {
    DurableFile dies =
        (file, content) -> {
          Files.write(file.resolveSibling(file.getFileName() + DurableFile.PARTIAL), content);
          throw new IOException("the disk is full");
        };
    try (WitnessStore store = WitnessStore.open(directory, List.of(SIGNER.key()), dies)) {
      assertThat(witness(store).addCheckpoint(log.request(0, 4)).status()).isEqualTo(500);
      assertThat(store.latest(WitnessStore.nameOf(ORIGIN))).isEmpty();
    }
    try (WitnessStore store = store()) {
      assertThat(witness(store).addCheckpoint(log.request(0, 4)).status()).isEqualTo(200);
    }
  }

  @Test
  void a_signer_that_fails_leaves_no_record() throws Exception {
    NoteSigner broken =
        new NoteSigner() {
          @Override
          public NoteKey key() {
            return SIGNER.key();
          }

          @Override
          public SignatureLine sign(String text, Instant time) throws SigningFailed {
            throw new SigningFailed("the token is gone");
          }
        };
    try (WitnessStore store = store()) {
      Witness witness = new Witness(List.of(log.key()), List.of(broken), store, CLOCK);
      assertThat(witness.addCheckpoint(log.request(0, 4)).status()).isEqualTo(500);
      assertThat(store.latest(WitnessStore.nameOf(ORIGIN))).isEmpty();
      assertThat(witness(store).addCheckpoint(log.request(0, 4)).status()).isEqualTo(200);
    }
  }

  @Test
  void a_clock_set_back_does_not_cosign() throws Exception {
    try (WitnessStore store = store()) {
      assertThat(witness(store).addCheckpoint(log.request(0, 4)).status()).isEqualTo(200);
      Clock slow = Clock.offset(CLOCK, Duration.ofSeconds(-1));
      Witness late = new Witness(List.of(log.key()), List.of(SIGNER), store, slow);
      assertThat(late.addCheckpoint(log.request(4, 5)).status()).isEqualTo(500);
      assertThat(witness(store).addCheckpoint(log.request(4, 5)).status()).isEqualTo(200);
    }
  }

  @Test
  void a_directory_that_is_not_its_own_is_not_opened() throws Exception {
    Path record;
    try (WitnessStore store = store()) {
      assertThat(witness(store).addCheckpoint(log.request(0, 4)).status()).isEqualTo(200);
      record = directory.resolve(WitnessStore.nameOf(ORIGIN).hex());
      assertThatThrownBy(this::store).hasMessageContaining("another witness");
    }
    SeedSigner other = SeedSigner.cosignature("example.com/witness", GrowingLog.seed("other"));
    assertThatThrownBy(() -> WitnessStore.open(directory, List.of(other.key())))
        .hasMessageContaining("no valid cosignature");

    String good = Files.readString(record);
    Files.writeString(record, good.replace("\n4\n", "\n3\n"));
    assertThatThrownBy(this::store).hasMessageContaining("no valid cosignature");
    Files.writeString(record, good.substring(0, 40));
    assertThatThrownBy(this::store).hasMessageContaining("damaged");
    Files.writeString(record, good);
    Files.move(record, record.resolveSibling("0".repeat(64)));
    assertThatThrownBy(this::store).hasMessageContaining("is of the log " + ORIGIN);
    Files.move(record.resolveSibling("0".repeat(64)), record);
    store().close();
    assertThat(WitnessStore.hasRecords(directory)).isTrue();
    assertThat(WitnessStore.hasRecords(directory.resolve("none"))).isFalse();
  }

  private static Bytes body(long old, List<Digest> proof, SignedNote note) {
    return new AddCheckpoint(old, proof, note.encode()).encode();
  }

  private static SignedNote lines(SignedNote note, SignatureLine... lines) {
    return new SignedNote(note.text(), List.of(lines));
  }

  private static int status(Witness witness, String body) {
    return witness.addCheckpoint(GrowingLog.bytes(body)).status();
  }
}
