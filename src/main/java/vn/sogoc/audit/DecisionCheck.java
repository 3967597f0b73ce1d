package vn.sogoc.audit;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.DecisionKey;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.crypto.cbor.MalformedCbor;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.status.DecisionContent;
import vn.sogoc.status.DecisionType;
import vn.sogoc.status.FieldChange;
import vn.sogoc.tlog.LogEntry;

/**
 * The decisions: content re-derived from its parts, document and changes behind their hashes, one
 * person asked and another approved exactly that content, its event in the log, and no event of
 * this sort without one.
 */
final class DecisionCheck implements Check {
  private static final String TABLE = "credential_decision";

  private final Map<UUID, List<FieldChange>> changes = new HashMap<>();
  private final Set<UUID> parts = new HashSet<>();
  private final Map<UUID, Integer> ordinals = new HashMap<>();

  /** What was approved, by the digest of the one event that it caused. */
  private final Map<Digest, Digest> approved = new HashMap<>();

  @Override
  public void run(Evidence e) throws SQLException {
    changes(e);
    decisions(e);
    documents(e);
    ProvisionalCheck.approved(e, approved);
    undecided(e);
  }

  private void changes(Evidence e) throws SQLException {
    e.store()
        .each(
            """
            select c.*, d.institution_id as of from decision_change c
            left join credential_decision d on d.id = c.decision_id
            order by c.decision_id, c.position
            """,
            row -> {
              e.count("decision_change");
              UUID decision = row.uuid("decision_id");
              String key = decision + "/" + row.integer("position");
              List<FieldChange> all = changes.computeIfAbsent(decision, none -> new ArrayList<>());
              Findings findings = e.findings();
              findings.same(
                  "decision_change", key, "position", all.size(), row.integer("position"));
              if (row.isNull("of")) {
                findings.add("decision_change", key, "decision_id", "a decision", "none");
              } else {
                findings.same(
                    "decision_change",
                    key,
                    "institution_id",
                    row.integer("of"),
                    row.integer("institution_id"));
              }
              all.add(
                  new FieldChange(
                      row.text("field"),
                      row.text("old_value"),
                      row.text("new_value"),
                      row.bytes("salt")));
            });
  }

  private void decisions(Evidence e) throws SQLException {
    @Nullable RowSeal asked =
        e.trust().secrets().map(s -> new RowSeal(s, "credential-decision")).orElse(null);
    @Nullable RowSeal ended =
        e.trust().secrets().map(s -> new RowSeal(s, "decision-outcome")).orElse(null);
    e.store()
        .each(
            """
            select d.*, o.decision_id as o_decision, o.institution_id as o_institution, o.outcome,
              o.asked_person as o_asked, o.decided_person, o.decided_name, o.decided_at, o.note,
              o.approval_id, o.event_digest, o.seal as o_seal,
              a.state as a_state, a.content as a_content, a.subject_id as a_subject,
              a.requester_person, a.approver_person
            from credential_decision d
            left join decision_outcome o on o.decision_id = d.id
            left join approval a on a.id = o.approval_id and a.subject_kind = 'decision'
            order by d.entry_id, d.ordinal
            """,
            row -> {
              UUID id = row.uuid("id");
              parts.add(id);
              asked(e, row, id, asked);
              if (!row.isNull("o_decision")) {
                outcome(e, row, id, ended);
              }
            });
    e.store()
        .each(
            """
            select decision_id from decision_outcome o
            where not exists (select from credential_decision d where d.id = o.decision_id)
            """,
            row ->
                e.findings()
                    .add(
                        "decision_outcome",
                        row.uuid("decision_id"),
                        "decision_id",
                        "a decision",
                        "none"));
  }

  private void asked(Evidence e, Cells row, UUID id, @Nullable RowSeal seal) throws SQLException {
    Findings findings = e.findings();
    e.count(TABLE);
    UUID about = row.uuid("entry_id");
    findings.same(
        TABLE, id, "ordinal", ordinals.merge(about, 1, Integer::sum), row.integer("ordinal"));
    String number = row.text("decision_number");
    findings.same(TABLE, id, "decision_key", DecisionKey.of(number), row.text("decision_key"));
    subject(e, id, "entry_id,subject", row.digest("subject"), about);
    if (!row.isNull("successor_id") || !row.isNull("successor_subject")) {
      subject(
          e,
          id,
          "successor_id,successor_subject",
          row.digest("successor_subject"),
          row.uuid("successor_id"));
    }
    Optional<DecisionType> type = DecisionType.ofCode(row.text("type"));
    Optional<Digest> document = row.digest("document_digest");
    Optional<Digest> subject = row.digest("subject");
    if (type.isEmpty() || document.isEmpty() || subject.isEmpty()) {
      findings.add(TABLE, id, "type,document_digest,subject", "a decision", "another value");
    } else {
      DecisionContent content =
          new DecisionContent(
              type.get(),
              row.text("reason"),
              row.text("legal_basis"),
              number,
              row.date("decision_date"),
              document.get(),
              row.integer("institution_id"),
              subject.get(),
              row.digest("successor_subject"),
              changes.getOrDefault(id, List.of()),
              row.bytes("salt"));
      if (!content.encode().equals(row.bytes("content"))) {
        findings.add(
            TABLE,
            id,
            "content",
            "what type, reason, basis, number, date, document, subject and changes give",
            "another content");
        changed(e, id, row.bytes("content"));
      }
    }
    if (seal != null && !seal.fits(row.raw("seal"), columns(row, id))) {
      findings.add(TABLE, id, "seal", "a seal over all columns", "one of other columns");
    }
  }

  /** Which of the changes are not the ones that the content commits to. */
  private void changed(Evidence e, UUID id, Bytes content) {
    List<FieldChange> stored = changes.getOrDefault(id, List.of());
    try {
      if (Cbor.decode(content) instanceof Cbor.Map map
          && map.get(DecisionContent.CHANGES).orElse(null) instanceof Cbor.Array committed) {
        for (int i = 0; i < stored.size(); i++) {
          boolean isCommitted =
              i < committed.items().size()
                  && committed.items().get(i).equals(Cbor.of(stored.get(i).commitment().bytes()));
          e.findings()
              .require(
                  isCommitted,
                  "decision_change",
                  id + "/" + i,
                  "field,old_value,new_value,salt",
                  "the change that the content commits to",
                  "another");
        }
      }
    } catch (MalformedCbor malformed) {
      e.findings().add(TABLE, id, "content", "CBOR", String.valueOf(malformed.getMessage()));
    }
  }

  private static void subject(
      Evidence e, UUID id, String column, Optional<Digest> issued, UUID credential)
      throws SQLException {
    UUID found = issued.isEmpty() ? new UUID(0, 0) : e.subject(issued.get()).credential();
    e.findings()
        .require(
            found.equals(credential),
            TABLE,
            id,
            column,
            "the issued entry of the credential",
            "that of " + found);
  }

  private void outcome(Evidence e, Cells row, UUID id, @Nullable RowSeal seal) throws SQLException {
    String table = "decision_outcome";
    Findings findings = e.findings();
    e.count(table);
    findings.same(
        table, id, "institution_id", row.integer("institution_id"), row.integer("o_institution"));
    findings.same(table, id, "asked_person", row.uuid("asked_person"), row.uuid("o_asked"));
    if (row.text("outcome").equals("approved")) {
      findings.require(
          !row.uuid("decided_person").equals(row.uuid("asked_person")),
          table,
          id,
          "decided_person",
          "another person than the one who asked",
          "the same");
      Digest content = Digest.sha256(row.bytes("content"));
      boolean used =
          row.text("a_state").equals("consumed")
              && row.digest("a_content").equals(Optional.of(content))
              && row.text("a_subject").equals(PublicId.of("dec", id).toString())
              && row.uuid("requester_person").equals(row.uuid("asked_person"))
              && row.uuid("approver_person").equals(row.uuid("decided_person"));
      findings.require(
          used,
          table,
          id,
          "approval_id,asked_person,decided_person",
          "an approval that was used for this content by these persons",
          "none");
      event(e, row, id, content);
    }
    if (seal != null && !seal.fits(row.raw("o_seal"), ended(row, id))) {
      findings.add(table, id, "seal", "a seal over all columns", "one of other columns");
    }
  }

  /** The event is found by its own bytes: others may name the same content. */
  private void event(Evidence e, Cells row, UUID id, Digest content) throws SQLException {
    Optional<Digest> caused = row.digest("event_digest");
    if (caused.isPresent() && approved.put(caused.get(), content) != null) {
      e.findings()
          .add("decision_outcome", id, "event_digest", "an event of its own", "another's event");
    }
    Optional<LogEntry> entry = caused.map(e.log().decided()::get).map(LogIndex.Placed::entry);
    if (entry.isEmpty() && !e.isFull()) {
      return; // before the entries that were read
    }
    boolean isLogged =
        entry.isPresent()
            && entry.get().digest().equals(content)
            && entry.get().institution() == row.integer("institution_id")
            && entry.get().subject().equals(row.digest("subject"))
            && DecisionType.ofCode(row.text("type"))
                .filter(type -> type.event() == entry.get().type())
                .isPresent();
    e.findings()
        .require(
            isLogged,
            "decision_outcome",
            id,
            "event_digest",
            "an entry of the log for its content",
            "none");
  }

  private void documents(Evidence e) throws SQLException {
    Set<UUID> without = new HashSet<>(parts);
    e.store()
        .each(
            2,
            """
            select c.*, d.institution_id as of, d.document_digest, d.document_type
            from decision_document c left join credential_decision d on d.id = c.decision_id
            """,
            row -> {
              String table = "decision_document";
              e.count(table);
              UUID id = row.uuid("decision_id");
              without.remove(id);
              Findings findings = e.findings();
              if (row.isNull("of")) {
                findings.add(table, id, "decision_id", "a decision", "none");
                return;
              }
              Bytes content = row.bytes("content");
              findings.same(
                  table, id, "institution_id", row.integer("of"), row.integer("institution_id"));
              findings.require(
                  row.digest("document_digest").equals(Optional.of(Digest.sha256(content))),
                  table,
                  id,
                  "content",
                  "the document that was decided on",
                  "another");
              findings.same(TABLE, id, "document_type", typeOf(content), row.text("document_type"));
            });
    without.forEach(
        id -> e.findings().add("decision_document", id, "", "the document of it", "none"));
  }

  /** By the first bytes, as for whoever opens it. */
  private static String typeOf(Bytes content) {
    String begin = content.slice(0, Math.min(4, content.size())).hex();
    if (begin.startsWith("25504446")) {
      return "application/pdf";
    }
    return begin.equals("89504e47") ? "image/png" : "image/jpeg";
  }

  /**
   * Every later event of a credential is the one event of a decision that two persons took. That it
   * names what was approved is not enough: the name is public, and anybody could cite it.
   */
  private void undecided(Evidence e) {
    e.log()
        .decided()
        .forEach(
            (digest, placed) -> {
              if (!placed.entry().digest().equals(approved.get(digest))) {
                UntoldCheck.tell(e, placed.position(), "a decision that two persons took");
              }
            });
  }

  private static @Nullable Object[] columns(Cells row, UUID id) throws SQLException {
    return new @Nullable Object[] {
      id,
      row.integer("institution_id"),
      row.uuid("entry_id"),
      row.integer("ordinal"),
      row.text("type"),
      row.text("reason"),
      row.text("legal_basis"),
      row.text("decision_number"),
      row.text("decision_key"),
      row.date("decision_date"),
      row.bytes("document_digest").hex(),
      row.text("document_type"),
      row.bytes("subject").hex(),
      row.uuidOrNull("successor_id"),
      row.bytesIfAny("successor_subject").map(Bytes::hex).orElse(null),
      row.bytes("salt").hex(),
      row.bytes("content").hex(),
      row.uuid("asked_person"),
      row.text("asked_name"),
      row.instant("asked_at").toEpochMilli(),
      row.instant("expires_at").toEpochMilli()
    };
  }

  private static @Nullable Object[] ended(Cells row, UUID id) throws SQLException {
    return new @Nullable Object[] {
      id,
      row.integer("o_institution"),
      row.text("outcome"),
      row.uuid("o_asked"),
      row.uuid("decided_person"),
      row.text("decided_name"),
      row.instant("decided_at").toEpochMilli(),
      row.textOrNull("note"),
      row.uuidOrNull("approval_id"),
      row.bytesIfAny("event_digest").map(Bytes::hex).orElse(null)
    };
  }
}
