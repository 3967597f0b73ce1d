package vn.sogoc.audit;

import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.institution.KeySuspension;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Secrets;

/**
 * How keys began, ended and rested: a suspension by one person is in the log, and what people asked
 * and decided is believed by its seals, asked where the secret is at hand.
 */
final class KeyChangeCheck implements Check {
  private static final String SUSPENSION = "key_suspension";

  @Override
  public void run(Evidence e) throws SQLException {
    e.store().each("select * from key_suspension", row -> suspension(e, row));
    if (e.trust().secrets().isPresent()) {
      Secrets secrets = e.trust().secrets().get();
      RowSeal rested = new RowSeal(secrets, "key-suspension");
      RowSeal asked = new RowSeal(secrets, "key-change");
      RowSeal ended = new RowSeal(secrets, "key-change-outcome");
      RowSeal proposed = new RowSeal(secrets, "trust-bundle-proposal");
      e.store().each("select * from key_suspension", row -> rested(e, rested, row));
      e.store().each("select * from key_change", row -> asked(e, asked, row));
      e.store().each("select * from key_change_outcome", row -> ended(e, ended, row));
      e.store().each(5, "select * from trust_bundle_proposal", row -> proposed(e, proposed, row));
    }
  }

  private static void suspension(Evidence e, Cells row) throws SQLException {
    e.count(SUSPENSION);
    UUID id = row.uuid("id");
    Digest digest;
    try {
      digest =
          new KeySuspension(
                  id,
                  row.integer("institution_id"),
                  new KeyId(row.bytes("key_id")),
                  row.instant("begins_at"),
                  row.instant("ends_at"),
                  row.text("reason"))
              .digest();
    } catch (IllegalArgumentException wrong) {
      e.findings()
          .add(SUSPENSION, id, "ends_at", "four hours at most", String.valueOf(wrong.getMessage()));
      return;
    }
    Optional<LogIndex.Placed> placed = e.log().byContent(digest);
    if (placed.isPresent()) {
      boolean isOnce = e.log().told(placed.get().position());
      e.findings().require(isOnce, SUSPENSION, id, "id", "a suspension once", "another row of it");
    } else {
      e.findings()
          .require(
              !e.isFull(), SUSPENSION, id, "id", "its entry in the log", "none of these words");
    }
  }

  private static void rested(Evidence e, RowSeal seal, Cells row) throws SQLException {
    UUID id = row.uuid("id");
    boolean fits =
        seal.fits(
            row.raw("seal"),
            id,
            row.integer("institution_id"),
            HexFormat.of().formatHex(row.raw("key_id")),
            row.instant("begins_at").toEpochMilli(),
            row.instant("ends_at").toEpochMilli(),
            row.text("reason"),
            row.uuid("person_id"),
            row.text("person_name"));
    sealed(e, SUSPENSION, id, fits);
  }

  private static void asked(Evidence e, RowSeal seal, Cells row) throws SQLException {
    e.count("key_change");
    UUID id = row.uuid("id");
    boolean fits =
        seal.fits(
            row.raw("seal"),
            id,
            row.integer("institution_id"),
            row.integer("version"),
            HexFormat.of().formatHex(row.raw("statement")),
            row.text("places"),
            row.text("reason"),
            row.uuid("asked_person"),
            row.text("asked_name"),
            row.instant("asked_at").toEpochMilli(),
            row.instant("expires_at").toEpochMilli());
    sealed(e, "key_change", id, fits);
  }

  private static void ended(Evidence e, RowSeal seal, Cells row) throws SQLException {
    e.count("key_change_outcome");
    UUID id = row.uuid("change_id");
    boolean fits =
        seal.fits(
            row.raw("seal"),
            id,
            row.integer("institution_id"),
            row.text("outcome"),
            row.uuid("asked_person"),
            row.uuid("decided_person"),
            row.text("decided_name"),
            row.instant("decided_at").toEpochMilli(),
            row.uuidOrNull("approval_id"));
    sealed(e, "key_change_outcome", id, fits);
    boolean isByTwo =
        !row.text("outcome").equals("approved")
            || !row.uuid("asked_person").equals(row.uuid("decided_person"));
    e.findings()
        .require(
            isByTwo, "key_change_outcome", id, "decided_person", "another person", "the same one");
  }

  private static void proposed(Evidence e, RowSeal seal, Cells row) throws SQLException {
    e.count("trust_bundle_proposal");
    UUID id = row.uuid("id");
    Bytes file = row.bytes("file");
    boolean fits =
        seal.fits(
            row.raw("seal"),
            id,
            row.integer("version"),
            Digest.sha256(file).hex(),
            row.uuid("asked_person"),
            row.text("asked_name"),
            row.instant("asked_at").toEpochMilli(),
            row.instant("expires_at").toEpochMilli());
    sealed(e, "trust_bundle_proposal", id, fits);
  }

  private static void sealed(Evidence e, String table, UUID id, boolean fits) {
    e.findings()
        .require(fits, table, id, "seal", "a seal over all columns", "one of other columns");
  }
}
