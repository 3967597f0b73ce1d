package vn.sogoc.audit;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.supplement.Supplement;
import vn.sogoc.credential.supplement.SupplementContent;
import vn.sogoc.issuance.supplement.SheetProof;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;

/**
 * Lists of supplements: what was signed of one is what two persons approved, recomputed from the
 * signed bytes; what waits is what the uploader asked for, recomputed from the sealed rows; and no
 * marks are left of a list that is at its end.
 */
final class SupplementSheetCheck implements Check {
  private static final String SHEET = "supplement_sheet";
  private static final String DRAFT = "supplement_draft";
  private static final int AT_ONCE = 100;

  private final Map<UUID, SupplementCheck.Signed> signed;
  private final Map<UUID, List<Digest>> waiting = new HashMap<>();
  private final Set<UUID> broken = new HashSet<>();

  SupplementSheetCheck(Map<UUID, SupplementCheck.Signed> signed) {
    this.signed = signed;
  }

  @Override
  public void run(Evidence e) throws SQLException {
    boolean isOpen = e.trust().secrets().isPresent();
    if (isOpen) {
      SealedRows rows = new SealedRows(e, e.trust().secrets().get());
      rows.check(SHEET, "id", "supplement-sheet", SupplementSheetCheck::sheet);
      SheetProof proof = new SheetProof(e.trust().secrets().get());
      rows.check(DRAFT, "id", "supplement-draft", (row, id) -> draft(proof, row, id));
      parts(e, proof);
    }
    drafts(e);
    e.store()
        .each(
            """
            select h.*, b.institution_id as b_institution, a.state, a.content, a.item_count, a.subject_kind, a.subject_id,
              a.requester_person, a.approver_person
            from supplement_sheet h left join approval a on a.id = h.approval_id
            left join batch b on b.id = h.batch_id
            """,
            row -> sheet(e, row, isOpen));
    e.store()
        .each(
            """
            select a.subject_kind, a.subject_id from approval a
            where a.state = 'consumed' and a.subject_kind in ('supplement-sheet', 'supplement-withdrawal')
              and not exists (select from supplement_sheet h where h.approval_id = a.id)
              and not exists (select from supplement_withdrawal w where w.approval_id = a.id)
            """,
            row ->
                e.findings()
                    .add(
                        row.text("subject_kind").equals("supplement-sheet")
                            ? SHEET
                            : "supplement_withdrawal",
                        row.text("subject_id"),
                        "",
                        "what two persons approved",
                        "none"));
  }

  private void sheet(Evidence e, Cells row, boolean isOpen) throws SQLException {
    e.count(SHEET);
    Findings findings = e.findings();
    UUID id = row.uuid("id");
    int institution = row.integer("institution_id");
    findings.require(
        !row.isNull("b_institution") && row.integer("b_institution") == institution,
        SHEET,
        id,
        "batch_id",
        "a batch of that institution",
        "none");
    SupplementCheck.Signed of = signed.get(id);
    if (row.isNull("recorded_at")) {
      findings.require(
          of == null, SHEET, id, "recorded_at", "the time at which it was recorded", "none");
      if (isOpen && row.isNull("discarded_at")) {
        List<Digest> parts = waiting.getOrDefault(id, List.of());
        findings.require(
            !broken.contains(id)
                && parts.size() == row.integer("persons")
                && row.digest("content_hash")
                    .equals(Optional.of(Supplement.approved(institution, parts))),
            SHEET,
            id,
            "content_hash",
            "the hash of its rows",
            "another, or other rows");
      }
      return;
    }
    boolean isWhole =
        of != null
            && !of.isBroken()
            && of.parts().size() == row.integer("persons")
            && of.courses() == row.integer("courses")
            && row.digest("content_hash")
                .equals(Optional.of(Supplement.approved(institution, of.parts())));
    findings.require(
        isWhole,
        SHEET,
        id,
        "content_hash",
        "the supplements that were approved",
        "others, or fewer");
    boolean isUsed =
        !row.isNull("state")
            && row.text("state").equals("consumed")
            && row.text("subject_kind").equals("supplement-sheet")
            && row.text("subject_id").equals(PublicId.of("sps", id).toString())
            && row.digest("content").equals(row.digest("content_hash"))
            && row.integer("item_count") == row.integer("persons")
            && row.uuid("requester_person").equals(row.uuid("uploaded_person"))
            && !row.uuid("requester_person").equals(row.uuid("approver_person"));
    findings.require(
        isUsed,
        SHEET,
        id,
        "approval_id",
        "an approval that two persons gave to it",
        "none of theirs was used for it");
  }

  /** The parts of every row that waits, in the order of its list. */
  private void parts(Evidence e, SheetProof proof) throws SQLException {
    e.store()
        .each(
            AT_ONCE,
            """
            select d.*, r.digest as r_digest, r.serial_number from supplement_draft d
            left join register_entry r on r.id = d.entry_id and r.institution_id = d.institution_id
            order by d.sheet_id, d.line
            """,
            row -> {
              UUID sheet = row.uuid("sheet_id");
              Optional<SupplementContent> content =
                  proof
                      .words(sheet, row.integer("line"), row.bytes("content"))
                      .flatMap(SheetProof::content);
              if (content.isEmpty() || row.isNull("r_digest")) {
                broken.add(sheet);
                return;
              }
              waiting
                  .computeIfAbsent(sheet, none -> new ArrayList<>())
                  .add(
                      Supplement.part(
                          row.digest("r_digest").orElseThrow(),
                          row.text("serial_number"),
                          row.integer("revision"),
                          content.get()));
            });
  }

  /** Marks of a list that is at its end are deleted with it. */
  private static void drafts(Evidence e) throws SQLException {
    e.store()
        .each(
            """
            select d.id from supplement_draft d join supplement_sheet h on h.id = d.sheet_id
            where h.recorded_at is not null or h.discarded_at is not null
            """,
            row ->
                e.findings()
                    .add(DRAFT, row.uuid("id"), "sheet_id", "a list that waits", "one at its end"));
  }

  private static @Nullable Object[] sheet(Cells row, UUID id) throws SQLException {
    return new @Nullable Object[] {
      id,
      row.integer("institution_id"),
      row.uuid("batch_id"),
      HexFormat.of().formatHex(row.raw("file_digest")),
      row.integer("persons"),
      row.integer("courses"),
      row.integer("warnings"),
      HexFormat.of().formatHex(row.raw("content_hash")),
      row.uuid("uploaded_person"),
      row.text("uploaded_name"),
      row.instant("uploaded_at").toEpochMilli(),
      row.isNull("discarded_at") ? null : row.instant("discarded_at").toEpochMilli(),
      row.uuidOrNull("approval_id"),
      row.isNull("recorded_at") ? null : row.instant("recorded_at").toEpochMilli()
    };
  }

  private static @Nullable Object[] draft(SheetProof proof, Cells row, UUID id)
      throws SQLException {
    UUID sheet = row.uuid("sheet_id");
    int line = row.integer("line");
    return new @Nullable Object[] {
      id,
      row.integer("institution_id"),
      sheet,
      line,
      row.uuid("entry_id"),
      row.integer("revision"),
      proof.words(sheet, line, row.bytes("content")).map(Bytes::hex).orElse("")
    };
  }
}
