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
  /** About 32 MB. */
  private static final int MOST_KEPT = 2048;

  private final LogStore store;
  private final Map<Tile, List<Digest>> kept =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Tile, List<Digest>> eldest) {
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
    List<Digest> known = kept.get(full);
    if (known == null) {
      known = read(full);
    }
    if (known.size() < tile.width()) {
      throw new LogHalted("tile " + tile.path() + " is not stored");
    }
    return known.subList(0, tile.width());
  }

  /** Forgets what is in memory, so that the store is asked again. */
  void forget() {
    kept.clear();
  }

  private List<Digest> read(Tile full) {
    LogStore.StoredTile stored = store.tile(full.level(), full.index());
    List<Digest> hashes = split(stored.hashes());
    if (stored.isFull()) {
      kept.put(full, hashes);
    }
    return hashes;
  }

  private static List<Digest> split(Bytes hashes) {
    ByteBuffer in = ByteBuffer.wrap(hashes.toArray());
    List<Digest> all = new ArrayList<>(Tile.FULL);
    while (in.remaining() >= Digest.SIZE) {
      byte[] hash = new byte[Digest.SIZE];
      in.get(hash);
      all.add(Digest.of(hash));
    }
    return List.copyOf(all);
  }
}
