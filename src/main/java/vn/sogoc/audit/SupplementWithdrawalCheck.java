package vn.sogoc.audit;

import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.register.supplement.SupplementWithdrawals;
import vn.sogoc.tlog.LogEntry;

/** A supplement was taken back by two persons, and its entry is in the log once. */
final class SupplementWithdrawalCheck implements Check {
  private static final String TABLE = "supplement_withdrawal";

  @Override
  public void run(Evidence e) throws SQLException {
    if (e.trust().secrets().isPresent()) {
      new SealedRows(e, e.trust().secrets().get())
          .check(TABLE, "id", "supplement-withdrawal", (row, id) -> columns(e, row, id));
    }
    e.store()
        .each(
            """
            select w.*, c.digest as c_digest, c.entry as c_entry, a.state, a.content, a.subject_kind, a.subject_id,
              a.requester_person, a.approver_person
            from supplement_withdrawal w
            left join supplement c on c.id = w.supplement_id
            left join approval a on a.id = w.approval_id
            where w.approval_id is not null or w.entry is not null
            """,
            row -> approved(e, row));
  }

  private static void approved(Evidence e, Cells row) throws SQLException {
    UUID id = row.uuid("id");
    Optional<Digest> signed = row.digest("c_digest");
    if (signed.isEmpty()) {
      e.findings().add(TABLE, id, "supplement_id", "a supplement", "none");
      return;
    }
    UUID supplement = row.uuid("supplement_id");
    int version = row.integer("version");
    Digest content =
        SupplementWithdrawals.content(supplement, signed.get(), version, row.text("reason"));
    boolean isUsed =
        !row.isNull("state")
            && row.text("state").equals("consumed")
            && row.text("subject_kind").equals("supplement-withdrawal")
            && row.text("subject_id").equals(PublicId.of("sup", supplement) + "/" + version)
            && row.digest("content").equals(Optional.of(content))
            && row.uuid("requester_person").equals(row.uuid("asked_person"))
            && row.uuid("approver_person").equals(row.uuid("approved_person"))
            && !row.uuid("asked_person").equals(row.uuid("approved_person"));
    e.findings()
        .require(
            isUsed,
            TABLE,
            id,
            "approval_id",
            "an approval that two persons gave to it",
            "none of theirs was used for it");
    RegisterCopyCheck.logged(
        e,
        TABLE,
        id,
        row,
        LogEntry.supplementWithdrawn(
            row.instant("approved_at"),
            row.integer("institution_id"),
            content,
            Digest.sha256(row.bytes("c_entry"))),
        "entry,approved_at");
  }

  private static @Nullable Object[] columns(Evidence e, Cells row, UUID id) throws SQLException {
    e.count(TABLE);
    return new @Nullable Object[] {
      id,
      row.integer("institution_id"),
      row.uuid("supplement_id"),
      row.integer("version"),
      row.text("reason"),
      row.uuid("asked_person"),
      row.text("asked_name"),
      row.instant("asked_at").toEpochMilli(),
      row.uuidOrNull("approved_person"),
      row.textOrNull("approved_name"),
      row.isNull("approved_at") ? null : row.instant("approved_at").toEpochMilli(),
      row.uuidOrNull("approval_id"),
      row.uuidOrNull("event_id"),
      row.isNull("entry") ? null : HexFormat.of().formatHex(row.raw("entry"))
    };
  }
}
