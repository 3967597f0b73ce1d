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
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.institution.CheckedStatement;
import vn.sogoc.institution.TrustedKey;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.register.legacy.CoverageLine;
import vn.sogoc.register.legacy.CoverageStatement;
import vn.sogoc.register.legacy.MalformedCopy;
import vn.sogoc.register.legacy.PageProof;
import vn.sogoc.register.legacy.RegisterCopy;
import vn.sogoc.tlog.LogEntry;

/**
 * Copies from register books: each is signed by its keeper and logged once, those of a page are
 * just the rows that two persons keyed and two persons approved, and no coverage claims more copies
 * than there are.
 */
final class RegisterCopyCheck implements Check {
  private static final String COPY = "register_copy";
  private static final String PAGE = "legacy_page";
  private static final String COVERAGE = "register_coverage";

  private final Map<UUID, List<RegisterCopy>> ofPage = new HashMap<>();
  private final Map<Integer, List<Long>> recorded = new HashMap<>();

  @Override
  public void run(Evidence e) throws SQLException {
    if (e.trust().secrets().isPresent()) {
      new SealedRows(e, e.trust().secrets().get())
          .check(COPY, "id", "register-copy", RegisterCopyCheck::columns);
    }
    e.store().each("select * from register_copy order by page_id, line", row -> copy(e, row));
    pages(e);
    Map<Integer, Integer> versions = new HashMap<>();
    e.store()
        .each(
            "select * from register_coverage order by institution_id, version",
            row -> coverage(e, row, versions));
  }

  private void copy(Evidence e, Cells row) throws SQLException {
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
    recorded.computeIfAbsent(keeper, none -> new ArrayList<>()).add(position);
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
      ofPage.computeIfAbsent(row.uuid("page_id"), none -> new ArrayList<>()).add(copy);
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
  private void pages(Evidence e) throws SQLException {
    Map<UUID, List<PageProof.Entry>> entries = new HashMap<>();
    Map<UUID, List<PageProof.Decided>> decisions = new HashMap<>();
    boolean isOpen = e.trust().secrets().isPresent();
    if (isOpen) {
      PageProof proof = new PageProof(e.trust().secrets().get());
      entries(e, proof, entries);
      decisions(e, proof, decisions);
    }
    e.store()
        .each(
            """
            select p.*, b.title as b_title, b.issuer_id as b_issuer, a.state, a.content, a.subject_kind, a.subject_id, a.requester_person, a.approver_person
            from legacy_page p left join approval a on a.id = p.approval_id
            left join legacy_book b on b.id = p.book_id
            where p.recorded_at is not null
            """,
            row -> {
              UUID id = row.uuid("id");
              List<RegisterCopy> copies = ofPage.getOrDefault(id, List.of());
              ofPage.remove(id);
              Optional<Digest> approved = row.digest("approved_hash");
              boolean isApproved =
                  !copies.isEmpty()
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
              e.findings()
                  .require(
                      isApproved,
                      PAGE,
                      id,
                      "approved_hash",
                      "copies of the rows that two persons approved",
                      "others, or fewer");
              e.findings()
                  .require(
                      !isOpen
                          || PageProof.isAgreed(
                              entries.getOrDefault(id, List.of()),
                              decisions.getOrDefault(id, List.of()),
                              copies),
                      PAGE,
                      id,
                      "",
                      "copies of the rows that two persons keyed, or that were decided",
                      "others, or fewer");
            });
    ofPage.forEach(
        (page, copies) ->
            copies.forEach(
                copy ->
                    e.findings()
                        .add(
                            COPY,
                            copy.id().key(),
                            "page_id",
                            "a page that was recorded, with agreed entries",
                            "none")));
  }

  private static void entries(Evidence e, PageProof proof, Map<UUID, List<PageProof.Entry>> entries)
      throws SQLException {
    Map<UUID, Map<Integer, Bytes>> words = LegacyBookCheck.words(e, proof);
    e.store()
        .each(
            "select id, page_id, person_id from legacy_turn where closed_at is not null order by turn",
            row ->
                entries
                    .computeIfAbsent(row.uuid("page_id"), none -> new ArrayList<>())
                    .add(
                        new PageProof.Entry(
                            row.uuid("person_id"), words.getOrDefault(row.uuid("id"), Map.of()))));
  }

  private static void decisions(
      Evidence e, PageProof proof, Map<UUID, List<PageProof.Decided>> decisions)
      throws SQLException {
    e.store()
        .each(
            "select * from legacy_decision order by page_id, line, version",
            row -> {
              UUID page = row.uuid("page_id");
              int line = row.integer("line");
              @Nullable Bytes words =
                  row.isNull("content")
                      ? null
                      : proof
                          .decision(page, line, row.integer("version"), row.bytes("content"))
                          .orElse(Bytes.of(new byte[1]));
              decisions
                  .computeIfAbsent(page, none -> new ArrayList<>())
                  .add(
                      new PageProof.Decided(
                          line,
                          words,
                          row.uuid("decided_person"),
                          row.uuidOrNull("agreed_person")));
            });
  }

  private void coverage(Evidence e, Cells row, Map<Integer, Integer> versions) throws SQLException {
    e.count(COVERAGE);
    Findings findings = e.findings();
    int keeper = row.integer("institution_id");
    int version = row.integer("version");
    UUID id = row.uuid("id");
    findings.same(COVERAGE, id, "version", versions.merge(keeper, 1, Integer::sum), version);
    Bytes signed = row.bytes("signed");
    Instant at = row.instant("recorded_at");
    long position =
        logged(
            e,
            COVERAGE,
            id,
            row,
            LogEntry.coverage(at, keeper, Digest.sha256(signed)),
            "entry,recorded_at");
    try {
      CoseSign1 message = CoseSign1.parse(signed);
      e.nonces().take(COVERAGE, id.toString(), "signed", message);
      Optional<TrustedKey> key = key(e, message, keeper, position);
      Optional<CoverageStatement> said =
          key.isPresent() && key.get().verifier(Purpose.ISSUANCE_LIST).isPresent()
              ? CoverageStatement.verify(message, key.get().verifier(Purpose.ISSUANCE_LIST).get())
              : Optional.empty();
      findings.require(
          said.filter(s -> s.keeper() == keeper && s.version() == version).isPresent()
              && key.get().key().validAt(at),
          COVERAGE,
          id,
          "signed",
          "a statement of this keeper and version by its key for lists",
          "none that verifies");
      long claimed =
          said.map(s -> s.lines().stream().mapToLong(CoverageLine::copied).sum()).orElse(0L);
      long there =
          recorded.getOrDefault(keeper, List.of()).stream().filter(p -> p < position).count();
      findings.require(
          claimed <= there,
          COVERAGE,
          id,
          "signed",
          "at most " + there + " copies",
          claimed + " claimed");
    } catch (MalformedCose | MalformedCopy malformed) {
      findings.add(
          COVERAGE, id, "signed", "a signed coverage", String.valueOf(malformed.getMessage()));
    }
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
