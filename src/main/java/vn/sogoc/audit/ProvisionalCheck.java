package vn.sogoc.audit;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.Kind;
import vn.sogoc.credential.ProvisionalLaw;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.status.ProvisionalEnd;
import vn.sogoc.tlog.EntryType;
import vn.sogoc.tlog.LogEntry;

/**
 * Temporary certificates: each that ended was ended by the diploma of the same person and decision,
 * with an event in the log for just that; and none is in force whose diploma is issued.
 */
final class ProvisionalCheck implements Check {
  private static final String TABLE = "provisional_end";

  private static final String PAIR =
      """
      join register_entry d on d.person_id = p.person_id and d.institution_id = p.institution_id
        and d.decision_key = p.decision_key
        and extract(year from d.decision_date) = extract(year from p.decision_date)
      """;

  @Override
  public void run(Evidence e) throws SQLException {
    ProvisionalLaw law = ProvisionalLaw.of(e.trust().catalogue());
    @Nullable RowSeal seal =
        e.trust().secrets().map(s -> new RowSeal(s, ProvisionalEnd.SEAL)).orElse(null);
    e.store()
        .each(
            "select e.*, p.kind as p_kind, d.kind as d_kind, d.regime as d_regime,"
                + " d.decision_number as d_number, d.decision_date as d_date"
                + " from provisional_end e left join register_entry p on p.id = e.entry_id left "
                + PAIR
                + " and d.id = e.successor_id",
            row -> ended(e, law, row, seal));
    for (String kind : law.kinds()) {
      e.store()
          .each(
              "select p.id, d.kind as d_kind, d.id as d_id from register_entry p "
                  + PAIR
                  + """
                  join batch b on b.id = d.batch_id and b.state = 'done'
                  where p.kind = ? and not exists (
                    select from provisional_end e where e.entry_id = p.id)
                  """,
              row -> unended(e, law, row),
              kind);
    }
  }

  private static void ended(Evidence e, ProvisionalLaw law, Cells row, @Nullable RowSeal seal)
      throws SQLException {
    e.count(TABLE);
    UUID id = row.uuid("entry_id");
    Findings findings = e.findings();
    Digest none = Digest.sha256(new byte[0]);
    ProvisionalEnd end =
        new ProvisionalEnd(
            id,
            row.integer("institution_id"),
            row.digest("subject").orElse(none),
            row.uuid("successor_id"),
            row.digest("successor_subject").orElse(none),
            row.text("legal_basis"),
            row.text("decision_number"),
            row.date("decision_date"),
            row.bytes("salt"),
            row.digest("event_digest").orElse(none),
            row.instant("ended_at"));
    subject(e, id, "entry_id,subject", end.subject(), id);
    subject(e, id, "successor_id,successor_subject", end.successorSubject(), end.successor());
    findings.require(
        end.content().equals(row.bytes("content")),
        TABLE,
        id,
        "content",
        "what basis, decision, subject and successor give",
        "another content");
    boolean isPair =
        kind(e, row.text("p_kind")).filter(law::isProvisional).isPresent()
            && kind(e, row.text("d_kind")).filter(law::ends).isPresent();
    findings.require(
        isPair,
        TABLE,
        id,
        "entry_id,successor_id",
        "a temporary certificate and the diploma of the same person and decision",
        "another pair");
    if (isPair) {
      findings.same(TABLE, id, "decision_number", row.text("d_number"), end.number());
      findings.same(TABLE, id, "decision_date", row.date("d_date"), end.date());
      findings.same(
          TABLE,
          id,
          "legal_basis",
          law.basis(row.text("p_kind"), row.text("d_regime")).orElse(""),
          end.legalBasis());
    }
    event(e, end);
    if (seal != null && !end.fits(seal, row.raw("seal"))) {
      findings.add(TABLE, id, "seal", "a seal over all columns", "one of other columns");
    }
  }

  private static void subject(Evidence e, UUID id, String column, Digest issued, UUID credential)
      throws SQLException {
    e.findings()
        .require(
            e.subject(issued).credential().equals(credential),
            TABLE,
            id,
            column,
            "the issued entry of the credential",
            "another's");
  }

  private static void event(Evidence e, ProvisionalEnd end) {
    Optional<LogEntry> entry =
        Optional.ofNullable(e.log().decided().get(end.event())).map(LogIndex.Placed::entry);
    if (entry.isEmpty() && !e.isFull()) {
      return; // before the entries that were read
    }
    boolean isLogged =
        entry.isPresent()
            && entry.get().type() == EntryType.SUPERSEDED
            && entry.get().digest().equals(Digest.sha256(end.content()))
            && entry.get().institution() == end.institution()
            && entry.get().subject().equals(Optional.of(end.subject()));
    e.findings()
        .require(
            isLogged,
            TABLE,
            end.entry(),
            "event_digest",
            "an entry of the log for its content",
            "none");
    entry
        .map(LogEntry::time)
        .ifPresent((Instant at) -> e.findings().same(TABLE, end.entry(), "ended_at", at, end.at()));
  }

  /** What nobody could have forgotten. */
  private static void unended(Evidence e, ProvisionalLaw law, Cells row) throws SQLException {
    if (kind(e, row.text("d_kind")).filter(law::ends).isPresent()) {
      e.findings()
          .add(
              TABLE,
              row.uuid("id"),
              "",
              "the end of the temporary certificate: diploma " + row.uuid("d_id") + " is issued",
              "none");
    }
  }

  private static Optional<Kind> kind(Evidence e, String code) {
    return e.trust().catalogue().kind(code);
  }

  /** What the events of ended certificates rest on, by the digest of their bytes. */
  static void approved(Evidence e, Map<Digest, Digest> approved) throws SQLException {
    e.store()
        .each(
            "select event_digest, content from provisional_end",
            row -> {
              Bytes content = row.bytes("content");
              row.digest("event_digest")
                  .ifPresent(event -> approved.putIfAbsent(event, Digest.sha256(content)));
            });
  }
}
