package vn.sogoc.tlog;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import vn.sogoc.crypto.merkle.ConsistencyProof;
import vn.sogoc.crypto.merkle.InvalidProof;
import vn.sogoc.crypto.merkle.MerkleTree;
import vn.sogoc.crypto.merkle.Tile;
import vn.sogoc.crypto.merkle.TreeEdge;
import vn.sogoc.crypto.merkle.TreeProofs;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * The tree as this node computes it before it signs: from the last head it knows to be good, by the
 * bytes of every entry since. What the state's row says is compared with it and never signed on its
 * own word. The log's thread owns it.
 */
@ApplicationScoped
class LogFrontier {
  private static final int AT_ONCE = 8192;

  private final LogStore store;
  private final LogTiles tiles;
  private final LogView view;
  private TreeEdge edge = TreeEdge.empty();

  LogFrontier(LogStore store, LogTiles tiles, LogView view) {
    this.store = store;
    this.tiles = tiles;
    this.view = view;
  }

  /**
   * The root over the first entries as they are stored.
   *
   * @param size at least that of the head signed last
   * @param signed the head signed last, of size 0 where there is none
   * @throws LogHalted where the tree is not a continuation of the head signed last
   */
  Digest root(long size, SignedMemory.Last signed) {
    TreeEdge from = start(size);
    TreeEdge next = from.copy();
    if (signed.size() > 0 && signed.size() < next.size()) {
      requireContinuation(signed, next);
    }
    requireSame(signed, next);
    while (next.size() < size) {
      long most = next.size() < signed.size() ? signed.size() : size;
      long until = Math.min(most, next.size() + AT_ONCE);
      List<byte[]> entries = store.entries(next.size(), until);
      if (entries.size() != until - next.size()) {
        throw new LogHalted("an entry from " + next.size() + " to " + until + " is not stored");
      }
      entries.forEach(e -> next.append(MerkleTree.leaf(Bytes.of(e)), (tile, hashes) -> {}));
      requireSame(signed, next);
    }
    edge = next;
    return next.root();
  }

  /**
   * Tiles of the tree of the last root: what is not full from memory, as it was computed here.
   *
   * @param size of that tree
   */
  TreeProofs.Tiles tiles(long size) {
    TreeEdge computed = edge;
    if (computed.size() != size) {
      return tiles;
    }
    return tile ->
        tile.width() < Tile.FULL
            ? computed.open(tile.level()).subList(0, tile.width())
            : tiles.hashes(tile);
  }

  /** The farthest that was computed before: here, or by the view up to a cosigned head. */
  private TreeEdge start(long size) {
    if (edge.size() > size) {
      throw new LogHalted("the log had " + edge.size() + " entries and its state says " + size);
    }
    TreeEdge viewed = view.edge();
    return viewed.size() > edge.size() && viewed.size() <= size ? viewed : edge;
  }

  private void requireContinuation(SignedMemory.Last signed, TreeEdge next) {
    try {
      ConsistencyProof.verify(
          signed.size(),
          next.size(),
          signed.root(),
          next.root(),
          new TreeProofs(tiles, next.size()).consistency(signed.size()));
    } catch (InvalidProof e) {
      tiles.forget();
      throw another(signed);
    }
  }

  private static void requireSame(SignedMemory.Last signed, TreeEdge next) {
    if (signed.size() > 0 && signed.size() == next.size() && !signed.root().equals(next.root())) {
      throw another(signed);
    }
  }

  private static LogHalted another(SignedMemory.Last signed) {
    return new LogHalted("the entries are not those of the head signed at size " + signed.size());
  }
}
