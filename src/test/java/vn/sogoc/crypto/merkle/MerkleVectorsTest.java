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

class MerkleVectorsTest {
  @Test
  void reference_tree_has_the_nodes_and_roots_of_rfc_6962() throws Exception {
    JsonNode vectors = read("rfc6962-reference-tree.json");
    List<Digest> leaves = new ArrayList<>();
    for (JsonNode input : vectors.get("leafInputsHex")) {
      leaves.add(MerkleTree.leaf(Bytes.ofHex(input.asText())));
    }
    JsonNode roots = vectors.get("rootHexBySize");
    for (int size = 0; size <= leaves.size(); size++) {
      assertThat(MerkleTree.root(leaves.subList(0, size)).hex())
          .isEqualTo(roots.get(size).asText());
    }
    JsonNode levels = vectors.get("nodeHashesHexByLevel");
    for (int level = 0; level < levels.size(); level++) {
      for (int i = 0; i < levels.get(level).size(); i++) {
        List<Digest> under = leaves.subList(i << level, (i + 1) << level);
        assertThat(MerkleTree.root(under).hex()).isEqualTo(levels.get(level).get(i).asText());
      }
    }
  }

  @Test
  void golden_roots_up_to_65535_leaves() throws Exception {
    JsonNode golden = read("rfc6962-reference-tree.json").get("golden").get("rootBase64BySize");
    List<Digest> leaves = new ArrayList<>();
    for (int i = 0; i < 65_535; i++) {
      leaves.add(MerkleTree.leaf(Bytes.of(new byte[] {(byte) i, (byte) (i >> 8)})));
    }
    assertThat(golden.size()).isGreaterThan(5);
    golden
        .properties()
        .forEach(
            each ->
                assertThat(MerkleTree.root(leaves.subList(0, Integer.parseInt(each.getKey()))))
                    .as("size %s", each.getKey())
                    .isEqualTo(digest(each.getValue())));
  }

  @Test
  void inclusion_probes_are_accepted_and_refused_as_they_say() throws Exception {
    List<String> wrong = new ArrayList<>();
    JsonNode probes = read("merkle-inclusion-probes.json").get("probes");
    for (JsonNode probe : probes) {
      if (accepts(probe) == probe.get("wantErr").asBoolean()) {
        wrong.add(probe.get("file").asText());
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(probes.size()).isEqualTo(98);
  }

  private static boolean accepts(JsonNode probe) {
    byte[] leaf = bytes(probe.get("leafHash"));
    byte[] root = bytes(probe.get("root"));
    List<Digest> path = new ArrayList<>();
    for (JsonNode node : probe.get("proof")) {
      byte[] hash = bytes(node);
      if (hash.length != Digest.SIZE) {
        return false;
      }
      path.add(Digest.of(hash));
    }
    if (leaf.length != Digest.SIZE || root.length != Digest.SIZE) {
      return false;
    }
    try {
      // 2^64 - 1 and the like become negative here, which is outside of every tree
      long index = probe.get("leafIdx").bigIntegerValue().longValue();
      long size = probe.get("treeSize").bigIntegerValue().longValue();
      return MerkleTree.rootFrom(Digest.of(leaf), index, size, path).equals(Digest.of(root));
    } catch (InvalidProof e) {
      return false;
    }
  }

  private static Digest digest(JsonNode base64) {
    return Digest.of(bytes(base64));
  }

  private static byte[] bytes(JsonNode base64) {
    return base64.isNull() ? new byte[0] : Base64.getDecoder().decode(base64.asText());
  }

  private static JsonNode read(String name) throws IOException {
    String path = "/vectors/merkle/" + name;
    try (InputStream in = MerkleVectorsTest.class.getResourceAsStream(path)) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in, path));
    }
  }
}
