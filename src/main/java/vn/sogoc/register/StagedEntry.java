package vn.sogoc.register;

import java.util.UUID;
import vn.sogoc.kernel.Bytes;

/**
 * A signed record with its number, ready to be recorded with its batch. {@link Register#seat} makes
 * it, {@link Register#staged} gives it back from the store, where anybody may have changed it:
 * {@link #isSound} first.
 */
public final class StagedEntry {
  private final StagedEntryEntity row;
  private final EntrySeal seal;

  StagedEntry(StagedEntryEntity row, EntrySeal seal) {
    this.row = row;
    this.seal = seal;
  }

  /** Its place in the batch, from 0. */
  public int position() {
    return row.batchRow;
  }

  /** Whose credential it is. */
  public UUID person() {
    return row.personId;
  }

  /** The signed record, as it is stored. */
  public Bytes cose() {
    return Bytes.of(row.cose);
  }

  /**
   * Whether it is as it was seated. The seal's key is not in the database; what it covers was
   * verified before it was sealed.
   */
  public boolean isSound() {
    return seal.of(row).equals(Bytes.of(row.seal));
  }

  StagedEntryEntity row() {
    return row;
  }
}
