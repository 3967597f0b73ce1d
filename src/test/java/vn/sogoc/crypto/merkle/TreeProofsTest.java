package vn.sogoc.crypto.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

class TreeProofsTest {
  private static final int ALL = 130;

  /** RFC 6962 section 2.1 word for word, on byte arrays, sharing nothing with what is tested. */
  private static byte[] mth(List<byte[]> d) throws Exception {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    if (d.isEmpty()) {
      return sha.digest();
    }
    if (d.size() == 1) {
      sha.update((byte) 0);
      return sha.digest(d.get(0));
    }
    int k = 1;
    while (k * 2 < d.size()) {
      k *= 2;
    }
    sha.update((byte) 1);
    sha.update(mth(d.subList(0, k)));
    return sha.digest(mth(d.subList(k, d.size())));
  }

  private static List<byte[]> leaves(int n) {
    List<byte[]> leaves = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      leaves.add(("leaf " + i).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    return leaves;
  }

  private static Digest leaf(byte[] content) {
    return MerkleTree.leaf(Bytes.of(content));
  }

  /** The tiles of a growing tree. */
  private static final class Stored implements TreeProofs.Tiles {
    private final Map<String, List<Digest>> full = new HashMap<>();
    private final TreeEdge edge = TreeEdge.empty();

    static Stored of(int n) {
      Stored stored = new Stored();
      leaves(n).forEach(l -> stored.edge.append(leaf(l), stored::keep));
      return stored;
    }

    private void keep(Tile tile, Bytes hashes) {
      List<Digest> all = new ArrayList<>();
      ByteBuffer in = ByteBuffer.wrap(hashes.toArray());
      while (in.hasRemaining()) {
        byte[] hash = new byte[32];
        in.get(hash);
        all.add(Digest.of(hash));
      }
      assertThat(full.put(tile.path(), all)).isNull();
    }

    @Override
    public List<Digest> hashes(Tile tile) {
      List<Digest> found =
          full.getOrDefault(
              new Tile(tile.level(), tile.index(), Tile.FULL).path(), edge.open(tile.level()));
      return found.subList(0, tile.width());
    }
  }

  @Test
  void edge_root_and_every_proof_of_every_size_agree_with_the_rfc() throws Exception {
    List<byte[]> leaves = leaves(ALL);
    for (int size = 0; size <= ALL; size++) {
      Stored stored = Stored.of(size);
      Digest root = Digest.of(mth(leaves.subList(0, size)));
      assertThat(stored.edge.root()).isEqualTo(root);
      TreeProofs proofs = new TreeProofs(stored, size);
      assertThat(proofs.root()).isEqualTo(root);
      for (int i = 0; i < size; i++) {
        Digest leaf = leaf(leaves.get(i));
        List<Digest> path = proofs.inclusion(i);
        assertThat(MerkleTree.rootFrom(leaf, i, size, path)).isEqualTo(root);
        for (int other = 0; other < size; other++) {
          if (other != i) {
            assertThat(leads(leaf, other, size, path)).isNotEqualTo(Optional.of(root));
          }
        }
      }
    }
  }

  private static Optional<Digest> leads(Digest leaf, long index, long size, List<Digest> path) {
    try {
      return Optional.of(MerkleTree.rootFrom(leaf, index, size, path));
    } catch (InvalidProof e) {
      return Optional.empty();
    }
  }

  @Test
  void a_proof_with_any_bit_flipped_leads_elsewhere() throws Exception {
    Stored stored = Stored.of(21);
    TreeProofs proofs = new TreeProofs(stored, 21);
    List<Digest> path = proofs.inclusion(17);
    Digest leaf = leaf(leaves(18).get(17));
    for (int at = 0; at < path.size(); at++) {
      for (int bit = 0; bit < 256; bit++) {
        byte[] changed = path.get(at).toArray();
        changed[bit / 8] ^= (byte) (1 << bit % 8);
        List<Digest> other = new ArrayList<>(path);
        other.set(at, Digest.of(changed));
        assertThat(MerkleTree.rootFrom(leaf, 17, 21, other)).isNotEqualTo(proofs.root());
      }
    }
  }

  @Test
  void every_hash_of_every_proof_of_every_size_is_needed_and_so_is_the_size() throws Exception {
    List<byte[]> leaves = leaves(ALL);
    for (int size = 1; size <= ALL; size++) {
      TreeProofs proofs = new TreeProofs(Stored.of(size), size);
      Optional<Digest> root = Optional.of(proofs.root());
      Digest next = new TreeProofs(Stored.of(size + 1), size + 1).root();
      for (int i = 0; i < size; i++) {
        Digest leaf = leaf(leaves.get(i));
        List<Digest> path = proofs.inclusion(i);
        for (int at = 0; at < path.size(); at++) {
          int bit = (size * 31 + i * 7 + at * 3) % 256; // any bit: a hash has no lesser ones
          byte[] changed = path.get(at).toArray();
          changed[bit / 8] ^= (byte) (1 << bit % 8);
          List<Digest> other = new ArrayList<>(path);
          other.set(at, Digest.of(changed));
          assertThat(leads(leaf, i, size, other)).isNotEqualTo(root);
          other.remove(at);
          assertThat(leads(leaf, i, size, other)).isNotEqualTo(root);
        }
        // a head has one size, which is signed with its root: no proof of another size ends there
        assertThat(leads(leaf, i, size + 1, path)).isNotEqualTo(Optional.of(next));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 66_000})
  void tiles_fill_and_the_edge_goes_on_from_its_bytes(int size) throws Exception {
    Stored stored = Stored.of(size);
    assertThat(stored.full).hasSize(size / 256 + size / 65_536);
    TreeEdge again = TreeEdge.of(size, stored.edge.encode());
    assertThat(again.root()).isEqualTo(stored.edge.root());
    again.append(leaf(new byte[] {1}), (tile, hashes) -> {});
    stored.edge.append(leaf(new byte[] {1}), stored::keep);
    assertThat(again.encode()).isEqualTo(stored.edge.encode());
    TreeProofs proofs = new TreeProofs(stored, size);
    List<byte[]> leaves = leaves(size);
    for (int i : new int[] {0, 1, 127, 254, size / 2, size - 2, size - 1}) {
      assertThat(MerkleTree.rootFrom(leaf(leaves.get(i)), i, size, proofs.inclusion(i)))
          .isEqualTo(proofs.root());
    }
  }

  @Test
  void an_edge_of_another_size_is_refused() {
    Bytes edge = Stored.of(300).edge.encode();
    assertThatThrownBy(() -> TreeEdge.of(299, edge)).isInstanceOf(InvalidProof.class);
    assertThatThrownBy(() -> TreeEdge.of(301, edge)).isInstanceOf(InvalidProof.class);
    assertThatThrownBy(() -> TreeEdge.of(-1, edge)).isInstanceOf(InvalidProof.class);
    byte[] cut = Arrays.copyOf(edge.toArray(), edge.size() - 1);
    assertThatThrownBy(() -> TreeEdge.of(300, Bytes.of(cut))).isInstanceOf(InvalidProof.class);
  }

  @Test
  void an_independent_copy_stays_behind() {
    TreeEdge edge = Stored.of(5).edge;
    Digest before = edge.root();
    TreeEdge copy = edge.copy();
    edge.append(leaf(new byte[] {7}), (tile, hashes) -> {});
    assertThat(copy.root()).isEqualTo(before).isNotEqualTo(edge.root());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0/000",
        "0/255.p/1",
        "63/000",
        "1/x001/x234/067",
        "1/x001/x234/067.p/8",
        "entries/x999/999",
        "entries/000.p/255"
      })
  void paths_are_read_as_they_are_written(String path) {
    assertThat(Tile.parse(path).orElseThrow().path()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "0/0",
        "0/00",
        "00/000",
        "64/000",
        "-1/000",
        "0/000/",
        "0/x000/000",
        "0/x1/000",
        "0/1000",
        "0/001/000",
        "0/000.p/0",
        "0/000.p/256",
        "0/000.p/01",
        "0/000.p/",
        "0/000.p",
        "0/000.P/1",
        "entries/0",
        "entries/x000/000",
        "data/000",
        "0/../0/000",
        "0/٠٠٠",
        "0/x999/x999/x999/x999/x999/x999/999"
      })
  void other_paths_are_no_tiles(String path) {
    assertThat(Tile.parse(path)).isEmpty();
  }

  @Test
  void a_tree_has_the_tiles_of_its_size_and_no_more() {
    assertThat(new Tile(0, 273, 112).isIn(70_000)).isTrue();
    assertThat(new Tile(0, 273, 113).isIn(70_000)).isFalse();
    assertThat(new Tile(1, 1, 17).isIn(70_000)).isTrue();
    assertThat(new Tile(1, 1, 18).isIn(70_000)).isFalse();
    assertThat(new Tile(2, 0, 1).isIn(70_000)).isTrue();
    assertThat(new Tile(3, 0, 1).isIn(70_000)).isFalse();
    assertThat(new Tile(63, 0, 1).isIn(70_000)).isFalse();
    assertThat(new Tile(Tile.ENTRIES, 273, 112).isIn(70_000)).isTrue();
    assertThat(new Tile(0, 999_999_999_999_999_999L / 256, 1).isIn(70_000)).isFalse();
  }
}
