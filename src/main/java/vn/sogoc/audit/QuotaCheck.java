package vn.sogoc.audit;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;

/**
 * What an institution may issue in a year: each quota and release was asked for by one person of
 * the registry and approved by another, none was taken out, a release was used by the batch and the
 * rows that it names, and without one no more was signed than there were places.
 */
final class QuotaCheck implements Check {
  private static final String DECISION = "quota_decision";
  private static final String OUTCOME = "quota_outcome";
  private static final String CELL = "quota_cell";

  /** Approved quotas by institution, kind and year. */
  private final Map<String, Integer> versions = new HashMap<>();

  @Override
  public void run(Evidence e) throws SQLException {
    if (e.trust().secrets().isPresent()) {
      SealedRows rows = new SealedRows(e, e.trust().secrets().get());
      rows.check(DECISION, "id", "quota-decision", (row, id) -> asked(e, row, id));
      rows.check(OUTCOME, "decision_id", "quota-outcome", (row, id) -> ended(e, row, id));
    }
    e.store()
        .each(
            """
            select o.*, d.id as d_id, d.institution_id as d_institution, d.type, d.kind, d.year,
              d.programme, d.places, d.batch_id, d.approved_hash, d.decision_number,
              d.decision_date, d.reason, d.asked_person as d_asked, a.state, a.content,
              a.subject_id, a.requester_person, a.approver_person
            from quota_outcome o
            left join quota_decision d on d.id = o.decision_id
            left join approval a on a.id = o.approval_id and a.subject_kind = 'quota'
            where o.outcome = 'approved'
            order by o.institution_id, o.version, o.decision_id
            """,
            row -> approved(e, row));
    cells(e);
    takenOut(e);
    releases(e);
    exceeded(e);
    datedBack(e);
    decisions(e);
  }

  private void approved(Evidence e, Cells row) throws SQLException {
    Findings findings = e.findings();
    UUID id = row.uuid("decision_id");
    if (row.isNull("d_id")) {
      findings.add(OUTCOME, id, "decision_id", "what was asked for", "none");
      return;
    }
    UUID asked = row.uuid("asked_person");
    UUID decided = row.uuid("decided_person");
    findings.require(
        !asked.equals(decided), OUTCOME, id, "decided_person", "another person", "the same one");
    boolean isUsed =
        row.integer("institution_id") == row.integer("d_institution")
            && row.uuid("d_asked").equals(asked)
            && row.text("state").equals("consumed")
            && row.digest("content").equals(Optional.of(content(row, id)))
            && row.text("subject_id").equals(PublicId.of("quo", id).toString())
            && row.uuid("requester_person").equals(asked)
            && row.uuid("approver_person").equals(decided);
    findings.require(
        isUsed,
        DECISION,
        id,
        "content",
        "an approval that two persons gave to it",
        "none of theirs was used for it");
    if (row.text("type").equals("quota")) {
      String cell = row.integer("d_institution") + "/" + row.text("kind") + "/" + row.text("year");
      findings.same(
          OUTCOME, id, "version", versions.merge(cell, 1, Integer::sum), row.integer("version"));
    }
  }

  private void cells(Evidence e) throws SQLException {
    e.store()
        .each(
            "select * from quota_cell",
            row -> {
              e.count(CELL);
              String key =
                  row.integer("institution_id") + "/" + row.text("kind") + "/" + row.text("year");
              @Nullable Integer counted = versions.remove(key);
              e.findings()
                  .same(
                      CELL,
                      key,
                      "versions",
                      counted == null ? 0 : counted,
                      row.integer("versions"));
            });
    versions.forEach(
        (key, count) -> e.findings().add(CELL, key, "", count + " quotas counted", "no row"));
  }

  /** Whoever takes out a quota and its count leaves the line of whoever approved it. */
  private static void takenOut(Evidence e) throws SQLException {
    Map<String, UUID> known = new HashMap<>();
    e.store()
        .each(
            "select decision_id from quota_outcome where outcome = 'approved'",
            row -> {
              UUID id = row.uuid("decision_id");
              known.put(PublicId.of("quo", id).toString(), id);
            });
    e.store()
        .each(
            "select object from trail_line where action = 'quota.approve'",
            row -> {
              String object = row.text("object");
              UUID id = PublicId.parse("quo", object).map(PublicId::key).orElse(new UUID(0, 0));
              e.findings()
                  .require(
                      known.containsKey(object),
                      OUTCOME,
                      id,
                      "",
                      "what the audit trail says was approved",
                      "none");
            });
  }

  private static void releases(Evidence e) throws SQLException {
    e.store()
        .each(
            """
            select b.id, b.quota_release from batch b
            left join quota_decision d on d.id = b.quota_release and d.type = 'release'
              and d.batch_id = b.id and d.institution_id = b.institution_id
              and d.approved_hash = b.approved_hash
            left join quota_outcome o on o.decision_id = d.id and o.outcome = 'approved'
            where b.quota_release is not null and o.decision_id is null
            """,
            row ->
                e.findings()
                    .add(
                        "batch",
                        row.uuid("id"),
                        "quota_release",
                        "a release of these rows that two persons gave",
                        row.text("quota_release")));
  }

  /** Quotas are raised and lowered; above the highest there ever was a batch needs a release. */
  private static void exceeded(Evidence e) throws SQLException {
    e.store()
        .each(
            """
            select q.institution_id, q.kind, q.year, q.programme, q.most, sum(case
              when q.programme = '*' then b.row_count
              else coalesce(cast(substring(b.programmes, '(?:^| )' || q.programme || '=([0-9]+)') as bigint), 0)
              end) as signed
            from (select d.institution_id, d.kind, d.year, d.programme, max(d.places) as most,
                min(o.decided_at) as since
              from quota_decision d join quota_outcome o on o.decision_id = d.id
              where d.type = 'quota' and o.outcome = 'approved'
              group by d.institution_id, d.kind, d.year, d.programme) q
            join batch b on b.institution_id = q.institution_id and b.kind = q.kind
              and extract(year from b.issue_date) = q.year
              and b.state in ('signing', 'recorded', 'done') and b.quota_release is null
              and b.signed_at > q.since + interval '1 minute'
            group by q.institution_id, q.kind, q.year, q.programme, q.most
            """,
            row ->
                e.findings()
                    .require(
                        row.number("signed") <= row.number("most"),
                        CELL,
                        row.integer("institution_id")
                            + "/"
                            + row.text("kind")
                            + "/"
                            + row.text("year"),
                        "",
                        "at most " + row.number("most") + " of " + row.text("programme"),
                        row.number("signed") + " without a release"));
  }

  /** What is dated into an earlier year than it is signed in leaves that year's quota no place. */
  private static void datedBack(Evidence e) throws SQLException {
    e.store()
        .each(
            """
            select b.id, b.issue_date, b.signed_at from batch b
            where b.state in ('signing', 'recorded', 'done') and b.quota_release is null
              and extract(year from b.issue_date)
                < extract(year from b.signed_at at time zone 'Asia/Ho_Chi_Minh')
              and exists (
                select from quota_decision d join quota_outcome o on o.decision_id = d.id
                where d.type = 'quota' and o.outcome = 'approved'
                  and d.institution_id = b.institution_id and d.kind = b.kind
                  and d.year = extract(year from b.signed_at at time zone 'Asia/Ho_Chi_Minh')
                  and b.signed_at > o.decided_at + interval '1 minute')
            """,
            row ->
                e.findings()
                    .add(
                        "batch",
                        row.uuid("id"),
                        "quota_release,issue_date",
                        "a release, as it was signed at " + row.instant("signed_at"),
                        "none, and the date " + row.date("issue_date")));
  }

  /** Nobody was added to a decision after it was used up by what it says itself. */
  private static void decisions(Evidence e) throws SQLException {
    e.store()
        .each(
            """
            select institution_id, decision_key, kind, extract(year from decision_date) as year,
              sum(row_count) as signed, count(*) as lists, min(decision_total) as total
            from batch
            where state in ('signing', 'recorded', 'done') and programmes is not null
            group by institution_id, decision_key, kind, extract(year from decision_date)
            having case when min(decision_total) is null then count(*) > 1
              else sum(row_count) > min(decision_total) end
            """,
            row ->
                e.findings()
                    .add(
                        "decision_use",
                        row.integer("institution_id")
                            + "/"
                            + row.text("decision_key")
                            + "/"
                            + row.text("year")
                            + "/"
                            + row.text("kind"),
                        "",
                        row.isNull("total")
                            ? "one list"
                            : "at most " + row.number("total") + " graduates",
                        row.number("signed") + " in " + row.number("lists") + " lists"));
  }

  private static Digest content(Cells row, UUID id) throws SQLException {
    return Digest.sha256(
        Cbor.array(
                Cbor.of("sogoc/quota/1"),
                Cbor.of(PublicId.of("quo", id).toString()),
                Cbor.of(row.integer("d_institution")),
                Cbor.of(row.text("type")),
                Cbor.of(row.text("kind")),
                Cbor.of(row.integer("year")),
                Cbor.of(row.text("programme")),
                Cbor.of(row.isNull("places") ? -1 : row.integer("places")),
                Cbor.of(row.isNull("batch_id") ? "" : row.uuid("batch_id").toString()),
                Cbor.of(row.bytes("approved_hash")),
                Cbor.of(row.text("decision_number")),
                Cbor.of(row.date("decision_date").toString()),
                Cbor.of(row.text("reason")))
            .encode());
  }

  private static @Nullable Object[] asked(Evidence e, Cells row, UUID id) throws SQLException {
    e.count(DECISION);
    return new @Nullable Object[] {
      id,
      row.integer("institution_id"),
      row.text("type"),
      row.text("kind"),
      row.integer("year"),
      row.text("programme"),
      row.isNull("places") ? null : row.integer("places"),
      row.uuidOrNull("batch_id"),
      row.isNull("approved_hash") ? null : HexFormat.of().formatHex(row.raw("approved_hash")),
      row.text("decision_number"),
      row.date("decision_date"),
      row.text("reason"),
      row.uuid("asked_person"),
      row.text("asked_name"),
      row.instant("asked_at").toEpochMilli(),
      row.instant("expires_at").toEpochMilli()
    };
  }

  private static @Nullable Object[] ended(Evidence e, Cells row, UUID id) throws SQLException {
    e.count(OUTCOME);
    return new @Nullable Object[] {
      id,
      row.integer("institution_id"),
      row.text("outcome"),
      row.isNull("version") ? null : row.integer("version"),
      row.uuid("asked_person"),
      row.uuid("decided_person"),
      row.text("decided_name"),
      row.instant("decided_at").toEpochMilli(),
      row.uuidOrNull("approval_id")
    };
  }
}
