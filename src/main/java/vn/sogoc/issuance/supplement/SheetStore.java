package vn.sogoc.issuance.supplement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.supplement.ContentCodec;
import vn.sogoc.credential.supplement.MalformedSupplement;
import vn.sogoc.credential.supplement.SupplementContent;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Sealing;
import vn.sogoc.platform.secrets.Secrets;
import vn.sogoc.register.supplement.SupplementProblem;

/** Lists and their sealed rows. */
@ApplicationScoped
class SheetStore {
  static final String SHEET_SEAL = "supplement-sheet";
  static final String DRAFT_SEAL = "supplement-draft";
  static final String SEALING = "supplement-content";

  private final EntityManager store;
  private final RowSeal sheets;
  private final RowSeal drafts;
  private final Sealing sealing;

  SheetStore(EntityManager store, Secrets secrets, SecureRandom random) {
    this.store = store;
    this.sheets = new RowSeal(secrets, SHEET_SEAL);
    this.drafts = new RowSeal(secrets, DRAFT_SEAL);
    this.sealing = new Sealing(secrets, SEALING, random);
  }

  /** Holds a batch, so that its lists come one after the other. */
  void lockBatch(int institution, UUID batch) {
    store
        .createNativeQuery(
            "select 1 from batch where institution_id = :institution and id = :batch for update")
        .setParameter("institution", institution)
        .setParameter("batch", batch)
        .getResultList();
  }

  void keep(SheetEntity row) {
    row.seal = sheets.of(columns(row));
    store.persist(row);
    store.flush();
  }

  Optional<SheetEntity> find(int institution, UUID id) {
    return Optional.ofNullable(store.find(SheetEntity.class, id))
        .filter(row -> row.institutionId == institution)
        .map(this::genuine);
  }

  /** The same, held until the transaction ends, as it is then. */
  Optional<SheetEntity> lock(int institution, UUID id) {
    SheetEntity row = store.find(SheetEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (row == null || row.institutionId != institution) {
      return Optional.empty();
    }
    store.refresh(row);
    return Optional.of(genuine(row));
  }

  /** Of a batch, the newest first. */
  List<SheetEntity> ofBatch(int institution, UUID batch, int most) {
    return store
        .createQuery(
            "from SupplementSheetEntity s where s.institutionId = :institution and s.batchId = :batch order by"
                + " s.uploadedAt desc, s.id",
            SheetEntity.class)
        .setParameter("institution", institution)
        .setParameter("batch", batch)
        .setMaxResults(most)
        .getResultList()
        .stream()
        .map(this::genuine)
        .toList();
  }

  long countOf(UUID batch) {
    return store
        .createQuery(
            "select count(*) from SupplementSheetEntity s where s.batchId = :batch", Long.class)
        .setParameter("batch", batch)
        .getSingleResult();
  }

  /** Stores what will be signed of one person. */
  void keep(DraftEntity row, Bytes content) {
    row.content = sealing.seal(content, context(row.sheetId, row.line)).toArray();
    row.seal = drafts.of(columns(row, content));
    store.persist(row);
  }

  /** Writes and lets go of what was stored, so that thousands are not in memory at once. */
  void write() {
    store.flush();
    store.clear();
  }

  /** Rows of a list in its order, from a line (0 for the first) on. */
  List<DraftEntity> drafts(UUID sheet, int afterLine, int limit) {
    return store
        .createQuery(
            "from DraftEntity d where d.sheetId = :sheet and d.line > :line order by d.line",
            DraftEntity.class)
        .setParameter("sheet", sheet)
        .setParameter("line", afterLine)
        .setMaxResults(limit)
        .getResultList();
  }

  /**
   * What a row says.
   *
   * @throws Refusal {@code supplement-altered} where it was changed by hand
   */
  SupplementContent content(DraftEntity row) {
    Bytes content =
        sealing
            .open(Bytes.of(row.content), context(row.sheetId, row.line))
            .filter(words -> drafts.fits(row.seal, columns(row, words)))
            .orElseThrow(SheetStore::altered);
    try {
      return ContentCodec.decode(content);
    } catch (MalformedSupplement e) {
      throw altered();
    }
  }

  /** Takes out the rows of a list that is signed or discarded. */
  void forget(UUID sheet) {
    store
        .createQuery("delete from DraftEntity d where d.sheetId = :sheet")
        .setParameter("sheet", sheet)
        .executeUpdate();
  }

  static String context(UUID sheet, int line) {
    return sheet + "/" + line;
  }

  static Refusal altered() {
    return new Refusal(SupplementProblem.ALTERED, "a stored row was changed by hand");
  }

  private SheetEntity genuine(SheetEntity row) {
    if (!sheets.fits(row.seal, columns(row))) {
      throw altered();
    }
    return row;
  }

  private static @Nullable Object[] columns(SheetEntity row) {
    return new @Nullable Object[] {
      row.id,
      row.institutionId,
      row.batchId,
      HexFormat.of().formatHex(row.fileDigest),
      row.persons,
      row.courses,
      row.warnings,
      HexFormat.of().formatHex(row.contentHash),
      row.uploadedPerson,
      row.uploadedName,
      row.uploadedAt.toEpochMilli(),
      row.discardedAt == null ? null : row.discardedAt.toEpochMilli(),
      row.approvalId,
      row.recordedAt == null ? null : row.recordedAt.toEpochMilli()
    };
  }

  private static @Nullable Object[] columns(DraftEntity row, Bytes content) {
    return new @Nullable Object[] {
      row.id, row.institutionId, row.sheetId, row.line, row.entryId, row.revision, content.hex()
    };
  }
}
