package vn.sogoc.audit;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.MalformedRecord;
import vn.sogoc.credential.ProgrammeTally;
import vn.sogoc.credential.RecordCodec;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.institution.MalformedStatement;
import vn.sogoc.institution.PersonalSignatureCodec;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.secrets.RowSeal;

/**
 * Who stood behind the records: each batch's approved hash is that of what was signed (or, before
 * that, of its rows), one person prepared it, another approved exactly that hash, and the one who
 * had it signed held the mandate that it names.
 */
final class BatchCheck implements Check {
  private static final String TABLE = "batch";
  private static final Set<String> SIGNED = Set.of("recorded", "done");
  private static final Set<String> WITH_ROWS = Set.of("draft", "approved", "signing");

  /** When the first end of a mandate was told. */
  private final Map<String, Instant> ends = new HashMap<>();

  private @Nullable RowSeal authority;

  @Override
  public void run(Evidence e) throws SQLException {
    authority = e.trust().secrets().map(s -> new RowSeal(s, "issuance-authority")).orElse(null);
    e.store()
        .each(
            "select seq, at, object from trail_line where action = 'mandate.end' order by seq",
            row -> ends.putIfAbsent(row.text("object"), row.instant("at")));
    Set<UUID> left = new java.util.HashSet<>(e.batches().keySet());
    List<UUID> waiting = new ArrayList<>();
    Snapshot.Row check =
        row -> {
          e.count(TABLE);
          UUID id = row.uuid("id");
          left.remove(id);
          if (WITH_ROWS.contains(row.text("state"))) {
            waiting.add(id);
          }
          persons(e, row, id);
          @Nullable IssuedBatch issued = e.batches().get(id);
          if (issued != null) {
            signed(e, row, id, issued);
          } else if (SIGNED.contains(row.text("state"))) {
            e.findings().add(TABLE, id, "state", row.integer("row_count") + " records", "none");
          }
        };
    String batches =
        """
        select b.*, a.state as approval_state, a.content as approval_content,
          a.subject_id as approval_subject, a.item_count, a.requester_person, a.approver_person,
          m.institution_id as mandate_institution, m.person_id as mandate_person, m.kinds,
          m.valid_from, m.valid_until, s.cose as personal
        from batch b
        left join approval a on a.id = b.approval_id and a.subject_kind = 'batch'
        left join mandate m on m.id = b.mandate_id
        left join personal_signature s on s.subject = b.id
        """;
    if (e.isFull()) {
      e.store().each(100, batches, check);
    } else if (e.log().earliest().isBefore(Instant.MAX)) {
      e.store()
          .each(
              100,
              batches + "where b.recorded_at is null or b.recorded_at >= ?",
              check,
              e.log().earliest().atOffset(ZoneOffset.UTC));
    }
    left.forEach(
        id ->
            e.findings()
                .add(TABLE, id, "", "a batch that two persons approved", "records, and no batch"));
    for (UUID id : waiting) {
      rows(e, id);
    }
    e.store()
        .each(
            """
            select batch_id, position from batch_row r
            where not exists (select from batch b where b.id = r.batch_id)
            """,
            row ->
                e.findings()
                    .add(
                        "batch_row",
                        row.uuid("batch_id") + "/" + row.integer("position"),
                        "batch_id",
                        "the batch that it belongs to",
                        "none"));
  }

  private static void signed(Evidence e, Cells row, UUID id, IssuedBatch issued)
      throws SQLException {
    Findings findings = e.findings();
    findings.require(
        SIGNED.contains(row.text("state")), TABLE, id, "state", "recorded", row.text("state"));
    findings.same(TABLE, id, "institution_id", issued.institution(), row.integer("institution_id"));
    findings.same(TABLE, id, "kind", issued.kind(), row.text("kind"));
    findings.same(TABLE, id, "row_count", issued.count(), row.integer("row_count"));
    findings.same(
        TABLE, id, "policy_version", issued.policyVersion(), row.integer("policy_version"));
    findings.same(TABLE, id, "iat", issued.iat(), row.instant("iat"));
    findings.same(TABLE, id, "record_ids", issued.recordIds(), row.bytes("record_ids"));
    findings.same(
        TABLE,
        id,
        "recorded_at",
        issued.recordedAt(),
        row.instant("recorded_at").truncatedTo(ChronoUnit.MILLIS));
    findings.same(TABLE, id, "approved_hash", issued.approved(), row.digest("approved_hash"));
    if (!row.isNull("programmes")) { // of a batch from before there were quotas the seal says so
      findings.same(TABLE, id, "programmes", issued.programmes(), row.text("programmes"));
    }
  }

  private void persons(Evidence e, Cells row, UUID id) throws SQLException {
    Findings findings = e.findings();
    UUID prepared = row.uuid("prepared_person");
    @Nullable UUID approved = row.uuidOrNull("approved_person");
    findings.require(
        !prepared.equals(approved),
        TABLE,
        id,
        "approved_person",
        "another person than the one who prepared it",
        "the same");
    boolean isAsked =
        switch (row.text("state")) {
          case "signing", "recorded", "done" -> true;
          default -> false;
        };
    if (!isAsked) {
      return;
    }
    boolean used =
        row.text("approval_state").equals("consumed")
            && row.digest("approval_content").equals(row.digest("approved_hash"))
            && row.text("approval_subject").equals(PublicId.of("bat", id).toString())
            && row.integer("item_count") == row.integer("row_count")
            && row.uuid("requester_person").equals(prepared)
            && row.uuid("approver_person").equals(approved);
    findings.require(
        used,
        TABLE,
        id,
        "approval_id,approved_hash,row_count,prepared_person,approved_person",
        "an approval that was used for this content by these persons",
        "none");
    mandate(e, row, id);
    authority(e, row, id);
  }

  /** The day is that of issue; before there is one, that on which it was asked for. */
  private void mandate(Evidence e, Cells row, UUID id) throws SQLException {
    LocalDate day = LegalDay.of(row.isNull("iat") ? row.instant("signed_at") : row.instant("iat"));
    LocalDate until = row.dateOrNull("valid_until");
    boolean covers =
        !row.isNull("mandate_person")
            && row.integer("mandate_institution") == row.integer("institution_id")
            && row.uuid("mandate_person").equals(row.uuid("signed_person"))
            && Arrays.asList(row.text("kinds").split(" ")).contains(row.text("kind"))
            && !day.isBefore(row.date("valid_from"))
            && (until == null || !day.isAfter(until) || endedSince(row, day));
    e.findings()
        .require(
            covers,
            TABLE,
            id,
            "mandate_id,signed_person",
            "a mandate of the signer for " + row.text("kind") + " on " + day,
            "none");
  }

  /**
   * Whether the mandate was ended after the batch was signed, for a day before: then what was
   * signed says until when it lasted.
   */
  private boolean endedSince(Cells row, LocalDate day) throws SQLException {
    @Nullable Instant ended = ends.get(PublicId.of("man", row.uuid("mandate_id")).toString());
    if (ended == null || row.isNull("signed_at") || !ended.isAfter(row.instant("signed_at"))) {
      return false;
    }
    try {
      return PersonalSignatureCodec.decode(CoseSign1.parse(row.bytes("personal")).payload())
          .basis()
          .covers(row.text("kind"), day);
    } catch (MalformedCose | MalformedStatement malformed) {
      return false; // named by the check of personal signatures
    }
  }

  private void authority(Evidence e, Cells row, UUID id) throws SQLException {
    @Nullable IssuedBatch issued = e.batches().get(id);
    if (authority == null || issued == null) {
      return;
    }
    List<@Nullable Object> content = new ArrayList<>(sealed(row, id, issued));
    if (!row.isNull("programmes")) {
      content.add(row.text("programmes"));
      content.add(row.uuidOrNull("quota_release"));
      content.add(row.isNull("decision_total") ? null : row.integer("decision_total"));
    }
    e.findings()
        .require(
            authority.fits(row.raw("authority_seal"), content.toArray()),
            TABLE,
            id,
            "authority_seal",
            "the seal of those who asked",
            "another seal");
  }

  private static List<@Nullable Object> sealed(Cells row, UUID id, IssuedBatch issued)
      throws SQLException {
    return Arrays.asList(
        id,
        row.integer("institution_id"),
        row.bytes("approved_hash").hex(),
        row.integer("row_count"),
        row.uuid("prepared_person"),
        row.uuid("approved_person"),
        row.uuid("signed_person"),
        row.uuid("mandate_id"),
        row.uuid("approval_id"),
        row.text("signer_name"),
        row.text("signer_title_vi"),
        row.text("signer_title_en"),
        row.text("signs_as"),
        issued.persons().hex());
  }

  /** Rows that nobody signed yet: what was approved must still be what they say. */
  private static void rows(Evidence e, UUID id) throws SQLException {
    RecordCodec codec = new RecordCodec(e.trust().catalogue());
    List<Claims> claims = new ArrayList<>();
    Optional<SignedRows.Computing> tree = e.rows().begin(id);
    boolean[] readable = {true};
    e.store()
        .each(
            "select position, claims from batch_row where batch_id = ? order by position",
            row -> {
              e.count("batch_row");
              String key = id + "/" + row.integer("position");
              e.findings()
                  .same("batch_row", key, "position", claims.size(), row.integer("position"));
              try {
                Bytes content = row.bytes("claims");
                claims.add(codec.decodeClaims(content));
                tree.ifPresent(rows -> rows.add(content));
              } catch (MalformedRecord malformed) {
                readable[0] = false;
                e.findings()
                    .add(
                        "batch_row",
                        key,
                        "claims",
                        "claims",
                        String.valueOf(malformed.getMessage()));
              }
            },
            id);
    if (!readable[0] || claims.isEmpty()) {
      return;
    }
    tree.ifPresent(rows -> e.rows().end(id, rows));
    Optional<Digest> hash = RegisterCheck.approved(claims);
    ProgrammeTally programmes = new ProgrammeTally();
    claims.forEach(programmes::add);
    e.store()
        .each(
            "select approved_hash, row_count, policy_version, programmes from batch where id = ?",
            row -> {
              e.findings().same(TABLE, id, "row_count", claims.size(), row.integer("row_count"));
              e.findings()
                  .same(
                      TABLE,
                      id,
                      "policy_version",
                      claims.getFirst().catalogueVersion(),
                      row.integer("policy_version"));
              e.findings().same(TABLE, id, "approved_hash", hash, row.digest("approved_hash"));
              if (!row.isNull("programmes")) {
                e.findings()
                    .same(TABLE, id, "programmes", programmes.toString(), row.text("programmes"));
              }
            },
            id);
  }
}
