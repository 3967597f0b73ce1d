package vn.sogoc.issuance.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.BitSet;
import vn.sogoc.kernel.PublicId;

/** Does the work of a list's job again, as a run does that was cut off after its transaction. */
@ApplicationScoped
public class SheetsByHand {
  private final SheetStore store;

  SheetsByHand(SheetStore store) {
    this.store = store;
  }

  /** The first rows of a list. */
  @Transactional
  public void record(String sheet, int rows) {
    store.record(PublicId.parse(SheetEntity.ID_KIND, sheet).orElseThrow(), 0, rows, new BitSet());
  }
}
