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
import vn.sogoc.crypto.merkle.MerkleTree;
import vn.sogoc.institution.KeyState;
import vn.sogoc.institution.TrustedKey;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.publication.ListHeader;
import vn.sogoc.publication.ListRow;
import vn.sogoc.publication.MalformedList;
import vn.sogoc.tlog.LogEntry;

/**
 * The issuance lists: a signed and logged header, the root over the salted rows, each row's path to
 * it, and a row for each credential of the batch.
 */
final class ListCheck implements Check {
  private static final String TABLE = "issuance_list";
  private static final String ROWS = "issuance_list_row";

  /** A list whose header verifies, and the records of its batch. */
  private record Known(ListHeader header, UUID batch, DigestColumn records) {}

  private record Stored(
      UUID list,
      int position,
      int institution,
      Optional<Digest> credential,
      Optional<Bytes> salt,
      Bytes fields,
      Optional<Digest> leaf,
      Bytes path) {
    String key() {
      return list + "/" + position;
    }
  }

  /** A row, and the leaf that its content has; of a row that was blanked nothing is said. */
  private record Hashed(Stored row, Optional<Digest> leaf) {}

  private final Map<UUID, Known> lists = new HashMap<>();
  private final Set<UUID> done = new HashSet<>();
  private final List<Digest> leaves = new ArrayList<>();
  private @Nullable UUID open;
  private @Nullable SignedPaths paths;

  @Override
  public void run(Evidence e) throws SQLException {
    Ordered<Stored, Hashed> work =
        new Ordered<>(
            e.pool(),
            ListCheck::hash,
            hashed -> row(e, hashed),
            (row, why) -> e.findings().unreadable(ROWS, row.key(), why));
    Snapshot.Row list = row -> list(e, row);
    Snapshot.Row put =
        row ->
            work.put(
                new Stored(
                    row.uuid("list_id"),
                    row.integer("position"),
                    row.integer("institution_id"),
                    row.digest("credential_digest"),
                    row.bytesIfAny("salt"),
                    row.bytes("fields"),
                    row.digest("leaf"),
                    row.bytes("path")));
    if (e.isFull()) {
      e.store().each("select * from issuance_list", list);
      e.store().each("select * from issuance_list_row order by list_id, position", put);
    } else if (e.log().earliest().isBefore(Instant.MAX)) {
      var since = e.log().earliest().atOffset(ZoneOffset.UTC);
      e.store().each("select * from issuance_list where published_at >= ?", list, since);
      e.store()
          .each(
              """
              select r.* from issuance_list_row r join issuance_list l on l.id = r.list_id
              where l.published_at >= ? order by r.list_id, r.position
              """,
              put,
              since);
    }
    work.finish();
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
      DigestColumn records = records(e, batch);
      lists.put(id, new Known(header, batch, records));
      columns(findings, row, id, header);
      logged(e, TABLE, id, row.bytes("signed_header"), header, message);
      findings.same(TABLE, id, "batch_id", (long) header.count(), (long) records.count());
    } catch (MalformedCose | MalformedList malformed) {
      findings.add(
          TABLE, id, "signed_header", "a signed header", String.valueOf(malformed.getMessage()));
    }
  }

  /** Of a batch that was recorded before the entries that are read, as its rows say. */
  private static DigestColumn records(Evidence e, UUID batch) throws SQLException {
    @Nullable IssuedBatch issued = e.batches().get(batch);
    if (issued != null) {
      return issued.digests();
    }
    DigestColumn earlier = new DigestColumn();
    if (!e.isFull()) {
      e.store()
          .each(
              "select batch_row, digest from register_entry where batch_id = ? order by batch_row",
              row -> {
                Digest digest = row.digest("digest").orElse(Digest.sha256());
                earlier.put(row.integer("batch_row"), digest);
              },
              batch);
    }
    return earlier;
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

  /**
   * That a header stands in the log under its time, and its key was good there. Entries are not in
   * the order of their times: one of a list that is new enough may lie before those that were read.
   */
  static void logged(
      Evidence e, String table, Object id, Bytes signed, ListHeader header, CoseSign1 message)
      throws SQLException {
    long position =
        e.position(
            LogEntry.listPublished(
                    header.publishedAt(), header.institution(), Digest.sha256(signed))
                .encode());
    if (position < 0) {
      e.findings().add(table, id, "signed_header", "its entry in the log", "none with its time");
      return;
    }
    boolean isOnce = e.log().toldByTable(position);
    e.findings().require(isOnce, TABLE, id, "signed_header", "a list once", "another row of it");
    boolean isValid =
        e.keys()
            .at(header.institution(), position)
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

  private static Hashed hash(Stored row) {
    Optional<Digest> leaf =
        row.salt().isPresent() && row.credential().isPresent()
            ? Optional.of(
                new ListRow(row.salt().get(), row.credential().get(), row.fields()).leaf())
            : Optional.empty();
    return new Hashed(row, leaf);
  }

  private void row(Evidence e, Hashed hashed) {
    Stored row = hashed.row();
    e.count(ROWS);
    String key = row.key();
    Findings findings = e.findings();
    @Nullable Known known = lists.get(row.list());
    if (!row.list().equals(open)) {
      close(e);
      open = row.list();
      done.add(row.list());
      // no memory for more rows than a batch has, whatever a header names
      paths =
          known == null || known.header().count() > DigestColumn.MOST
              ? null
              : new SignedPaths(known.header().root(), known.header().count());
    }
    findings.same(ROWS, key, "position", leaves.size(), row.position());
    Digest leaf = row.leaf().orElse(Digest.sha256());
    leaves.add(leaf);
    if (known == null) {
      findings.add(ROWS, key, "list_id", "a list whose header verifies", "none");
      return;
    }
    findings.same(ROWS, key, "institution_id", known.header().institution(), row.institution());
    findings.require(
        hashed.leaf().isEmpty() || hashed.leaf().equals(row.leaf()),
        ROWS,
        key,
        "leaf",
        "the leaf of salt, credential and fields",
        "another");
    findings.require(
        paths != null && paths.leads(leaf, row.position(), row.path()),
        ROWS,
        key,
        "path",
        "a way from the leaf to the signed root",
        "another");
    findings.same(
        ROWS, key, "credential_digest", known.records().at(row.position()), row.credential());
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
