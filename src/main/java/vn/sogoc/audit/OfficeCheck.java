package vn.sogoc.audit;

import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;

/**
 * What gives somebody of an office a right: each proposal was carried out by an approval that two
 * persons gave to it, each way in was opened by one, and no row is another than the service wrote.
 */
final class OfficeCheck implements Check {
  private static final String PROPOSAL = "proposal";
  private static final String OUTCOME = "proposal_outcome";
  private static final String INVITATION = "invitation";

  @Override
  public void run(Evidence e) throws SQLException {
    if (e.trust().secrets().isPresent()) {
      SealedRows rows = new SealedRows(e, e.trust().secrets().get());
      rows.check(PROPOSAL, "id", PROPOSAL, (row, id) -> proposal(e, row, id));
      rows.check(OUTCOME, "proposal_id", "proposal-outcome", (row, id) -> outcome(e, row, id));
      rows.check(INVITATION, "id", INVITATION, (row, id) -> invitation(e, row, id));
      rows.check("mandate_document", "id", "mandate-document", (row, id) -> document(e, row, id));
      rows.check("supervision", "id", "supervision", (row, id) -> supervision(e, row, id));
    }
    documents(e);
    approved(e);
    opened(e);
  }

  /** A document that was changed is not the one that two persons saw. */
  private static void documents(Evidence e) throws SQLException {
    e.store()
        .each(
            1,
            "select * from mandate_document",
            row ->
                e.findings()
                    .require(
                        Optional.of(Digest.sha256(row.bytes("content")))
                            .equals(row.digest("digest")),
                        "mandate_document",
                        row.uuid("id"),
                        "content",
                        "bytes of that digest",
                        "others"));
  }

  private static void approved(Evidence e) throws SQLException {
    e.store()
        .each(
            """
            select o.*, p.institution_id as p_institution, p.asked_person as p_asked, p.kind,
              a.state, a.subject_kind, a.subject_id, a.requester_person, a.approver_person
            from proposal_outcome o
            left join proposal p on p.id = o.proposal_id
            left join approval a on a.id = o.approval_id
            where o.outcome = 'approved'
            """,
            row -> {
              UUID id = row.uuid("proposal_id");
              UUID asked = row.uuid("asked_person");
              UUID decided = row.uuid("decided_person");
              boolean isUsed =
                  !row.isNull("p_asked")
                      && !row.isNull("state")
                      && row.integer("institution_id") == row.integer("p_institution")
                      && row.uuid("p_asked").equals(asked)
                      && row.text("state").equals("consumed")
                      && row.text("subject_kind").equals(row.text("kind"))
                      && row.text("subject_id").equals(PublicId.of("pro", id).toString())
                      && row.uuid("requester_person").equals(asked)
                      && row.uuid("approver_person").equals(decided)
                      && !asked.equals(decided);
              e.findings()
                  .require(
                      isUsed,
                      OUTCOME,
                      id,
                      "approval_id",
                      "an approval that two persons gave to it",
                      "none of theirs was used for it");
            });
  }

  private static void opened(Evidence e) throws SQLException {
    e.store()
        .each(
            """
            select i.id, i.invited_person, i.approved_person from invitation i
            where i.approved_person is not null
            """,
            row -> {
              UUID id = row.uuid("id");
              Optional<UUID> second = second(e, id, row.uuid("invited_person"));
              e.findings()
                  .require(
                      second.filter(row.uuid("approved_person")::equals).isPresent(),
                      INVITATION,
                      id,
                      "approved_person",
                      "whoever approved the proposal of it",
                      "another person, or nobody did");
            });
  }

  private static Optional<UUID> second(Evidence e, UUID invitation, UUID asked)
      throws SQLException {
    @Nullable UUID[] found = {null};
    e.store()
        .each(
            """
            select o.decided_person from proposal p join proposal_outcome o on o.proposal_id = p.id
            where p.subject = ? and p.kind in ('invitation', 'recovery')
              and o.outcome = 'approved' and p.asked_person = ?
            """,
            row -> found[0] = row.uuid("decided_person"),
            PublicId.of("inv", invitation).toString(),
            asked);
    return Optional.ofNullable(found[0]);
  }

  private static @Nullable Object[] proposal(Evidence e, Cells row, UUID id) throws SQLException {
    e.count(PROPOSAL);
    return new @Nullable Object[] {
      id,
      row.integer("institution_id"),
      row.text("kind"),
      row.text("subject"),
      row.text("terms"),
      row.uuid("asked_person"),
      row.text("asked_name"),
      row.instant("asked_at").toEpochMilli(),
      row.instant("expires_at").toEpochMilli()
    };
  }

  private static @Nullable Object[] outcome(Evidence e, Cells row, UUID id) throws SQLException {
    e.count(OUTCOME);
    return new @Nullable Object[] {
      id,
      row.integer("institution_id"),
      row.text("outcome"),
      row.uuid("asked_person"),
      row.uuid("decided_person"),
      row.text("decided_name"),
      row.instant("decided_at").toEpochMilli(),
      row.uuidOrNull("approval_id")
    };
  }

  private static @Nullable Object[] invitation(Evidence e, Cells row, UUID id) throws SQLException {
    e.count(INVITATION);
    return new @Nullable Object[] {
      id,
      row.integer("institution_id"),
      row.text("purpose"),
      row.uuidOrNull("account_id"),
      row.text("name"),
      row.text("email"),
      row.text("roles"),
      row.uuid("invited_person"),
      row.text("invited_name"),
      row.instant("invited_at").toEpochMilli(),
      row.instant("expires_at").toEpochMilli(),
      row.uuidOrNull("approved_person"),
      row.textOrNull("approved_name"),
      row.isNull("approved_at") ? null : row.instant("approved_at").toEpochMilli(),
      row.bytesIfAny("link_digest").map(d -> d.hex()).orElse(null),
      row.bytesIfAny("code_digest").map(d -> d.hex()).orElse(null),
      row.integer("wrong_codes"),
      row.textOrNull("ended"),
      row.isNull("ended_at") ? null : row.instant("ended_at").toEpochMilli()
    };
  }

  private static @Nullable Object[] document(Evidence e, Cells row, UUID id) throws SQLException {
    e.count("mandate_document");
    return new @Nullable Object[] {
      id,
      row.integer("institution_id"),
      row.bytes("digest").hex(),
      row.text("media_type"),
      row.instant("uploaded_at").toEpochMilli()
    };
  }

  private static @Nullable Object[] supervision(Evidence e, Cells row, UUID id)
      throws SQLException {
    e.count("supervision");
    return new @Nullable Object[] {
      id,
      row.integer("institution_id"),
      row.integer("version"),
      row.integer("supervisor_id"),
      row.instant("recorded_at").toEpochMilli()
    };
  }
}
