package vn.sogoc.audit;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.institution.CheckedStatement;
import vn.sogoc.institution.TrustedKey;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.register.legacy.MalformedCopy;
import vn.sogoc.register.legacy.PageProof;
import vn.sogoc.register.legacy.RegisterCopy;
import vn.sogoc.tlog.LogEntry;

/**
 * Copies from register books: each is signed by its keeper and logged once, those of a page are
 * just the rows that two persons keyed and two persons approved.
 */
final class RegisterCopyCheck implements Check {
  private static final String COPY = "register_copy";
  private static final String PAGE = "legacy_page";

  @Override
  public void run(Evidence e) throws SQLException {
    if (e.trust().secrets().isPresent()) {
      new SealedRows(e, e.trust().secrets().get())
          .check(COPY, "id", "register-copy", RegisterCopyCheck::columns);
    }
    e.store().each("select * from register_copy", row -> copy(e, row));
    pages(e);
  }

  private static void copy(Evidence e, Cells row) throws SQLException {
    e.count(COPY);
    Findings findings = e.findings();
    UUID id = row.uuid("id");
    Bytes cose = row.bytes("cose");
    Digest digest = Digest.sha256(cose);
    int keeper = row.integer("institution_id");
    Instant at = row.instant("recorded_at");
    findings.sameDigest(COPY, id, "digest", digest, row.bytes("digest"));
    LogEntry entry = LogEntry.registerCopy(at, keeper, digest);
    long position = logged(e, COPY, id, row, entry, "entry,recorded_at");
    try {
      CoseSign1 message = CoseSign1.parse(cose);
      e.nonces().take(COPY, id.toString(), "cose", message);
      Optional<TrustedKey> key = key(e, message, keeper, position);
      Optional<RegisterCopy.Signed> signed =
          key.isPresent() && key.get().verifier(Purpose.RECORD).isPresent()
              ? RegisterCopy.verify(message, key.get().verifier(Purpose.RECORD).get())
              : Optional.empty();
      findings.require(
          signed.isPresent() && key.get().key().validAt(at),
          COPY,
          id,
          "cose",
          "a signature by a record key of the keeper that was valid then",
          "none that verifies");
      if (signed.isEmpty()) {
        return;
      }
      RegisterCopy copy = signed.get().copy();
      findings.same(COPY, id, "id", copy.id().key(), id);
      findings.same(COPY, id, "institution_id", copy.keeper(), keeper);
      findings.same(COPY, id, "issuer_id", copy.issuer(), row.integer("issuer_id"));
      findings.same(COPY, id, "line", copy.line(), row.integer("line"));
    } catch (MalformedCose | MalformedCopy malformed) {
      findings.add(COPY, id, "cose", "a signed copy", String.valueOf(malformed.getMessage()));
    }
  }

  /** A key of the keeper by the statement that was the newest when the entry got its place. */
  static Optional<TrustedKey> key(Evidence e, CoseSign1 message, int keeper, long position) {
    Optional<CheckedStatement> then =
        position < 0 ? Optional.empty() : e.keys().at(keeper, position);
    return then.isPresent()
        ? then.get().key(message.kid())
        : e.keys().key(message.kid()).filter(k -> k.institution().id() == keeper);
  }

  /** That the entry is the row's own, in the log once, under the row's event. */
  static long logged(Evidence e, String table, Object id, Cells row, LogEntry entry, String columns)
      throws SQLException {
    Findings findings = e.findings();
    findings.require(
        entry.encode().equals(row.bytes("entry")), table, id, columns, "its entry", "other bytes");
    long position = e.position(entry.encode());
    if (position < 0) {
      findings.add(table, id, "entry", "an entry of the log", "none with these bytes");
    } else if (!e.log().toldByTable(position)) {
      findings.add(table, id, "entry", "a row once", "another row of it");
    } else if (position >= e.log().first()) {
      findings.same(
          table, id, "event_id", e.log().event(position).orElse(null), row.uuid("event_id"));
    }
    return position;
  }

  /** What was recorded of a page is what two persons approved, and what two persons keyed. */
  private static void pages(Evidence e) throws SQLException {
    List<UUID> some = new ArrayList<>();
    e.store()
        .each(
            "select id from legacy_page where recorded_at is not null order by id",
            row -> {
              some.add(row.uuid("id"));
              if (some.size() == LegacyPages.AT_ONCE) {
                pages(e, some);
                some.clear();
              }
            });
    pages(e, some);
    e.store()
        .each(
            """
            select c.id from register_copy c left join legacy_page p on p.id = c.page_id
            where p.recorded_at is null
            """,
            row ->
                e.findings()
                    .add(
                        COPY,
                        row.uuid("id"),
                        "page_id",
                        "a page that was recorded, with agreed entries",
                        "none"));
  }

  private static void pages(Evidence e, List<UUID> some) throws SQLException {
    @Nullable PageProof proof = e.trust().secrets().map(PageProof::new).orElse(null);
    LegacyPages behind = LegacyPages.of(e, proof, some);
    e.store()
        .each(
            """
            select p.*, b.title as b_title, b.issuer_id as b_issuer, a.state, a.content, a.subject_kind,
              a.subject_id, a.requester_person, a.approver_person
            from legacy_page p left join approval a on a.id = p.approval_id
            left join legacy_book b on b.id = p.book_id
            where p.id = any(?)
            """,
            row -> {
              UUID id = row.uuid("id");
              e.findings()
                  .require(
                      isApproved(row, id, behind.copies(id)),
                      PAGE,
                      id,
                      "approved_hash",
                      "copies of the rows that two persons approved",
                      "others, or fewer");
              e.findings()
                  .require(
                      proof == null || behind.isAgreed(id),
                      PAGE,
                      id,
                      "",
                      "copies of the rows that two persons keyed, or that were decided",
                      "others, or fewer");
            },
            (Object) some.toArray(new UUID[0]));
  }

  private static boolean isApproved(Cells row, UUID id, List<RegisterCopy> copies)
      throws SQLException {
    Optional<Digest> approved = row.digest("approved_hash");
    return !copies.isEmpty()
        && PageProof.approved(copies).equals(approved)
        && copies.getFirst().page() == row.integer("number")
        && copies.getFirst().book().key().equals(row.uuid("book_id"))
        && copies.getFirst().title().equals(row.text("b_title"))
        && copies.getFirst().issuer() == row.integer("b_issuer")
        && copies.stream().allMatch(c -> Optional.of(c.approved()).equals(approved))
        && Optional.of(copies.getFirst().image()).equals(row.digest("image_digest"))
        && !row.isNull("state")
        && row.text("state").equals("consumed")
        && row.text("subject_kind").equals("legacy-page")
        && row.text("subject_id").equals(PublicId.of("bpg", id).toString())
        && row.digest("content").equals(approved)
        && !row.uuid("requester_person").equals(row.uuid("approver_person"));
  }

  private static @Nullable Object[] columns(Cells row, UUID id) throws SQLException {
    return new @Nullable Object[] {
      id,
      row.integer("institution_id"),
      row.integer("issuer_id"),
      row.uuid("page_id"),
      row.integer("line"),
      hex(row, "serial_lookup"),
      hex(row, "register_lookup"),
      hex(row, "cose"),
      hex(row, "digest"),
      row.uuid("event_id"),
      hex(row, "entry"),
      row.instant("recorded_at").toEpochMilli()
    };
  }

  private static @Nullable String hex(Cells row, String column) throws SQLException {
    return row.isNull(column) ? null : HexFormat.of().formatHex(row.raw(column));
  }
}
