package vn.sogoc.audit;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.institution.TrustedKey;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.register.legacy.CoverageLine;
import vn.sogoc.register.legacy.CoverageStatement;
import vn.sogoc.register.legacy.MalformedCopy;
import vn.sogoc.tlog.LogEntry;

/**
 * What keepers said of their old books: signed, logged and told once, and each version says just
 * what two persons had declared and what was copied before its line of the trail, no more and no
 * less. Everything that is counted is done alone with the coverage of its keeper, so the order of
 * the trail is the order in which it counts.
 */
final class CoverageCheck implements Check {
  private static final String COVERAGE = "register_coverage";
  private static final int AT_ONCE = 100;

  /** For so long another node may go on with what it knew of a keeper; with a second to spare. */
  private static final Duration KNOWN = Duration.ofSeconds(6);

  private static final String COUNTED =
      """
      select t.seq, 'declared' as what, d.id, d.institution_id as keeper, b.issuer_id, b.kind, b.year_from, b.year_to,
        case when d.lost then 0 else d.entries end
          - case when x.lost then 0 else coalesce(x.entries, 0) end as held,
        case when d.lost then d.entries else 0 end - case when x.lost then x.entries else 0 end as gone,
        0::bigint as copied, null::bytea as signed, null::timestamptz as recorded_at
      from legacy_declaration d
      join legacy_book b on b.id = d.book_id
      join approval a on a.id = d.approval_id
      join trail_line t on t.action = 'legacy-book.approve' and t.object = a.subject_id
      left join lateral (select e.entries, e.lost from legacy_declaration e where e.book_id = d.book_id
        and e.version < d.version and e.approval_id is not null order by e.version desc limit 1) x on true
      union all
      select t.seq, 'recorded', p.id, p.institution_id, b.issuer_id, b.kind, b.year_from, b.year_to, 0, 0,
        (select count(*) from register_copy c where c.page_id = p.id), null, null
      from legacy_page p
      join legacy_book b on b.id = p.book_id
      join approval a on a.id = p.approval_id
      join trail_line t on t.action = 'legacy-page.record' and t.object = a.subject_id
      union all
      select t.seq, 'withdrawn', w.id, c.institution_id, b.issuer_id, b.kind, b.year_from, b.year_to, 0, 0, -1, null, null
      from register_copy_withdrawal w
      join register_copy c on c.id = w.copy_id
      join legacy_page p on p.id = c.page_id
      join legacy_book b on b.id = p.book_id
      join approval a on a.id = w.approval_id
      join trail_line t on t.action = 'copy-withdrawal.approve' and t.object = a.subject_id
      union all
      select t.seq, 'said', v.id, v.institution_id, 0, '', 0, 0, 0, 0, 0, v.signed, v.recorded_at
      from register_coverage v
      join trail_line t on t.action = 'coverage.say' and t.object = v.institution_id || '/' || v.version
      order by 1
      """;

  private record Entrusted(int keeper, LocalDate from, Instant recordedAt) {}

  private final Map<Integer, List<Entrusted>> custody = new HashMap<>();
  private final Map<Integer, SortedMap<String, CoverageLine>> counted = new HashMap<>();
  private final Map<Integer, Integer> versions = new HashMap<>();

  @Override
  public void run(Evidence e) throws SQLException {
    e.store()
        .each(
            "select * from register_custody order by institution_id, version",
            row ->
                custody
                    .computeIfAbsent(row.integer("institution_id"), none -> new ArrayList<>())
                    .add(
                        new Entrusted(
                            row.integer("keeper_id"),
                            row.date("valid_from"),
                            row.instant("recorded_at"))));
    e.store()
        .each(
            AT_ONCE,
            """
            select v.*, t.details from register_coverage v
            left join trail_line t on t.action = 'coverage.say' and t.object = v.institution_id || '/' || v.version
            order by v.institution_id, v.version
            """,
            row -> coverage(e, row));
    e.store().each(AT_ONCE, COUNTED, row -> count(e, row));
  }

  private void count(Evidence e, Cells row) throws SQLException {
    int keeper = row.integer("keeper");
    SortedMap<String, CoverageLine> lines =
        counted.computeIfAbsent(keeper, none -> new TreeMap<>());
    if (row.text("what").equals("said")) {
      said(e, row, keeper, lines);
      return;
    }
    CoverageLine more =
        new CoverageLine(
            row.integer("issuer_id"),
            row.text("kind"),
            row.integer("year_from"),
            row.integer("year_to"),
            row.number("held"),
            row.number("gone"),
            row.number("copied"));
    lines.merge(
        String.format("%09d %s", more.issuer(), more.kind()), more, CoverageCheck::together);
  }

  private static CoverageLine together(CoverageLine a, CoverageLine b) {
    return new CoverageLine(
        a.issuer(),
        a.kind(),
        Math.min(a.yearFrom(), b.yearFrom()),
        Math.max(a.yearTo(), b.yearTo()),
        a.declared() + b.declared(),
        a.lost() + b.lost(),
        a.copied() + b.copied());
  }

  private void said(Evidence e, Cells row, int keeper, SortedMap<String, CoverageLine> lines)
      throws SQLException {
    List<CoverageLine> said;
    try {
      said = CoverageStatement.decode(CoseSign1.parse(row.bytes("signed")).payload()).lines();
    } catch (MalformedCose | MalformedCopy malformed) {
      return; // named where its signature is looked at
    }
    Instant at = row.instant("recorded_at");
    List<CoverageLine> left = new ArrayList<>(said);
    for (CoverageLine line : lines.values()) {
      boolean now = keeps(keeper, line.issuer(), at);
      boolean may =
          now
              || keeps(keeper, line.issuer(), at.minus(KNOWN))
              || keeps(keeper, line.issuer(), at.plus(KNOWN));
      boolean must =
          now
              && keeps(keeper, line.issuer(), at.minus(KNOWN))
              && keeps(keeper, line.issuer(), at.plus(KNOWN));
      boolean isSaid = may && left.remove(line);
      if (must && !isSaid) {
        e.findings()
            .add(
                COVERAGE,
                row.uuid("id"),
                "signed",
                "what two persons declared and what was copied: " + words(line),
                "other figures");
      }
    }
    for (CoverageLine more : left) {
      e.findings()
          .add(
              COVERAGE,
              row.uuid("id"),
              "signed",
              "lines that follow from declarations and copies",
              words(more));
    }
  }

  private static String words(CoverageLine line) {
    return "iss_%d %s %d-%d: %d, lost %d, copied %d"
        .formatted(
            line.issuer(),
            line.kind(),
            line.yearFrom(),
            line.yearTo(),
            line.declared(),
            line.lost(),
            line.copied());
  }

  /** Who kept the register then, by what was decided by then. */
  private boolean keeps(int keeper, int issuer, Instant at) {
    LocalDate day = LegalDay.of(at);
    return custody.getOrDefault(issuer, List.of()).stream()
            .filter(c -> !c.recordedAt().isAfter(at) && !c.from().isAfter(day))
            .map(Entrusted::keeper)
            .reduce((a, b) -> b)
            .orElse(issuer)
        == keeper;
  }

  private void coverage(Evidence e, Cells row) throws SQLException {
    e.count(COVERAGE);
    Findings findings = e.findings();
    int keeper = row.integer("institution_id");
    int version = row.integer("version");
    UUID id = row.uuid("id");
    findings.same(COVERAGE, id, "version", versions.merge(keeper, 1, Integer::sum), version);
    Bytes signed = row.bytes("signed");
    Digest digest = Digest.sha256(signed);
    findings.require(
        row.digest("details").equals(Optional.of(digest)),
        COVERAGE,
        id,
        "signed",
        "a line of the audit trail over it",
        "none with its digest");
    Instant at = row.instant("recorded_at");
    long position =
        RegisterCopyCheck.logged(
            e, COVERAGE, id, row, LogEntry.coverage(at, keeper, digest), "entry,recorded_at");
    try {
      CoseSign1 message = CoseSign1.parse(signed);
      e.nonces().take(COVERAGE, id.toString(), "signed", message);
      Optional<TrustedKey> key = RegisterCopyCheck.key(e, message, keeper, position);
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
    } catch (MalformedCose | MalformedCopy malformed) {
      @Nullable String why = malformed.getMessage();
      findings.add(COVERAGE, id, "signed", "a signed coverage", String.valueOf(why));
    }
  }
}
