package vn.sogoc.crypto.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

class MerkleTreeTest {
  @Test
  void every_path_of_every_small_tree_leads_to_the_root() throws Exception {
    List<Digest> leaves = new ArrayList<>();
    for (int size = 1; size <= 130; size++) {
      leaves.add(MerkleTree.leaf(Bytes.of(new byte[] {(byte) size})));
      Digest root = MerkleTree.root(leaves);
      List<List<Digest>> paths = MerkleTree.allPaths(leaves);
      for (int i = 0; i < size; i++) {
        assertThat(MerkleTree.rootFrom(leaves.get(i), i, size, paths.get(i))).isEqualTo(root);
        assertThat(MerkleTree.path(leaves, i)).isEqualTo(paths.get(i));
      }
    }
  }
}
