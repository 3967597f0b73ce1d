package vn.sogoc.audit;

import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.merkle.InvalidProof;
import vn.sogoc.crypto.merkle.MerkleTree;
import vn.sogoc.institution.KeyState;
import vn.sogoc.institution.TrustedKey;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.publication.ListHeader;
import vn.sogoc.publication.ListRow;
import vn.sogoc.publication.MalformedList;
import vn.sogoc.tlog.EntryType;

/**
 * The issuance lists: a signed and logged header, the root over the salted rows, each row's path to
 * it, and a row for each credential of the batch.
 */
final class ListCheck implements Check {
  private static final String TABLE = "issuance_list";
  private static final String ROWS = "issuance_list_row";

  private record Known(ListHeader header, UUID batch) {}

  private final Map<UUID, Known> lists = new HashMap<>();
  private final Set<UUID> done = new HashSet<>();
  private final List<Digest> leaves = new ArrayList<>();
  private @Nullable UUID open;

  @Override
  public void run(Evidence e) throws SQLException {
    Snapshot.Row list = row -> list(e, row);
    String rows =
        """
        select r.*, e.batch_id as of_batch, e.batch_row as of_row
        from issuance_list_row r left join register_entry e on e.digest = r.credential_digest
        """;
    if (e.isFull()) {
      e.store().each("select * from issuance_list", list);
      e.store().each(rows + "order by r.list_id, r.position", row -> row(e, row));
    } else if (e.log().earliest().isBefore(Instant.MAX)) {
      var since = e.log().earliest().atOffset(ZoneOffset.UTC);
      e.store().each("select * from issuance_list where published_at >= ?", list, since);
      e.store()
          .each(
              rows
                  + "join issuance_list l on l.id = r.list_id where l.published_at >= ?"
                  + " order by r.list_id, r.position",
              row -> row(e, row),
              since);
    }
    close(e);
    lists.keySet().stream()
        .filter(id -> !done.contains(id))
        .forEach(id -> e.findings().add(TABLE, id, "", "rows of the list", "none"));
  }

  private void list(Evidence e, Cells row) throws SQLException {
    Findings findings = e.findings();
    e.count(TABLE);
    UUID id = row.uuid("id");
    UUID batch = row.uuid("batch_id");
    try {
      CoseSign1 message = CoseSign1.parse(row.bytes("signed_header"));
      Optional<TrustedKey> key = e.keys().key(message.kid());
      boolean isSigned =
          key.flatMap(k -> k.verifier(Purpose.ISSUANCE_LIST))
              .flatMap(k -> message.verify(k, ListHeader.AAD))
              .isPresent();
      if (!isSigned) {
        findings.add(
            TABLE, id, "signed_header", "a signature by a key for lists", "none that verifies");
        return;
      }
      e.nonces().take(TABLE, id, "signed_header", message);
      ListHeader header = ListHeader.decode(message.payload());
      lists.put(id, new Known(header, batch));
      columns(findings, row, id, header);
      logged(e, TABLE, id, row.bytes("signed_header"), header, message);
      findings.same(TABLE, id, "batch_id", (long) header.count(), entries(e, batch));
    } catch (MalformedCose | MalformedList malformed) {
      findings.add(
          TABLE, id, "signed_header", "a signed header", String.valueOf(malformed.getMessage()));
    }
  }

  /** Of a batch that was recorded before the entries that are read only the rows are counted. */
  private static long entries(Evidence e, UUID batch) throws SQLException {
    @Nullable IssuedBatch issued = e.batches().get(batch);
    if (issued != null || e.isFull()) {
      return issued == null ? 0 : issued.count();
    }
    List<Long> earlier = new ArrayList<>();
    e.store()
        .each(
            "select count(*) as entries from register_entry where batch_id = ?",
            row -> earlier.add(row.number("entries")),
            batch);
    return earlier.getFirst();
  }

  private static void columns(Findings findings, Cells row, UUID id, ListHeader header)
      throws SQLException {
    findings.same(TABLE, id, "institution_id", header.institution(), row.integer("institution_id"));
    findings.same(TABLE, id, "version", header.version(), row.integer("version"));
    findings.same(TABLE, id, "kind", header.kind(), row.text("kind"));
    findings.same(
        TABLE, id, "decision_number", header.decisionNumber(), row.text("decision_number"));
    findings.same(TABLE, id, "decision_date", header.decisionDate(), row.date("decision_date"));
    findings.same(TABLE, id, "issue_date", header.issueDate(), row.date("issue_date"));
    findings.same(TABLE, id, "entry_count", header.count(), row.integer("entry_count"));
    findings.same(TABLE, id, "root", header.root().hex(), row.bytes("root").hex());
    findings.same(TABLE, id, "published_at", header.publishedAt(), row.instant("published_at"));
  }

  /** That a header stands in the log under its time, and its key was good there. */
  static void logged(
      Evidence e, String table, Object id, Bytes signed, ListHeader header, CoseSign1 message) {
    Optional<LogIndex.Placed> placed =
        e.log()
            .byContent(Digest.sha256(signed))
            .filter(
                p ->
                    p.entry().type() == EntryType.LIST_PUBLISHED
                        && p.entry().institution() == header.institution()
                        && p.entry().time().equals(header.publishedAt()));
    if (placed.isEmpty()) {
      e.findings().add(table, id, "signed_header", "its entry in the log", "none with its time");
      return;
    }
    boolean isOnce = e.log().toldByTable(placed.get().position());
    e.findings().require(isOnce, TABLE, id, "signed_header", "a list once", "another row of it");
    boolean isValid =
        e.keys()
            .at(header.institution(), placed.get().position())
            .flatMap(s -> s.statement().key(message.kid()))
            .filter(k -> k.state() == KeyState.ACTIVE && k.validAt(header.publishedAt()))
            .isPresent();
    e.findings()
        .require(
            isValid,
            table,
            id,
            "signed_header",
            "a key of the institution that was valid then",
            "key " + message.kid());
  }

  private void row(Evidence e, Cells row) throws SQLException {
    e.count(ROWS);
    UUID list = row.uuid("list_id");
    int position = row.integer("position");
    String key = list + "/" + position;
    Findings findings = e.findings();
    if (!list.equals(open)) {
      close(e);
      open = list;
      done.add(list);
    }
    findings.same(ROWS, key, "position", leaves.size(), position);
    Optional<Digest> leaf = row.digest("leaf");
    leaves.add(leaf.orElse(Digest.sha256()));
    @Nullable Known known = lists.get(list);
    if (known == null) {
      findings.add(ROWS, key, "list_id", "a list whose header verifies", "none");
      return;
    }
    findings.same(
        ROWS, key, "institution_id", known.header().institution(), row.integer("institution_id"));
    Optional<Digest> credential = row.digest("credential_digest");
    if (!row.isNull("salt") && credential.isPresent()) {
      ListRow content = new ListRow(row.bytes("salt"), credential.get(), row.bytes("fields"));
      findings.require(
          leaf.equals(Optional.of(content.leaf())),
          ROWS,
          key,
          "leaf",
          "the leaf of salt, credential and fields",
          "another");
    }
    findings.require(
        leadsToRoot(row.bytes("path"), leaf.orElse(Digest.sha256()), position, known.header()),
        ROWS,
        key,
        "path",
        "a way from the leaf to the signed root",
        "another");
    findings.same(ROWS, key, "credential_digest", known.batch(), row.uuidOrNull("of_batch"));
    findings.same(
        ROWS,
        key,
        "credential_digest",
        position,
        row.isNull("of_row") ? -1 : row.integer("of_row"));
  }

  private static boolean leadsToRoot(Bytes joined, Digest leaf, int position, ListHeader header) {
    if (joined.size() % Digest.SIZE != 0 || joined.size() > 64 * Digest.SIZE) {
      return false;
    }
    List<Digest> path = new ArrayList<>();
    for (int i = 0; i < joined.size(); i += Digest.SIZE) {
      path.add(new Digest(joined.slice(i, i + Digest.SIZE)));
    }
    try {
      return MerkleTree.rootFrom(leaf, position, header.count(), path).equals(header.root());
    } catch (InvalidProof e) {
      return false;
    }
  }

  private void close(Evidence e) {
    @Nullable Known known = open == null ? null : lists.get(open);
    if (open != null && known != null) {
      boolean isWhole =
          leaves.size() == known.header().count()
              && MerkleTree.root(leaves).equals(known.header().root());
      e.findings()
          .require(
              isWhole,
              TABLE,
              open,
              "root",
              "the signed root over " + known.header().count() + " rows",
              leaves.size() + " rows with another root");
    }
    leaves.clear();
  }
}
