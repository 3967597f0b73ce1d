package vn.sogoc.audit;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.merkle.SaltedTree;
import vn.sogoc.crypto.merkle.Tile;
import vn.sogoc.institution.CheckedStatement;
import vn.sogoc.institution.InstitutionKey;
import vn.sogoc.institution.KeyState;
import vn.sogoc.institution.MalformedStatement;
import vn.sogoc.institution.PersonalSignature;
import vn.sogoc.institution.PersonalSignatureCodec;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.LegalDay;

/**
 * That behind every issued batch stands the personal signature of the competent person, over the
 * root that its signed records come to, by the key that the mandate names; and that the hashes from
 * which the short proofs are made are those of the rows.
 */
final class PersonalSignatureCheck implements Check {
  private static final String TREE = "signed_tree";
  private static final String TILE = "signed_tile";
  private static final String TABLE = "personal_signature";

  private final Set<UUID> signed = new HashSet<>();

  @Override
  public void run(Evidence e) throws SQLException {
    trees(e);
    tiles(e);
    e.store()
        .each(
            """
            select s.subject, s.institution_id, s.cose, b.institution_id as of_batch, b.kind,
              b.approved_hash, b.row_count, b.signer_name, b.signer_title_vi, b.signer_title_en,
              b.signs_as, m.key_id as mandate_key
            from personal_signature s left join batch b on b.id = s.subject
            left join mandate m on m.id = b.mandate_id
            """,
            row -> signature(e, row));
    for (UUID batch : e.batches().keySet()) {
      e.findings()
          .require(
              signed.contains(batch),
              TABLE,
              batch,
              "",
              "the signature of the person of the mandate",
              "none");
    }
  }

  private static void trees(Evidence e) {
    for (UUID batch : e.batches().keySet()) {
      e.findings()
          .require(
              e.rows().stored(batch).isPresent(),
              TREE,
              batch,
              "",
              "the tree over the rows of the batch",
              "none");
    }
    e.rows()
        .computed()
        .forEach(
            (batch, rows) -> {
              SignedRows.Stored tree = e.rows().stored(batch).orElseThrow();
              e.findings().same(TREE, batch, "size", rows.size(), (long) tree.size());
              e.findings().same(TREE, batch, "root,secret", rows.root().hex(), tree.root().hex());
            });
  }

  private static void tiles(Evidence e) throws SQLException {
    e.store()
        .each(
            100,
            "select * from signed_tile",
            row -> {
              e.count(TILE);
              UUID batch = row.uuid("subject");
              int level = row.integer("level");
              int index = row.integer("idx");
              Bytes hashes = row.bytes("hashes");
              String key = batch + "/" + level + "/" + index;
              Optional<SignedRows.Stored> tree = e.rows().stored(batch);
              if (tree.isEmpty()) {
                e.findings().add(TILE, key, "subject", "the tree that it belongs to", "none");
                return;
              }
              e.findings()
                  .same(
                      TILE,
                      key,
                      "institution_id",
                      tree.get().institution(),
                      row.integer("institution_id"));
              Optional<SignedRows.Computed> rows = e.rows().computed(batch);
              if (rows.isPresent()) {
                tile(e, rows.get(), level, index, key, hashes);
              }
            });
    e.rows()
        .computed()
        .forEach(
            (batch, rows) ->
                rows.tiles()
                    .keySet()
                    .forEach(
                        tile ->
                            e.findings()
                                .add(
                                    TILE,
                                    batch + "/" + tile.level() + "/" + tile.index(),
                                    "level,idx,subject",
                                    "the tile of " + tile.width() + " hashes",
                                    "no row")));
  }

  private static void tile(
      Evidence e, SignedRows.Computed rows, int level, int index, String key, Bytes hashes) {
    int width = hashes.size() / Digest.SIZE;
    boolean isTile = width >= 1 && width <= Tile.FULL;
    @Nullable Digest expected = isTile ? rows.tiles().remove(new Tile(level, index, width)) : null;
    if (expected == null) {
      e.findings()
          .add(TILE, key, "level,idx,hashes", "a tile of " + rows.size() + " rows", "another");
    } else {
      e.findings().sameDigest(TILE, key, "hashes", expected, Digest.sha256(hashes).bytes());
    }
  }

  private void signature(Evidence e, Cells row) throws SQLException {
    e.count(TABLE);
    UUID batch = row.uuid("subject");
    Findings findings = e.findings();
    if (row.isNull("of_batch")) {
      findings.add(TABLE, batch, "subject", "the batch that was signed", "none");
      return;
    }
    signed.add(batch);
    int institution = row.integer("of_batch");
    findings.same(TABLE, batch, "institution_id", institution, row.integer("institution_id"));
    try {
      CoseSign1 message = CoseSign1.parse(row.bytes("cose"));
      PersonalSignature said = PersonalSignatureCodec.decode(message.payload());
      boolean isGood =
          e.keys()
              .key(message.kid())
              .flatMap(key -> key.verifier(Purpose.PERSONAL))
              .flatMap(key -> message.verify(key, PersonalSignature.AAD))
              .isPresent();
      findings.require(
          isGood, TABLE, batch, "cose", "a signature by a personal key", "none that verifies");
      e.nonces().take(TABLE, batch, "cose", message);
      key(e, row, batch, message.kid(), said);
      findings.same(TABLE, batch, "subject,cose", institution, said.institution());
      findings.same(
          TABLE, batch, "subject,cose", blinded(e, row, batch), Optional.of(said.content()));
      findings.same(TABLE, batch, "subject,cose", said.count(), row.integer("row_count"));
      Optional<Digest> root =
          e.rows()
              .computed(batch)
              .map(SignedRows.Computed::root)
              .or(() -> e.rows().stored(batch).map(SignedRows.Stored::root));
      findings.same(TABLE, batch, "cose", root, Optional.of(said.root()));
      PersonalSignature.Signatory printed =
          new PersonalSignature.Signatory(
              row.text("signer_name"),
              row.text("signer_title_vi"),
              row.text("signer_title_en"),
              row.text("signs_as"));
      findings.same(TABLE, batch, "cose", printed.toString(), said.signer().toString());
      findings.require(
          said.basis().covers(row.text("kind"), LegalDay.of(said.signedAt())),
          TABLE,
          batch,
          "cose",
          "a mandate for " + row.text("kind") + " on " + LegalDay.of(said.signedAt()),
          "another");
    } catch (MalformedCose | MalformedStatement malformed) {
      findings.add(
          TABLE, batch, "cose", "a personal signature", String.valueOf(malformed.getMessage()));
    }
  }

  /** The approved hash as it stands in the signature; empty where there is no tree to blind it. */
  private static Optional<Digest> blinded(Evidence e, Cells row, UUID batch) throws SQLException {
    Optional<Digest> approved = row.digest("approved_hash");
    return e.rows()
        .stored(batch)
        .flatMap(tree -> approved.map(a -> SaltedTree.blinded(tree.secret(), tree.size(), a)));
  }

  /** By the statement that was the newest when the first record of the batch was logged. */
  private static void key(Evidence e, Cells row, UUID batch, KeyId kid, PersonalSignature said)
      throws SQLException {
    @Nullable IssuedBatch issued = e.batches().get(batch);
    long position = issued == null ? Long.MAX_VALUE : issued.firstPosition();
    Optional<CheckedStatement> then = e.keys().at(said.institution(), position);
    Optional<InstitutionKey> key = then.flatMap(s -> s.statement().key(kid));
    boolean wasValid =
        key.filter(k -> k.state() == KeyState.ACTIVE || issued == null)
            .filter(k -> k.validAt(said.signedAt()))
            .filter(k -> PersonalSignature.isOf(k, said.signer().name()))
            .isPresent();
    e.findings()
        .require(
            wasValid && !e.keys().rested(kid, position, said.signedAt()),
            TABLE,
            batch,
            "cose",
            "a personal key of the signer that was valid then",
            "key " + kid);
    e.findings()
        .same(
            TABLE,
            batch,
            "cose",
            row.bytesIfAny("mandate_key").map(Bytes::hex),
            Optional.of(kid.value().hex()));
  }
}
