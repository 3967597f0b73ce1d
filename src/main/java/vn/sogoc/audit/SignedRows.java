package vn.sogoc.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.merkle.SaltedTree;
import vn.sogoc.crypto.merkle.Tile;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/** Trees over the rows of batches: as they are stored, and computed again from the rows. */
final class SignedRows {
  /** A row of {@code signed_tree}. */
  record Stored(int institution, Bytes secret, int size, Digest root) {}

  /**
   * What the rows come to.
   *
   * @param tiles digests of the hashes of every tile, taken away as they are compared
   */
  record Computed(Digest root, long size, Map<Tile, Digest> tiles) {}

  /** A tree whose rows are being read. */
  static final class Computing {
    private final Map<Tile, Digest> tiles = new HashMap<>();
    private final SaltedTree tree;

    private Computing(Bytes secret) {
      tree = new SaltedTree(secret, (tile, hashes) -> tiles.put(tile, Digest.sha256(hashes)));
    }

    void add(Bytes row) {
      tree.add(row);
    }

    void add(Digest leaf) {
      tree.add(leaf);
    }
  }

  private final Map<UUID, Stored> stored = new HashMap<>();
  private final Map<UUID, Computed> computed = new HashMap<>();

  void put(UUID batch, Stored tree) {
    stored.put(batch, tree);
  }

  Optional<Stored> stored(UUID batch) {
    return Optional.ofNullable(stored.get(batch));
  }

  Map<UUID, Stored> stored() {
    return stored;
  }

  /** The leaf of a row in its place; empty where its batch has no tree. */
  Optional<Digest> leaf(UUID batch, int position, Bytes row) {
    @Nullable Stored tree = stored.get(batch);
    return tree == null || position < 0
        ? Optional.empty()
        : Optional.of(SaltedTree.leaf(SaltedTree.salt(tree.secret(), position), row));
  }

  Optional<Computing> begin(UUID batch) {
    return stored(batch).map(tree -> new Computing(tree.secret()));
  }

  void end(UUID batch, Computing rows) {
    rows.tree.close();
    computed.put(batch, new Computed(rows.tree.root(), rows.tree.size(), rows.tiles));
  }

  Optional<Computed> computed(UUID batch) {
    return Optional.ofNullable(computed.get(batch));
  }

  Map<UUID, Computed> computed() {
    return computed;
  }
}
