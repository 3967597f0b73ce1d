package vn.sogoc.tlog;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.sogoc.crypto.merkle.Tile;
import vn.sogoc.crypto.merkle.TreeProofs;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * Tiles as they are stored. A partial tile is the beginning of the present one, because the log
 * only grows, so none is stored. Full tiles are kept in memory, some of them: they never change,
 * and whoever proves something with one compares the outcome with a signed root.
 */
@ApplicationScoped
class LogTiles implements TreeProofs.Tiles {
  /** 8 KB each and 12 MB together: the upper levels of any log, and the leaves asked for lately. */
  static final int MOST_KEPT = 1536;

  private final LogStore store;
  private final Map<Tile, Bytes> kept =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Tile, Bytes> eldest) {
              return size() > MOST_KEPT;
            }
          });

  LogTiles(LogStore store) {
    this.store = store;
  }

  /**
   * The first hashes of a tile.
   *
   * @throws LogHalted where the store does not have them
   */
  @Override
  public List<Digest> hashes(Tile tile) {
    Tile full = new Tile(tile.level(), tile.index(), Tile.FULL);
    Bytes known = kept.get(full);
    if (known == null) {
      known = read(full);
    }
    if (known.size() < tile.width() * Digest.SIZE) {
      throw new LogHalted("tile " + tile.path() + " is not stored");
    }
    return split(known, tile.width());
  }

  /** How many tiles are in memory. */
  int kept() {
    return kept.size();
  }

  /** Forgets what is in memory, so that the store is asked again. */
  void forget() {
    kept.clear();
  }

  private Bytes read(Tile full) {
    LogStore.StoredTile stored = store.tile(full.level(), full.index());
    if (stored.isFull()) {
      kept.put(full, stored.hashes());
    }
    return stored.hashes();
  }

  private static List<Digest> split(Bytes hashes, int count) {
    ByteBuffer in = ByteBuffer.wrap(hashes.toArray());
    List<Digest> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      byte[] hash = new byte[Digest.SIZE];
      in.get(hash);
      all.add(Digest.of(hash));
    }
    return List.copyOf(all);
  }
}
