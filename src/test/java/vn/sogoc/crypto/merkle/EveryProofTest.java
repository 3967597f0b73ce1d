package vn.sogoc.crypto.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * Every proof of every tree of up to 130 leaves, made by a small implementation that is the text of
 * RFC 6962 section 2.1 on byte arrays: what is tested makes the same, accepts it, and refuses it
 * with any other index, any other head, and a flipped bit. One bit of every sixteen of each hash
 * here, others from proof to proof; {@code -Dbits=all} flips all of them, which takes minutes.
 */
class EveryProofTest {
  private static final int ALL = 130;
  private static final boolean EVERY_BIT = "all".equals(System.getProperty("bits"));

  /** The hash of every {@code D[from:to]} that was asked for. */
  private static final Map<Integer, byte[]> MTH = new HashMap<>();

  private static final List<Digest> ROOTS = new ArrayList<>();
  private static Grown tiles;

  @BeforeAll
  static void grow() throws Exception {
    for (int size = 0; size <= ALL + 1; size++) {
      ROOTS.add(Digest.of(mth(0, size)));
    }
    tiles = new Grown(ALL);
  }

  private static byte[] content(int i) {
    return new byte[] {'l', (byte) i};
  }

  private static byte[] mth(int from, int to) throws NoSuchAlgorithmException {
    byte[] known = MTH.get(from * 1000 + to);
    if (known != null) {
      return known;
    }
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    if (to - from == 1) {
      sha.update((byte) 0);
      sha.update(content(from));
    } else if (to > from) {
      int k = split(to - from);
      sha.update((byte) 1);
      sha.update(mth(from, from + k));
      sha.update(mth(from + k, to));
    }
    byte[] hash = sha.digest();
    MTH.put(from * 1000 + to, hash);
    return hash;
  }

  /** The largest power of two smaller than n. */
  private static int split(int n) {
    int k = 1;
    while (k * 2 < n) {
      k *= 2;
    }
    return k;
  }

  /** PATH(m, D[from:to]) of section 2.1.1; m counts from {@code from}. */
  private static List<byte[]> path(int m, int from, int to) throws NoSuchAlgorithmException {
    List<byte[]> path = new ArrayList<>();
    if (to - from > 1) {
      int k = split(to - from);
      if (m < k) {
        path.addAll(path(m, from, from + k));
        path.add(mth(from + k, to));
      } else {
        path.addAll(path(m - k, from + k, to));
        path.add(mth(from, from + k));
      }
    }
    return path;
  }

  /** SUBPROOF(m, D[from:to], b) of section 2.1.2. */
  private static List<byte[]> subproof(int m, int from, int to, boolean b)
      throws NoSuchAlgorithmException {
    List<byte[]> proof = new ArrayList<>();
    if (m == to - from) {
      if (!b) {
        proof.add(mth(from, to));
      }
      return proof;
    }
    int k = split(to - from);
    if (m <= k) {
      proof.addAll(subproof(m, from, from + k, b));
      proof.add(mth(from + k, to));
    } else {
      proof.addAll(subproof(m - k, from + k, to, false));
      proof.add(mth(from, from + k));
    }
    return proof;
  }

  private static List<Digest> digests(List<byte[]> hashes) {
    return hashes.stream().map(Digest::of).toList();
  }

  /** The hashes of level 0 of the largest tree; smaller trees are its beginnings. */
  private static final class Grown implements TreeProofs.Tiles {
    private final List<Digest> leaves = new ArrayList<>();

    Grown(int size) {
      for (int i = 0; i < size; i++) {
        leaves.add(MerkleTree.leaf(Bytes.of(content(i))));
      }
    }

    @Override
    public List<Digest> hashes(Tile tile) {
      assertThat(tile.level()).isZero();
      return leaves.subList(0, tile.width());
    }
  }

  private interface Verifier {
    boolean accepts(List<Digest> proof);
  }

  /** Whether any flipped bit is accepted; how many were tried. */
  private static long flips(
      String what, int salt, List<Digest> proof, Verifier verifier, Queue<String> wrong) {
    long tried = 0;
    List<Digest> changed = new ArrayList<>(proof);
    for (int at = 0; at < proof.size(); at++) {
      for (int bit = 0; bit < 256; bit++) {
        if (!EVERY_BIT && bit % 16 != (salt + at + bit / 16) % 16) {
          continue;
        }
        byte[] hash = proof.get(at).toArray();
        hash[bit / 8] ^= (byte) (1 << bit % 8);
        changed.set(at, Digest.of(hash));
        tried++;
        if (verifier.accepts(changed)) {
          wrong.add("%s: bit %d of hash %d".formatted(what, bit, at));
        }
      }
      changed.set(at, proof.get(at));
    }
    return tried;
  }

  private static boolean includes(Digest leaf, long index, int size, List<Digest> path) {
    try {
      return MerkleTree.rootFrom(leaf, index, size, path)
          .equals(size < 0 || size >= ROOTS.size() ? null : ROOTS.get(size));
    } catch (InvalidProof e) {
      return false;
    }
  }

  private static boolean continues(int from, int to, List<Digest> proof) {
    try {
      ConsistencyProof.verify(from, to, ROOTS.get(from), ROOTS.get(to), proof);
      return true;
    } catch (InvalidProof e) {
      return false;
    }
  }

  @Test
  void every_inclusion_proof_is_accepted_for_its_place_in_its_tree_and_no_other() {
    Queue<String> wrong = new ConcurrentLinkedQueue<>();
    AtomicLong flipped = new AtomicLong();
    IntStream.rangeClosed(1, ALL)
        .parallel()
        .forEach(
            size -> {
              for (int i = 0; i < size; i++) {
                flipped.addAndGet(inclusion(size, i, wrong));
              }
            });
    assertThat(wrong).isEmpty();
    assertThat(flipped.get()).isGreaterThan(500_000);
  }

  private static long inclusion(int size, int i, Queue<String> wrong) {
    String what = "inclusion of %d in %d".formatted(i, size);
    List<Digest> path;
    try {
      synchronized (MTH) {
        path = digests(path(i, 0, size));
      }
      if (!new TreeProofs(tiles, size).inclusion(i).equals(path)) {
        wrong.add(what + " is made otherwise");
      }
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    Digest leaf = tiles.leaves.get(i);
    if (!includes(leaf, i, size, path)) {
      wrong.add(what + " is refused");
    }
    for (long other = -1; other <= size + 1; other++) {
      if (other != i && includes(leaf, other, size, path)) {
        wrong.add(what + " is accepted for " + other);
      }
    }
    for (int power = 0; power < 63; power++) {
      if (includes(leaf, i + (1L << power), size, path) || includes(leaf, ~(long) i, size, path)) {
        wrong.add(what + " is accepted for a far index");
      }
    }
    for (int other = -1; other <= ALL + 1; other++) {
      if (other != size && includes(leaf, i, other, path)) {
        wrong.add(what + " is accepted under the head of " + other);
      }
    }
    return flips(what, size + i, path, changed -> includes(leaf, i, size, changed), wrong);
  }

  @Test
  void every_consistency_proof_is_accepted_for_its_two_heads_and_no_others() {
    Queue<String> wrong = new ConcurrentLinkedQueue<>();
    AtomicLong flipped = new AtomicLong();
    IntStream.rangeClosed(1, ALL)
        .parallel()
        .forEach(
            to -> {
              for (int from = 1; from <= to; from++) {
                flipped.addAndGet(consistency(from, to, wrong));
              }
            });
    assertThat(wrong).isEmpty();
    assertThat(flipped.get()).isGreaterThan(500_000);
  }

  private static long consistency(int from, int to, Queue<String> wrong) {
    String what = "consistency of %d and %d".formatted(from, to);
    List<Digest> proof;
    try {
      synchronized (MTH) {
        proof = digests(subproof(from, 0, to, true));
      }
      if (!new TreeProofs(tiles, to).consistency(from).equals(proof)) {
        wrong.add(what + " is made otherwise");
      }
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    if (!continues(from, to, proof)) {
      wrong.add(what + " is refused");
    }
    for (int other = 0; other <= ALL + 1; other++) {
      boolean isEqual = proof.isEmpty() && other == to; // nothing to prove about one head
      if (other != from && !isEqual && continues(other, to, proof)) {
        wrong.add(what + " is accepted from " + other);
      }
      if (other != to && !(proof.isEmpty() && other == from) && continues(from, other, proof)) {
        wrong.add(what + " is accepted to " + other);
      }
    }
    return flips(what, from + to, proof, changed -> continues(from, to, changed), wrong);
  }

  @Test
  void the_small_implementation_gives_the_known_root_of_nothing() {
    assertThat(ByteBuffer.wrap(ROOTS.getFirst().toArray()).getInt()).isEqualTo(0xe3b0c442);
  }
}
