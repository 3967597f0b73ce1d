package vn.sogoc.crypto.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

class ConsistencyProofTest {
  private static final int SIZES = 40;
  private static final List<Digest> LEAVES = leaves(SIZES);

  /** PROOF(m, D[n]) as section 2.1.2 of RFC 6962 writes it. */
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

  @Test
  void every_tree_is_shown_to_be_the_beginning_of_every_larger_one() throws Exception {
    for (int n = 1; n <= SIZES; n++) {
      for (int m = 1; m <= n; m++) {
        ConsistencyProof.verify(m, n, root(m), root(n), proof(m, LEAVES.subList(0, n), true));
      }
    }
  }

  @Test
  void every_change_is_refused() {
    Digest other = Digest.sha256(new byte[] {9});
    for (int n = 1; n <= SIZES; n++) {
      for (int m = 1; m <= n; m++) {
        List<Digest> path = proof(m, LEAVES.subList(0, n), true);
        assertThat(accepts(m, n, other, root(n), path)).isFalse();
        assertThat(accepts(m, n, root(m), other, path)).isFalse();
        for (int i = 0; i <= path.size(); i++) {
          List<Digest> longer = new ArrayList<>(path);
          longer.add(i, other);
          assertThat(accepts(m, n, root(m), root(n), longer)).isFalse();
          if (i < path.size()) {
            List<Digest> changed = new ArrayList<>(path);
            changed.set(i, other);
            assertThat(accepts(m, n, root(m), root(n), changed)).isFalse();
            changed.remove(i);
            assertThat(accepts(m, n, root(m), root(n), changed)).isFalse();
          }
        }
      }
    }
  }

  @Test
  void roots_of_one_size_are_equal_and_sizes_make_sense() {
    assertThat(accepts(3, 3, root(3), root(3), List.of())).isTrue();
    assertThat(accepts(3, 3, root(3), root(2), List.of())).isFalse();
    assertThat(accepts(3, 3, root(3), root(3), List.of(root(1)))).isFalse();
    for (long[] each : new long[][] {{0, 0}, {0, 1}, {-1, 1}, {2, 1}, {1, -1}, {-2, -1}}) {
      assertThat(accepts(each[0], each[1], root(1), root(1), List.of())).isFalse();
    }
    // the steps alone would let three leaves be the beginning of two
    List<Digest> backwards = List.of(root(1), root(5));
    assertThat(accepts(3, 2, root(1), MerkleTree.node(root(1), root(5)), backwards)).isFalse();
    // and a hash too many, over both roots, make trees of other sizes
    Digest first = root(1);
    Digest old = MerkleTree.node(root(2), MerkleTree.node(root(3), first));
    Digest now =
        MerkleTree.node(root(2), MerkleTree.node(root(3), MerkleTree.node(first, root(4))));
    assertThat(accepts(3, 4, old, now, List.of(first, root(4), root(3), root(2)))).isFalse();
    assertThat(accepts(Long.MAX_VALUE - 1, Long.MAX_VALUE, root(1), root(2), LEAVES)).isFalse();
  }

  @Test
  void consistency_probes_are_accepted_and_refused_as_they_say() throws Exception {
    List<String> wrong = new ArrayList<>();
    JsonNode probes;
    String path = "/vectors/merkle/merkle-consistency-probes.json";
    try (InputStream in = ConsistencyProofTest.class.getResourceAsStream(path)) {
      probes = new ObjectMapper().readTree(Objects.requireNonNull(in, path)).get("probes");
    }
    for (JsonNode probe : probes) {
      if (accepts(probe) == probe.get("wantErr").asBoolean()) {
        wrong.add(probe.get("file").asText());
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(probes.size()).isEqualTo(98);
  }

  private static boolean accepts(JsonNode probe) throws IOException {
    byte[] root1 = bytes(probe.get("root1"));
    byte[] root2 = bytes(probe.get("root2"));
    if (probe.get("file").asText().endsWith("sizes-are-equal-one-and-proof-is-empty.json")) {
      // its roots are words for "any two equal ones"
      root1 = Digest.sha256(root1).toArray();
      root2 = Digest.sha256(root2).toArray();
    }
    List<Digest> path = new ArrayList<>();
    if (root1.length != Digest.SIZE || root2.length != Digest.SIZE) {
      return false;
    }
    for (JsonNode node : probe.get("proof")) {
      byte[] hash = bytes(node);
      if (hash.length != Digest.SIZE) {
        return false;
      }
      path.add(Digest.of(hash));
    }
    // 2^64 - 1 and the like become negative here, which is no size
    return accepts(
        probe.get("size1").bigIntegerValue().longValue(),
        probe.get("size2").bigIntegerValue().longValue(),
        Digest.of(root1),
        Digest.of(root2),
        path);
  }

  private static boolean accepts(
      long size1, long size2, Digest root1, Digest root2, List<Digest> path) {
    try {
      ConsistencyProof.verify(size1, size2, root1, root2, path);
      return true;
    } catch (InvalidProof e) {
      return false;
    }
  }

  private static byte[] bytes(JsonNode base64) {
    return base64.isNull() ? new byte[0] : Base64.getDecoder().decode(base64.asText());
  }

  private static Digest root(int size) {
    return MerkleTree.root(LEAVES.subList(0, size));
  }

  private static List<Digest> leaves(int count) {
    List<Digest> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leaves.add(MerkleTree.leaf(Bytes.of(new byte[] {(byte) i})));
    }
    return List.copyOf(leaves);
  }
}
