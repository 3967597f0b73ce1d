package vn.sogoc.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.sogoc.crypto.merkle.InvalidProof;
import vn.sogoc.crypto.merkle.MerkleTree;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

class SignedPathsTest {
  private static final int LARGEST = 70;

  private final Random random = new Random(11);

  @Test
  void every_path_of_every_tree_leads_to_its_root_in_whatever_order_they_come() {
    for (int size = 1; size <= LARGEST; size++) {
      List<Digest> leaves = leaves(size);
      SignedPaths inOrder = new SignedPaths(MerkleTree.root(leaves), size);
      SignedPaths mixed = new SignedPaths(MerkleTree.root(leaves), size);
      List<Integer> order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
      Collections.shuffle(order, random);
      for (int i = 0; i < size; i++) {
        int at = order.get(i);
        assertThat(inOrder.leads(leaves.get(i), i, path(leaves, i))).isTrue();
        assertThat(mixed.leads(leaves.get(at), at, path(leaves, at))).isTrue();
      }
    }
  }

  @Test
  void what_is_altered_is_refused_as_the_plain_algorithm_refuses_it() {
    for (int round = 0; round < 4000; round++) {
      int size = 1 + random.nextInt(LARGEST);
      List<Digest> leaves = leaves(size);
      Digest root = MerkleTree.root(leaves);
      SignedPaths paths = new SignedPaths(root, size);
      for (int i = random.nextInt(size + 1); i > 0; i--) {
        int known = random.nextInt(size);
        paths.leads(leaves.get(known), known, path(leaves, known));
      }
      int at = random.nextInt(size);
      Bytes path = altered(path(leaves, at));
      Digest leaf = random.nextInt(4) == 0 ? Digest.sha256(new byte[] {7}) : leaves.get(at);
      int said = random.nextInt(4) == 0 ? random.nextInt(size + 2) - 1 : at;
      assertThat(paths.leads(leaf, said, path)).isEqualTo(plainly(root, size, leaf, said, path));
    }
  }

  @Test
  void a_path_that_was_refused_makes_nothing_known() {
    List<Digest> leaves = leaves(8);
    SignedPaths paths = new SignedPaths(MerkleTree.root(leaves), 8);
    List<Digest> forged = new ArrayList<>(leaves);
    forged.set(3, Digest.sha256(new byte[] {9}));
    assertThat(paths.leads(forged.get(3), 3, path(forged, 3))).isFalse();
    assertThat(paths.leads(forged.get(2), 2, path(forged, 2))).isFalse();
    assertThat(paths.leads(leaves.get(3), 3, path(leaves, 3))).isTrue();
  }

  private static boolean plainly(Digest root, int size, Digest leaf, int index, Bytes joined) {
    if (joined.size() % Digest.SIZE != 0) {
      return false;
    }
    List<Digest> path = new ArrayList<>();
    for (int i = 0; i < joined.size(); i += Digest.SIZE) {
      path.add(new Digest(joined.slice(i, i + Digest.SIZE)));
    }
    try {
      return MerkleTree.rootFrom(leaf, index, size, path).equals(root);
    } catch (InvalidProof e) {
      return false;
    }
  }

  /** One time in three the same path; otherwise a bit, a digest less, one more, or a byte less. */
  private Bytes altered(Bytes path) {
    byte[] raw = path.toArray();
    int size = raw.length;
    if (size == 0 || random.nextInt(3) == 0) {
      return path;
    }
    switch (random.nextInt(4)) {
      case 0 -> raw[random.nextInt(size)] ^= (byte) (1 << random.nextInt(8));
      case 1 -> raw = Arrays.copyOf(raw, size - Digest.SIZE);
      case 2 -> raw = Arrays.copyOf(raw, size + Digest.SIZE);
      default -> raw = Arrays.copyOf(raw, size - 1);
    }
    return Bytes.of(raw);
  }

  private static List<Digest> leaves(int size) {
    return IntStream.range(0, size)
        .mapToObj(i -> MerkleTree.leaf(Bytes.of(new byte[] {(byte) i, (byte) size})))
        .toList();
  }

  private static Bytes path(List<Digest> leaves, int index) {
    StringBuilder hex = new StringBuilder();
    MerkleTree.path(leaves, index).forEach(digest -> hex.append(digest.hex()));
    return Bytes.ofHex(hex.toString());
  }
}
