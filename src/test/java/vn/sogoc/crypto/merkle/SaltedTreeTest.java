package vn.sogoc.crypto.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

class SaltedTreeTest {
  private static final Bytes SECRET = Bytes.of(new byte[32]);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 255, 256, 257, 511, 512, 65_536, 65_537})
  void every_row_is_led_to_the_root_from_the_tiles_alone(int size) throws Exception {
    Map<Tile, Bytes> tiles = new HashMap<>();
    SaltedTree tree = new SaltedTree(SECRET, tiles::put);
    List<Digest> leaves = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      tree.add(row(i));
      leaves.add(SaltedTree.leaf(SaltedTree.salt(SECRET, i), row(i)));
    }
    tree.close();
    assertThat(tree.size()).isEqualTo(size);
    assertThat(tree.root()).isEqualTo(MerkleTree.root(leaves));
    TreeProofs proofs = new TreeProofs(tile -> hashes(tiles, tile), size);
    for (int i : new int[] {0, size / 2, size - 1}) {
      SaltedProof proof = new SaltedProof(i, size, SaltedTree.salt(SECRET, i), proofs.inclusion(i));
      assertThat(proof.root(row(i))).isEqualTo(tree.root());
      assertThat(proof.root(row(i + 1))).isNotEqualTo(tree.root());
      SaltedProof otherSalt =
          new SaltedProof(i, size, SaltedTree.salt(SECRET, i + 1), proof.path());
      assertThat(otherSalt.root(row(i))).isNotEqualTo(tree.root());
    }
  }

  /** Computed here once more, with nothing of the class under test. */
  @Test
  void salts_and_leaves_are_what_the_words_say() throws Exception {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    sha.update(SECRET.toArray());
    byte[] salt = Arrays.copyOf(sha.digest(ByteBuffer.allocate(8).putLong(5).array()), 16);
    assertThat(SaltedTree.salt(SECRET, 5)).isEqualTo(Bytes.of(salt));
    ByteArrayOutputStream leaf = new ByteArrayOutputStream();
    leaf.write(0);
    leaf.writeBytes(salt);
    leaf.writeBytes(row(5).toArray());
    assertThat(SaltedTree.leaf(Bytes.of(salt), row(5)).toArray())
        .isEqualTo(sha.digest(leaf.toByteArray()));
  }

  @Test
  void equal_rows_have_different_leaves_and_another_secret_makes_other_ones() {
    byte[] other = new byte[32];
    other[31] = 1;
    Set<Digest> leaves = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      leaves.add(SaltedTree.leaf(SaltedTree.salt(SECRET, i), row(0)));
      leaves.add(SaltedTree.leaf(SaltedTree.salt(Bytes.of(other), i), row(0)));
    }
    assertThat(leaves).hasSize(200);
  }

  @Test
  void secrets_and_salts_have_one_length() {
    Bytes shortOne = Bytes.of(new byte[15]);
    assertThatThrownBy(() -> new SaltedTree(shortOne, (tile, hashes) -> {}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SaltedTree.leaf(shortOne, row(0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SaltedProof(0, 1, shortOne, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Bytes row(int i) {
    return Bytes.of(("row " + i).getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static List<Digest> hashes(Map<Tile, Bytes> tiles, Tile asked) {
    Bytes all =
        tiles.entrySet().stream()
            .filter(e -> e.getKey().level() == asked.level() && e.getKey().index() == asked.index())
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow();
    List<Digest> hashes = new ArrayList<>();
    for (int i = 0; i < asked.width(); i++) {
      hashes.add(new Digest(all.slice(i * 32, i * 32 + 32)));
    }
    return hashes;
  }
}
