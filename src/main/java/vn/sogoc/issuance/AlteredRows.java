package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.sogoc.crypto.merkle.SaltedTree;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.register.SignedTrees;

/**
 * Says which rows of a batch are not the ones that were frozen, once the hash over all of them has
 * shown that something is not: each row is held against its leaf in the tree that the head signs.
 * Leaves that do not lead to the sealed root were altered themselves and name nobody.
 */
@ApplicationScoped
class AlteredRows {
  private static final int PAGE = 2048;
  private static final int MOST = 20;

  private final BatchRowRepository rows;
  private final SignedTrees trees;

  AlteredRows(BatchRowRepository rows, SignedTrees trees) {
    this.rows = rows;
    this.trees = trees;
  }

  /** The refusal of a batch whose rows are not what was approved, naming the first such rows. */
  @Transactional
  Refusal refusal(BatchEntity batch) {
    List<Refusal.Fault> faults = faults(batch);
    return new Refusal(
        IssuanceProblem.CONTENT_CHANGED,
        faults.isEmpty()
            ? "the rows are not the ones that were approved"
            : "row at position "
                + (Integer.parseInt(faults.getFirst().expected()) - 1)
                + ": it is not the one that was approved",
        faults);
  }

  private List<Refusal.Fault> faults(BatchEntity batch) {
    Optional<SignedTrees.Stored> tree = trees.find(batch.id);
    Optional<List<Digest>> leaves = tree.flatMap(stored -> trees.leaves(batch.id, stored));
    return leaves.isEmpty()
        ? List.of()
        : faults(batch, tree.orElseThrow().secret(), leaves.orElseThrow());
  }

  private List<Refusal.Fault> faults(BatchEntity batch, Bytes secret, List<Digest> leaves) {
    List<Refusal.Fault> faults = new ArrayList<>();
    int next = 0;
    List<BatchRowEntity> page;
    do {
      page = rows.from(batch.id, next, PAGE);
      for (BatchRowEntity row : page) {
        missing(faults, next, Math.min(row.position, leaves.size()));
        if (row.position >= leaves.size()) {
          faults.add(fault("row_added", row.line, row.position));
        } else if (!leaf(secret, row).equals(leaves.get(row.position))) {
          faults.add(fault("row_altered", row.line, row.position));
        }
        next = row.position + 1;
      }
    } while (!page.isEmpty() && faults.size() < MOST);
    if (page.isEmpty()) {
      missing(faults, next, leaves.size());
    }
    return List.copyOf(faults.subList(0, Math.min(MOST, faults.size())));
  }

  private static void missing(List<Refusal.Fault> faults, int from, int until) {
    for (int position = from; position < until && faults.size() < MOST; position++) {
      faults.add(fault("row_missing", 0, position));
    }
  }

  private static Digest leaf(Bytes secret, BatchRowEntity row) {
    return SaltedTree.leaf(SaltedTree.salt(secret, row.position), Bytes.of(row.claims));
  }

  /** The place in the list is counted from 1, as people count. */
  private static Refusal.Fault fault(String code, int line, int position) {
    return new Refusal.Fault(code, line, "", Integer.toString(position + 1), "");
  }
}
