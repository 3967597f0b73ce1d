package vn.sogoc.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sogoc.crypto.merkle.ConsistencyProof;
import vn.sogoc.crypto.merkle.InvalidProof;
import vn.sogoc.crypto.merkle.MerkleTree;
import vn.sogoc.crypto.note.Checkpoint;
import vn.sogoc.crypto.note.NoteSigner;
import vn.sogoc.crypto.note.SeedSigner;
import vn.sogoc.crypto.note.SignedNote;
import vn.sogoc.crypto.note.TlogProof;
import vn.sogoc.crypto.note.WitnessPolicy;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.StatusSlot;

/**
 * Whoever has the log's keys shows two histories: one to the world, and another, in which an entry
 * differs, to a single verifier. What they have of the witnesses decides whether that succeeds.
 */
class CollusionTest {
  private static final Path KEYS = Path.of("keys-dev");
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
  private static final String ORIGIN = "sogoc-demo.example/log";

  private final NoteSigner ed25519 = SeedSigner.ed25519(ORIGIN, logSeed("ed25519"));
  private final NoteSigner mlDsa = SeedSigner.mlDsa44(ORIGIN, logSeed("ml-dsa-44"));
  private final NoteSigner first = witness(1);
  private final NoteSigner second = witness(2);
  private final WitnessPolicy policy = policy();
  private final List<Bytes> shown = entries(0);
  private final List<Bytes> hidden = entries(1);

  @TempDir Path folder;

  @Test
  void the_logs_keys_and_one_witness_show_nobody_another_history() throws Exception {
    SignedNote world = head(shown, ed25519, mlDsa, first, second);
    SignedNote forked = head(hidden, ed25519, mlDsa, first); // the second saw the other one
    assertThat(policy.accept(world)).isPresent();
    assertThat(policy.accept(forked)).isEmpty();
    assertThat(policy.reason(forked).orElseThrow()).contains("not by w2");
    // nor with the honest witness's line of the other head
    SignedNote pasted = forked.with(world.signatures().getLast());
    assertThat(policy.accept(pasted)).isEmpty();
    assertThat(script(hidden, pasted)).contains("NOT PROVED", "quorum all");
    assertThat(script(hidden, forked)).contains("NOT PROVED", "quorum all");
    assertThat(script(shown, world)).contains("PROVED:").doesNotContain("NOT PROVED");
  }

  @Test
  void the_logs_keys_and_the_whole_quorum_can_and_the_two_heads_convict_them() throws Exception {
    SignedNote world = head(shown, ed25519, mlDsa, first, second);
    SignedNote forked = head(hidden, ed25519, mlDsa, first, second);
    assertThat(policy.accept(forked)).isPresent(); // the collusion that README.md names
    Checkpoint one = policy.accept(world).orElseThrow().checkpoint();
    Checkpoint other = policy.accept(forked).orElseThrow().checkpoint();
    assertThat(other.size()).isEqualTo(one.size());
    assertThatThrownBy(
            () ->
                ConsistencyProof.verify(
                    one.size(), other.size(), one.root(), other.root(), List.of()))
        .isInstanceOf(InvalidProof.class);
  }

  /** Ed25519 is broken: the attacker makes every such signature, the witnesses' too. */
  @Test
  void whoever_forges_ed25519_has_neither_the_ml_dsa_line_nor_the_tree() throws Exception {
    SignedNote world = head(shown, ed25519, mlDsa, first, second);
    SignedNote forged = head(hidden, ed25519, first, second);
    assertThat(policy.accept(forged)).isEmpty();
    assertThat(policy.reason(forged).orElseThrow()).contains("no signature of the log");
    SignedNote pasted = forged.with(world.signatures().get(1)); // the genuine line of another head
    assertThat(policy.accept(pasted)).isEmpty();
    // on the genuine head nothing else can be included: leaf and path would need another SHA-256
    Checkpoint genuine = policy.accept(world).orElseThrow().checkpoint();
    Digest leaf = MerkleTree.leaf(hidden.get(3));
    List<Digest> path = MerkleTree.path(leaves(hidden), 3);
    assertThat(MerkleTree.rootFrom(leaf, 3, genuine.size(), path)).isNotEqualTo(genuine.root());
    assertThat(MerkleTree.rootFrom(MerkleTree.leaf(shown.get(3)), 3, genuine.size(), path))
        .as("the path of the other entry is the same, the leaf is not")
        .isEqualTo(genuine.root());
    // a signature of P-256 that anybody can make is good, and is of bytes that no entry names
    assertThat(shown).doesNotContain(hidden.get(3));
  }

  private SignedNote head(List<Bytes> entries, NoteSigner... signers) throws Exception {
    Digest root = MerkleTree.root(leaves(entries));
    SignedNote note =
        new SignedNote(new Checkpoint(ORIGIN, entries.size(), root).text(), List.of());
    for (NoteSigner signer : signers) {
      note = note.with(signer.sign(note.text(), NOW));
    }
    return note;
  }

  /** What the program for strangers says about the fourth entry. */
  private String script(List<Bytes> entries, SignedNote head) throws Exception {
    Path proof = folder.resolve("proof");
    Files.write(
        proof,
        new TlogProof(Optional.of(entries.get(3)), 3, MerkleTree.path(leaves(entries), 3), head)
            .encode()
            .toArray());
    Process process =
        new ProcessBuilder(
                "bash",
                "src/docs/check-inclusion.sh",
                proof.toString(),
                KEYS.resolve("log-policy").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(said.contains("NOT PROVED") ? 1 : 0);
    return said;
  }

  private static List<Digest> leaves(List<Bytes> entries) {
    return entries.stream().map(MerkleTree::leaf).toList();
  }

  /** Seven entries; the fourth of another world is another. */
  private static List<Bytes> entries(int world) {
    List<Bytes> entries = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      entries.add(
          LogEntry.issued(
                  NOW, 101, Digest.sha256(new byte[] {(byte) (i == 3 ? 100 + world : i)}), slot(i))
              .encode());
    }
    return entries;
  }

  private static StatusSlot slot(int i) {
    return new StatusSlot(0, i);
  }

  private static WitnessPolicy policy() {
    try {
      return WitnessPolicy.parse(Files.readString(KEYS.resolve("log-policy")));
    } catch (IOException | vn.sogoc.crypto.note.MalformedNote e) {
      throw new IllegalStateException(e);
    }
  }

  private static Bytes logSeed(String name) {
    return lines("log.seeds").stream()
        .filter(l -> l.startsWith(name + " "))
        .map(l -> Bytes.ofHex(l.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }

  private static NoteSigner witness(int number) {
    return SeedSigner.cosignature(
        vn.sogoc.demo.DevKeys.witness(number),
        Bytes.ofHex(lines("witness-" + number + ".seed").getFirst()));
  }

  private static List<String> lines(String file) {
    try {
      return Files.readAllLines(KEYS.resolve(file));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
