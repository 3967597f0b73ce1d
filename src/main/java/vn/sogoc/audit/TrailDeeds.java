package vn.sogoc.audit;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Doer;

/**
 * What the rows say that somebody did, and so a line must tell. No version was without a trail: one
 * that was emptied, or begins later than the first of these rows, lacks their lines.
 */
final class TrailDeeds {
  private static final Set<String> REGISTRY = Set.of(Doer.REGISTRY.id());

  /**
   * A line that must be there.
   *
   * @param actors who may have done it, nobody for anybody
   * @param details as the line has them, where the row says so
   */
  private record Due(
      String table, String key, String column, Set<String> actors, Optional<Digest> details) {}

  private final Evidence evidence;
  private final Map<String, List<Due>> due = new LinkedHashMap<>();
  private final Map<UUID, Set<String>> accounts = new HashMap<>();

  private TrailDeeds(Evidence evidence) {
    this.evidence = evidence;
  }

  /** Reads what must have been told. */
  static TrailDeeds of(Evidence evidence) throws SQLException {
    TrailDeeds deeds = new TrailDeeds(evidence);
    deeds.accounts();
    deeds.approvals();
    deeds.batches();
    deeds.settled();
    deeds.others();
    return deeds;
  }

  /** A line that the trail has. */
  void told(Deed deed) {
    List<Due> waiting = due.get(key(deed.action(), deed.object()));
    if (waiting != null) {
      waiting.removeIf(
          d ->
              (d.actors().isEmpty() || d.actors().contains(deed.doer().id()))
                  && d.details().filter(x -> !x.equals(deed.details())).isEmpty());
    }
  }

  /** Names the rows whose line did not come. */
  void untold(Findings findings) {
    due.forEach(
        (line, all) ->
            all.forEach(
                d ->
                    findings.add(
                        d.table(),
                        d.key(),
                        d.column(),
                        "a line of the audit trail: " + line,
                        "none by that actor with that content")));
  }

  /** The accounts of those who settled something, by person. */
  private void accounts() throws SQLException {
    evidence
        .store()
        .each(
            "select id, person_id from account where institution_id is not null",
            row ->
                accounts
                    .computeIfAbsent(row.uuid("person_id"), none -> new HashSet<>())
                    .add(account(row.uuid("id"))));
    evidence
        .store()
        .each(
            """
            select a.id, a.person_id from account a where a.institution_id is null
              and exists (select from account_role r where r.account_id = a.id and r.role <> 'holder')
            """,
            row ->
                accounts
                    .computeIfAbsent(row.uuid("person_id"), none -> new HashSet<>())
                    .add(account(row.uuid("id"))));
  }

  private void approvals() throws SQLException {
    evidence
        .store()
        .each(
            "select * from approval",
            row -> {
              String id = row.uuid("id").toString();
              String kind = row.text("subject_kind");
              String object = row.text("subject_id");
              Optional<Digest> content = row.digest("content");
              add(
                  kind + ".ask",
                  object,
                  new Due(
                      "approval",
                      id,
                      "requester_account",
                      Set.of(account(row.uuid("requester_account"))),
                      content));
              if (!row.isNull("approver_account")) {
                add(
                    kind + ".approve",
                    object,
                    new Due(
                        "approval",
                        id,
                        "approver_account",
                        Set.of(account(row.uuid("approver_account"))),
                        content));
              }
            });
  }

  private void batches() throws SQLException {
    evidence
        .store()
        .each(
            """
            select id, prepared_account, prepared_at, file_digest, approved_hash, signed_person,
              signed_at, recorded_at, voided_person, voided_at
            from batch
            """,
            row -> {
              UUID id = row.uuid("id");
              String object = PublicId.of("bat", id).toString();
              Optional<Digest> content =
                  row.digest(row.isNull("approved_hash") ? "file_digest" : "approved_hash");
              batch(
                  row,
                  "prepared_at",
                  "prepare",
                  object,
                  Set.of(account(row.uuid("prepared_account"))),
                  content);
              batch(row, "signed_at", "sign", object, of(row.uuidOrNull("signed_person")), content);
              batch(row, "recorded_at", "record", object, REGISTRY, content);
              batch(row, "voided_at", "void", object, of(row.uuidOrNull("voided_person")), content);
            });
  }

  private void batch(
      Cells row,
      String column,
      String verb,
      String object,
      Set<String> actors,
      Optional<Digest> content)
      throws SQLException {
    if (!row.isNull(column)) {
      add(
          "batch." + verb,
          object,
          new Due("batch", row.uuid("id").toString(), column, actors, content));
    }
  }

  /** What was rejected; what was approved is told by its approval. */
  private void settled() throws SQLException {
    evidence
        .store()
        .each(
            "select * from decision_outcome where outcome = 'rejected'",
            row -> rejected(row, "decision_outcome", "decision.reject", "dec", "decision_id"));
    evidence
        .store()
        .each(
            "select * from key_change_outcome where outcome = 'rejected'",
            row -> rejected(row, "key_change_outcome", "key-change.reject", "kch", "change_id"));
    evidence
        .store()
        .each(
            "select * from quota_outcome where outcome = 'rejected'",
            row -> rejected(row, "quota_outcome", "quota.reject", "quo", "decision_id"));
    evidence
        .store()
        .each(
            """
            select o.*, p.kind from proposal_outcome o join proposal p on p.id = o.proposal_id
            where o.outcome = 'rejected'
            """,
            row ->
                rejected(
                    row, "proposal_outcome", row.text("kind") + ".reject", "pro", "proposal_id"));
    evidence
        .store()
        .each(
            "select * from key_suspension",
            row ->
                add(
                    "key.suspend",
                    HexFormat.of().formatHex(row.raw("key_id")),
                    new Due(
                        "key_suspension",
                        row.uuid("id").toString(),
                        "person_id",
                        of(row.uuid("person_id")),
                        Optional.empty())));
  }

  private void rejected(Cells row, String table, String action, String kind, String column)
      throws SQLException {
    UUID id = row.uuid(column);
    add(
        action,
        PublicId.of(kind, id).toString(),
        new Due(
            table,
            id.toString(),
            "decided_person",
            of(row.uuid("decided_person")),
            Optional.empty()));
  }

  private void others() throws SQLException {
    evidence
        .store()
        .each(
            "select institution_id, version, statement from institution_statement",
            row -> {
              String key = row.integer("institution_id") + "/" + row.integer("version");
              registry(
                  "institution.statement",
                  key,
                  "institution_statement",
                  Optional.of(Digest.sha256(row.bytes("statement"))));
            });
    evidence
        .store()
        .each(
            5,
            "select version, file from trust_bundle",
            row ->
                registry(
                    "trust-bundle.publish",
                    Integer.toString(row.integer("version")),
                    "trust_bundle",
                    Optional.of(Digest.sha256(row.bytes("file")))));
    evidence
        .store()
        .each(
            "select institution_id, version, seal from register_custody",
            row ->
                registry(
                    "custody.entrust",
                    row.integer("institution_id") + "/" + row.integer("version"),
                    "register_custody",
                    row.digest("seal")));
    evidence
        .store()
        .each(
            "select id, digest from template_image",
            row ->
                add(
                    "template-image.keep",
                    row.bytes("digest").hex(),
                    new Due(
                        "template_image",
                        row.uuid("id").toString(),
                        "",
                        Set.of(),
                        row.digest("digest"))));
    books();
    supplements();
  }

  /** Who uploaded a list of supplements, and what the registry recorded of it. */
  private void supplements() throws SQLException {
    evidence
        .store()
        .each(
            "select id, uploaded_person, content_hash, recorded_at from supplement_sheet",
            row -> {
              String id = PublicId.of("sps", row.uuid("id")).toString();
              add(
                  "supplement-sheet.upload",
                  id,
                  new Due(
                      "supplement_sheet",
                      row.uuid("id").toString(),
                      "uploaded_person",
                      of(row.uuid("uploaded_person")),
                      row.digest("content_hash")));
              if (!row.isNull("recorded_at")) {
                registry(
                    "supplement-sheet.record", id, "supplement_sheet", row.digest("content_hash"));
              }
            });
  }

  /** Who closed an entry, decided about a row, and what the registry recorded of old books. */
  private void books() throws SQLException {
    evidence
        .store()
        .each(
            "select id, page_id, turn, person_id, seal from legacy_turn where closed_at is not null",
            row ->
                add(
                    "legacy-entry.close",
                    PublicId.of("bpg", row.uuid("page_id")) + "/" + row.integer("turn"),
                    new Due(
                        "legacy_turn",
                        row.uuid("id").toString(),
                        "person_id",
                        of(row.uuid("person_id")),
                        row.digest("seal"))));
    evidence
        .store()
        .each(
            "select * from legacy_decision",
            row -> {
              boolean isAgreed = !row.isNull("agreed_person");
              add(
                  "legacy-decision." + (isAgreed ? "agree" : "make"),
                  PublicId.of("bpg", row.uuid("page_id"))
                      + "/"
                      + row.integer("line")
                      + "/"
                      + row.integer("version"),
                  new Due(
                      "legacy_decision",
                      row.uuid("id").toString(),
                      isAgreed ? "agreed_person" : "decided_person",
                      of(row.uuidOrNull(isAgreed ? "agreed_person" : "decided_person")),
                      row.digest("seal")));
            });
    evidence
        .store()
        .each(
            "select id, approved_hash from legacy_page where recorded_at is not null",
            row ->
                registry(
                    "legacy-page.record",
                    PublicId.of("bpg", row.uuid("id")).toString(),
                    "legacy_page",
                    row.digest("approved_hash")));
    evidence
        .store()
        .each(
            "select institution_id, version, signed from register_coverage",
            row ->
                registry(
                    "coverage.say",
                    row.integer("institution_id") + "/" + row.integer("version"),
                    "register_coverage",
                    Optional.of(Digest.sha256(row.bytes("signed")))));
  }

  private void registry(String action, String object, String table, Optional<Digest> details) {
    add(action, object, new Due(table, object, "", REGISTRY, details));
  }

  private void add(String action, String object, Due expected) {
    due.computeIfAbsent(key(action, object), none -> new ArrayList<>(1)).add(expected);
  }

  /** The accounts of a person; of one who has none, nobody's will do. */
  private Set<String> of(@Nullable UUID person) {
    Set<String> found = accounts.getOrDefault(person == null ? new UUID(0, 0) : person, Set.of());
    return found.isEmpty() ? Set.of("no account") : found;
  }

  private static String account(UUID account) {
    return PublicId.of(Doer.ID_KIND, account).toString();
  }

  private static String key(String action, String object) {
    return action + " " + object;
  }
}
