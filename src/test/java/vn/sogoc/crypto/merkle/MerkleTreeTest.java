package vn.sogoc.crypto.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

class MerkleTreeTest {
  private static final int SIZES = 130;
  private static final List<Digest> LEAVES = leaves(SIZES + 1);

  @Test
  void roots_and_paths_are_those_of_the_recursive_definition() {
    for (int size = 1; size <= SIZES; size++) {
      List<Digest> leaves = LEAVES.subList(0, size);
      assertThat(MerkleTree.root(leaves)).isEqualTo(Definition.root(leaves));
      List<List<Digest>> paths = paths(leaves);
      for (int i = 0; i < size; i++) {
        assertThat(paths.get(i)).isEqualTo(Definition.path(i, leaves));
        assertThat(MerkleTree.path(leaves, i)).isEqualTo(paths.get(i));
      }
    }
  }

  @Test
  void path_leads_to_the_root_at_its_own_index_only() throws Exception {
    for (int size = 1; size <= SIZES; size++) {
      List<Digest> leaves = LEAVES.subList(0, size);
      Digest root = MerkleTree.root(leaves);
      List<List<Digest>> paths = paths(leaves);
      for (int i = 0; i < size; i++) {
        for (int index = -1; index <= size; index++) {
          Optional<Digest> led = led(leaves.get(i), index, size, paths.get(i));
          if (led.equals(Optional.of(root)) != (index == i)) {
            fail("leaf %d of %d at index %d", i, size, index);
          }
        }
      }
    }
  }

  /**
   * Another size may have the same shape along one path, and then leads to the same root: RFC 9162
   * binds the size by signing it with the root. What is checked here is that it is only then.
   */
  @Test
  void path_under_a_wrong_size_fails_unless_its_shape_is_the_same() throws Exception {
    for (int size = 1; size <= SIZES; size++) {
      List<Digest> leaves = LEAVES.subList(0, size);
      Digest root = MerkleTree.root(leaves);
      List<List<Digest>> paths = paths(leaves);
      for (int i = 0; i < size; i++) {
        String turns = Definition.turns(i, size);
        for (int other = 0; other <= SIZES + 1; other++) {
          boolean sameShape = i < other && Definition.turns(i, other).equals(turns);
          if (led(leaves.get(i), i, other, paths.get(i)).equals(Optional.of(root)) != sameShape) {
            fail("leaf %d of %d read under size %d", i, size, other);
          }
        }
      }
    }
  }

  @Test
  void flipped_bit_in_leaf_or_path_leads_elsewhere() throws Exception {
    Random random = new Random(3);
    for (int size = 1; size <= SIZES; size++) {
      List<Digest> leaves = LEAVES.subList(0, size);
      Digest root = MerkleTree.root(leaves);
      List<List<Digest>> paths = paths(leaves);
      for (int i = 0; i < size; i++) {
        List<Digest> proof = new ArrayList<>(paths.get(i));
        proof.addFirst(leaves.get(i));
        for (int part = 0; part < proof.size(); part++) {
          // every bit in small trees, six of 256 in larger ones
          for (int bit = 0; bit < 256; bit += size <= 9 ? 1 : 1 + random.nextInt(85)) {
            List<Digest> changed = new ArrayList<>(proof);
            changed.set(part, flipped(proof.get(part), bit));
            Digest leaf = changed.removeFirst();
            assertThat(led(leaf, i, size, changed)).isPresent().isNotEqualTo(Optional.of(root));
          }
        }
      }
    }
  }

  @Test
  void path_of_another_length_is_invalid() {
    for (int size = 1; size <= SIZES; size++) {
      List<Digest> leaves = LEAVES.subList(0, size);
      for (int i = 0; i < size; i++) {
        List<Digest> path = MerkleTree.path(leaves, i);
        List<Digest> longer = new ArrayList<>(path);
        longer.add(LEAVES.getLast());
        assertThat(led(leaves.get(i), i, size, longer)).isEmpty();
        if (!path.isEmpty()) {
          assertThat(led(leaves.get(i), i, size, path.subList(1, path.size()))).isEmpty();
          assertThat(led(leaves.get(i), i, size, path.subList(0, path.size() - 1))).isEmpty();
        }
      }
    }
  }

  @Test
  void indexes_and_sizes_out_of_range_are_invalid() {
    Digest leaf = LEAVES.getFirst();
    for (long[] each :
        new long[][] {
          {-1, 1}, {0, 0}, {0, -1}, {1, 1}, {Long.MIN_VALUE, Long.MAX_VALUE}, {-2, -1}
        }) {
      assertThat(led(leaf, each[0], each[1], List.of())).isEmpty();
    }
    assertThat(led(leaf, Long.MAX_VALUE - 1, Long.MAX_VALUE, LEAVES)).isEmpty();
    assertThatThrownBy(() -> MerkleTree.path(LEAVES, LEAVES.size()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MerkleTree.path(List.of(), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void leaf_and_node_are_never_the_same_hash_for_the_same_bytes() {
    Digest left = LEAVES.get(0);
    Digest right = LEAVES.get(1);
    byte[] both = new byte[64];
    System.arraycopy(left.toArray(), 0, both, 0, 32);
    System.arraycopy(right.toArray(), 0, both, 32, 32);

    assertThat(MerkleTree.leaf(Bytes.of(both))).isNotEqualTo(MerkleTree.node(left, right));
    assertThat(MerkleTree.root(List.of(left, right))).isEqualTo(MerkleTree.node(left, right));
  }

  private static Optional<Digest> led(Digest leaf, long index, long size, List<Digest> path) {
    try {
      return Optional.of(MerkleTree.rootFrom(leaf, index, size, path));
    } catch (InvalidProof e) {
      return Optional.empty();
    }
  }

  private static Digest flipped(Digest digest, int bit) {
    byte[] changed = digest.toArray();
    changed[bit / 8] ^= (byte) (1 << (bit % 8));
    return Digest.of(changed);
  }

  private static List<Digest> leaves(int size) {
    List<Digest> leaves = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      leaves.add(MerkleTree.leaf(Bytes.of(new byte[] {(byte) i, (byte) (i >> 8)})));
    }
    return leaves;
  }

  /** RFC 6962 section 2.1 as it is written: recursive, splitting at the largest power of two. */
  private static final class Definition {
    static Digest root(List<Digest> d) {
      if (d.size() == 1) {
        return d.getFirst();
      }
      int k = split(d.size());
      return MerkleTree.node(root(d.subList(0, k)), root(d.subList(k, d.size())));
    }

    static List<Digest> path(int m, List<Digest> d) {
      if (d.size() == 1) {
        return List.of();
      }
      int k = split(d.size());
      List<Digest> path =
          new ArrayList<>(m < k ? path(m, d.subList(0, k)) : path(m - k, d.subList(k, d.size())));
      path.add(m < k ? root(d.subList(k, d.size())) : root(d.subList(0, k)));
      return path;
    }

    /** On which side of the path each sibling stands, from the root down. */
    static String turns(int m, int size) {
      if (size == 1) {
        return "";
      }
      int k = split(size);
      return m < k ? turns(m, k) + "R" : turns(m - k, size - k) + "L";
    }

    private static int split(int n) {
      return Integer.highestOneBit(n - 1);
    }
  }

  private static List<List<Digest>> paths(List<Digest> leaves) {
    return java.util.stream.IntStream.range(0, leaves.size())
        .mapToObj(i -> MerkleTree.path(leaves, i))
        .toList();
  }
}
