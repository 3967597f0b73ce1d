package vn.sogoc.audit;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.supplement.MalformedSupplement;
import vn.sogoc.credential.supplement.Supplement;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.institution.TrustedKey;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.StatusSlot;
import vn.sogoc.tlog.LogEntry;

/**
 * Signed supplements: each is by a record key of the institution that was valid then, of a diploma
 * that says the same, in the log once with that diploma's entry as its subject, and numbered
 * without a gap. What the lists of them must be is asked by {@link SupplementSheetCheck}.
 */
final class SupplementCheck implements Check {
  static final String TABLE = "supplement";

  /** A row has some kilobytes. */
  private static final int AT_ONCE = 100;

  /** What was signed of a list, in its order. */
  static final class Signed {
    private final List<Digest> parts = new ArrayList<>();
    private int courses;
    private boolean broken;

    List<Digest> parts() {
      return parts;
    }

    int courses() {
      return courses;
    }

    boolean isBroken() {
      return broken;
    }
  }

  private final Map<UUID, Signed> ofSheet = new HashMap<>();
  private final Map<UUID, Integer> revisions = new HashMap<>();

  @Override
  public void run(Evidence e) throws SQLException {
    if (e.trust().secrets().isPresent()) {
      new SealedRows(e, e.trust().secrets().get())
          .check(TABLE, "id", "supplement", SupplementCheck::columns);
    }
    e.store()
        .each(
            "select id, entry_id, revision from supplement order by entry_id, revision",
            row ->
                e.findings()
                    .same(
                        TABLE,
                        row.uuid("id"),
                        "revision",
                        revisions.merge(row.uuid("entry_id"), 1, Integer::sum),
                        row.integer("revision")));
    e.store()
        .each(
            AT_ONCE,
            """
            select s.*, h.content_hash, r.digest as r_digest, r.serial_number, r.full_name, r.birth_date,
              r.recorded_at as r_recorded_at, r.status_list, r.status_index
            from supplement s
            left join supplement_sheet h on h.id = s.sheet_id and h.institution_id = s.institution_id
            left join register_entry r on r.id = s.entry_id and r.institution_id = s.institution_id
            order by s.sheet_id, s.line
            """,
            row -> supplement(e, row));
    new SupplementSheetCheck(ofSheet).run(e);
  }

  private void supplement(Evidence e, Cells row) throws SQLException {
    e.count(TABLE);
    Findings findings = e.findings();
    UUID id = row.uuid("id");
    Signed sheet = ofSheet.computeIfAbsent(row.uuid("sheet_id"), none -> new Signed());
    findings.same(TABLE, id, "line", sheet.parts.size() + 1, row.integer("line"));
    Bytes cose = row.bytes("cose");
    Digest digest = Digest.sha256(cose);
    findings.sameDigest(TABLE, id, "digest", digest, row.bytes("digest"));
    if (row.isNull("r_digest")) {
      findings.add(TABLE, id, "entry_id", "a diploma of that institution", "none");
      sheet.broken = true;
      return;
    }
    int institution = row.integer("institution_id");
    Instant at = row.instant("recorded_at");
    LogEntry entry = LogEntry.supplement(at, institution, digest, issued(row, institution));
    long position = RegisterCopyCheck.logged(e, TABLE, id, row, entry, "entry,recorded_at");
    Optional<Supplement> said = said(e, id, cose, institution, at, position);
    if (said.isEmpty()) {
      sheet.broken = true;
      return;
    }
    Supplement supplement = said.get();
    sheet.parts.add(supplement.part());
    sheet.courses += supplement.content().courses().size();
    findings.same(TABLE, id, "id", supplement.id().key(), id);
    findings.same(TABLE, id, "institution_id", supplement.institution(), institution);
    findings.same(TABLE, id, "revision", supplement.revision(), row.integer("revision"));
    findings.require(
        Optional.of(supplement.approved()).equals(row.digest("content_hash")),
        TABLE,
        id,
        "sheet_id",
        "the list whose hash it names",
        "another");
    boolean isOf =
        Optional.of(supplement.diploma()).equals(row.digest("r_digest"))
            && supplement.serialNumber().equals(row.text("serial_number"))
            && supplement.content().fullName().value().equals(row.text("full_name"))
            && supplement.content().birthDate().toString().equals(row.text("birth_date"));
    findings.require(
        isOf, TABLE, id, "entry_id", "the diploma that the signed bytes name", "another");
  }

  /** SHA-256 of the issued entry, made anew of what the register says of the diploma. */
  private static Digest issued(Cells row, int institution) throws SQLException {
    return Digest.sha256(
        LogEntry.issued(
                row.instant("r_recorded_at"),
                institution,
                row.digest("r_digest").orElseThrow(),
                new StatusSlot(row.integer("status_list"), row.integer("status_index")))
            .encode());
  }

  private static Optional<Supplement> said(
      Evidence e, UUID id, Bytes cose, int institution, Instant at, long position)
      throws SQLException {
    try {
      CoseSign1 message = CoseSign1.parse(cose);
      e.nonces().take(TABLE, id.toString(), "cose", message);
      Optional<TrustedKey> key = RegisterCopyCheck.key(e, message, institution, position);
      Optional<Supplement.Signed> signed =
          key.isPresent() && key.get().verifier(Purpose.RECORD).isPresent()
              ? Supplement.verify(message, key.get().verifier(Purpose.RECORD).get())
              : Optional.empty();
      e.findings()
          .require(
              signed.isPresent() && key.get().key().validAt(at),
              TABLE,
              id,
              "cose",
              "a signature by a record key of the institution that was valid then",
              "none that verifies");
      return signed.map(Supplement.Signed::supplement);
    } catch (MalformedCose | MalformedSupplement malformed) {
      e.findings()
          .add(TABLE, id, "cose", "a signed supplement", String.valueOf(malformed.getMessage()));
      return Optional.empty();
    }
  }

  private static @Nullable Object[] columns(Cells row, UUID id) throws SQLException {
    return new @Nullable Object[] {
      id,
      row.integer("institution_id"),
      row.uuid("sheet_id"),
      row.integer("line"),
      row.uuid("entry_id"),
      row.integer("revision"),
      HexFormat.of().formatHex(row.raw("cose")),
      HexFormat.of().formatHex(row.raw("digest")),
      row.uuid("event_id"),
      HexFormat.of().formatHex(row.raw("entry")),
      row.instant("recorded_at").toEpochMilli()
    };
  }
}
