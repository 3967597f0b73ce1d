package vn.sogoc.tlog.witness;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import vn.sogoc.crypto.merkle.MerkleTree;
import vn.sogoc.crypto.note.AddCheckpoint;
import vn.sogoc.crypto.note.Checkpoint;
import vn.sogoc.crypto.note.NoteKey;
import vn.sogoc.crypto.note.SeedSigner;
import vn.sogoc.crypto.note.SignedNote;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/** A log in memory; logs of one origin and another word have the same key and other leaves. */
final class GrowingLog {
  private final String origin;
  private final String word;
  private final SeedSigner signer;

  GrowingLog(String origin, String word) {
    this.origin = origin;
    this.word = word;
    this.signer = SeedSigner.ed25519(origin, seed(origin));
  }

  static Bytes seed(String words) {
    return Digest.sha256(bytes(words)).bytes();
  }

  static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  NoteKey key() {
    return signer.key();
  }

  Checkpoint head(int size) {
    return new Checkpoint(origin, size, MerkleTree.root(leaves(size)));
  }

  SignedNote note(int size) {
    return signed(head(size).text());
  }

  SignedNote signed(String text) {
    return new SignedNote(text, List.of(signer.sign(text, Instant.EPOCH)));
  }

  /** PROOF(m, D[n]) of RFC 6962 section 2.1.2; nothing from the empty tree. */
  List<Digest> proof(int from, int to) {
    return from == 0 ? List.of() : proof(from, leaves(to), true);
  }

  Bytes request(int from, int to) {
    return new AddCheckpoint(from, proof(from, to), note(to).encode()).encode();
  }

  private List<Digest> leaves(int size) {
    List<Digest> leaves = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      leaves.add(MerkleTree.leaf(bytes(word + i)));
    }
    return leaves;
  }

  private static List<Digest> proof(int m, List<Digest> leaves, boolean isWhole) {
    int n = leaves.size();
    if (m == n) {
      return isWhole ? List.of() : List.of(MerkleTree.root(leaves));
    }
    int k = Integer.highestOneBit(n - 1);
    List<Digest> path = new ArrayList<>();
    if (m <= k) {
      path.addAll(proof(m, leaves.subList(0, k), isWhole));
      path.add(MerkleTree.root(leaves.subList(k, n)));
    } else {
      path.addAll(proof(m - k, leaves.subList(k, n), false));
      path.add(MerkleTree.root(leaves.subList(0, k)));
    }
    return path;
  }
}
