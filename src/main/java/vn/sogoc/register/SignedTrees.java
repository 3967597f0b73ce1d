package vn.sogoc.register;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import vn.sogoc.crypto.merkle.SaltedProof;
import vn.sogoc.crypto.merkle.SaltedTree;
import vn.sogoc.crypto.merkle.Tile;
import vn.sogoc.crypto.merkle.TreeProofs;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Secrets;
import vn.sogoc.platform.store.CopyRows;
import vn.sogoc.platform.store.ReadOnce;

/**
 * Trees over rows that one person signs at once, under the id of what the rows are together. The
 * hashes are kept in tiles, 33 bytes a row; the rows are elsewhere. The root is believed by its
 * seal when it is signed; whoever records computes it again from the rows.
 */
@ApplicationScoped
public class SignedTrees {
  private static final Logger LOG = Logger.getLogger(SignedTrees.class);
  private static final int TILES_AT_ONCE = 256;

  private final EntityManager store;
  private final SecureRandom random;
  private final RowSeal seal;
  private final ReadOnce readOnce;

  SignedTrees(EntityManager store, SecureRandom random, Secrets secrets, ReadOnce readOnce) {
    this.readOnce = readOnce;
    this.store = store;
    this.random = random;
    this.seal = new RowSeal(secrets, "signed-tree");
  }

  /**
   * A tree that is stored.
   *
   * @param secret from which the salts of its rows follow
   * @param size how many rows it has
   */
  public record Stored(Bytes secret, int size, Digest root) {}

  /** A tree that is being written, by the thread that began it. */
  public final class Writing {
    private final UUID subject;
    private final int institution;
    private final Bytes secret;
    private final SaltedTree tree;
    private CopyRows tiles;
    private int waiting;

    private Writing(UUID subject, int institution, Bytes secret) {
      this.subject = subject;
      this.institution = institution;
      this.secret = secret;
      this.tree = new SaltedTree(secret, this::put);
      this.tiles = begin();
    }

    /** Adds the next row. */
    public void add(Bytes row) {
      tree.add(row);
    }

    /** Writes what is left, and the root. */
    public void end() {
      tree.close();
      flush();
      int size = (int) tree.size();
      Digest root = tree.root();
      new CopyRows("signed_tree", "subject", "institution_id", "secret", "size", "root", "seal")
          .row()
          .add(subject)
          .add(institution)
          .add(secret.toArray())
          .add(size)
          .add(root.toArray())
          .add(seal.of(sealed(subject, institution, new Stored(secret, size, root))))
          .into(store);
    }

    private void put(Tile tile, Bytes hashes) {
      tiles
          .row()
          .add(subject)
          .add(tile.level())
          .add((int) tile.index())
          .add(institution)
          .add(hashes.toArray());
      if (++waiting == TILES_AT_ONCE) {
        flush();
      }
    }

    private void flush() {
      if (waiting > 0) {
        tiles.into(store);
      }
      tiles = begin();
      waiting = 0;
    }

    private static CopyRows begin() {
      return new CopyRows("signed_tile", "subject", "level", "idx", "institution_id", "hashes");
    }
  }

  /**
   * Begins a tree, in the caller's transaction.
   *
   * @param subject of which there is none yet
   */
  @Transactional(TxType.MANDATORY)
  public Writing write(UUID subject, int institution) {
    byte[] secret = new byte[SaltedTree.SECRET];
    random.nextBytes(secret);
    return new Writing(subject, institution, Bytes.of(secret));
  }

  /** The tree of a subject as it was written; a row that anybody else wrote counts as not there. */
  @Transactional
  public Optional<Stored> find(UUID subject) {
    return readOnce.once(new Find(subject), () -> read(subject));
  }

  /**
   * Reads several at once in a transaction that reads the same only once; each is then found by
   * itself.
   */
  @Transactional(TxType.MANDATORY)
  public void readAll(Collection<UUID> subjects) {
    Map<UUID, Stored> found = read(subjects);
    subjects.forEach(
        subject -> readOnce.known(new Find(subject), Optional.ofNullable(found.get(subject))));
  }

  private record Find(UUID subject) {}

  private Optional<Stored> read(UUID subject) {
    return Optional.ofNullable(read(List.of(subject)).get(subject));
  }

  private Map<UUID, Stored> read(Collection<UUID> subjects) {
    List<?> rows =
        store
            .createNativeQuery(
                "select secret, size, root, institution_id, seal, subject from signed_tree"
                    + " where subject = any(:subjects)",
                Object[].class)
            .setParameter("subjects", subjects.toArray(UUID[]::new))
            .getResultList();
    Map<UUID, Stored> found = new HashMap<>();
    for (Object each : rows) {
      Object[] row = (Object[]) each;
      UUID subject = (UUID) row[5];
      Stored tree = new Stored(Bytes.of((byte[]) row[0]), (int) row[1], Digest.of((byte[]) row[2]));
      if (seal.fits((byte[]) row[4], sealed(subject, (int) row[3], tree))) {
        found.put(subject, tree);
      } else {
        LOG.errorf("alarm: the tree of %s was not written by the service; it is ignored", subject);
      }
    }
    return found;
  }

  private static Object[] sealed(UUID subject, int institution, Stored tree) {
    return new Object[] {subject, institution, tree.secret().hex(), tree.size(), tree.root().hex()};
  }

  /**
   * The proof of one row, only as true as the tiles: whoever gives it out compares its root with
   * the signed one.
   *
   * @throws IllegalArgumentException where the tree has no such row
   * @throws IllegalStateException where a tile is not there
   */
  @Transactional
  public SaltedProof proof(UUID subject, Stored tree, int index) {
    TreeProofs proofs = new TreeProofs(tile -> hashes(subject, tile), tree.size());
    return new SaltedProof(
        index, tree.size(), SaltedTree.salt(tree.secret(), index), proofs.inclusion(index));
  }

  /**
   * The leaf hashes of all rows, in order; empty where the tiles are not those of the sealed root.
   */
  @Transactional
  public Optional<List<Digest>> leaves(UUID subject, Stored tree) {
    List<Digest> leaves = new ArrayList<>(tree.size());
    SaltedTree again = new SaltedTree(tree.secret(), (tile, hashes) -> {});
    try {
      for (int index = 0; leaves.size() < tree.size(); index++) {
        int width = Math.min(Tile.FULL, tree.size() - leaves.size());
        leaves.addAll(hashes(subject, new Tile(0, index, width)));
      }
    } catch (IllegalStateException e) {
      return Optional.empty(); // a tile was taken out
    }
    leaves.forEach(again::add);
    return again.root().equals(tree.root()) ? Optional.of(leaves) : Optional.empty();
  }

  /** Forgets the tree of a draft that was given up. */
  @Transactional(TxType.MANDATORY)
  public void forget(UUID subject) {
    for (String table : List.of("signed_tile", "signed_tree")) {
      store
          .createNativeQuery("delete from " + table + " where subject = :subject")
          .setParameter("subject", subject)
          .executeUpdate();
    }
  }

  private List<Digest> hashes(UUID subject, Tile tile) {
    List<?> found =
        store
            .createNativeQuery(
                "select hashes from signed_tile"
                    + " where subject = :subject and level = :level and idx = :index",
                byte[].class)
            .setParameter("subject", subject)
            .setParameter("level", tile.level())
            .setParameter("index", tile.index())
            .getResultList();
    Bytes all = found.isEmpty() ? Bytes.of(new byte[0]) : Bytes.of((byte[]) found.getFirst());
    if (all.size() < tile.width() * Digest.SIZE) {
      throw new IllegalStateException("tile " + tile.path() + " of " + subject + " is not whole");
    }
    List<Digest> hashes = new ArrayList<>(tile.width());
    for (int i = 0; i < tile.width(); i++) {
      hashes.add(new Digest(all.slice(i * Digest.SIZE, (i + 1) * Digest.SIZE)));
    }
    return hashes;
  }
}
