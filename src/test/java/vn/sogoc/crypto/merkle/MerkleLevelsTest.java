package vn.sogoc.crypto.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/** The tree in plain arrays is the tree of the RFC, root and every path. */
class MerkleLevelsTest {
  @Test
  void is_the_same_tree_for_all_sizes_up_to_130() {
    for (int size = 1; size <= 130; size++) {
      List<Digest> leaves = leaves(size);
      MerkleLevels levels = new MerkleLevels(joined(leaves));
      assertThat(levels.size()).isEqualTo(size);
      assertThat(levels.root()).isEqualTo(MerkleTree.root(leaves));
      for (int i = 0; i < size; i++) {
        assertThat(levels.path(i)).isEqualTo(joined(MerkleTree.path(leaves, i)));
      }
    }
  }

  @Test
  void refuses_what_is_no_tree_and_no_leaf() {
    assertThatThrownBy(() -> new MerkleLevels(new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new MerkleLevels(new byte[33]))
        .isInstanceOf(IllegalArgumentException.class);
    MerkleLevels levels = new MerkleLevels(joined(leaves(3)));
    assertThatThrownBy(() -> levels.path(3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> levels.path(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Digest> leaves(int size) {
    return IntStream.range(0, size)
        .mapToObj(i -> MerkleTree.leaf(Bytes.of(new byte[] {(byte) i, (byte) (i >>> 8)})))
        .toList();
  }

  private static byte[] joined(List<Digest> digests) {
    ByteBuffer all = ByteBuffer.allocate(digests.size() * Digest.SIZE);
    digests.forEach(d -> all.put(d.toArray()));
    return all.array();
  }
}
