package vn.sogoc.audit;

import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.secrets.RowSeal;

/** Reads the trees over the rows of batches; what they come to is asked when the rows were read. */
final class SignedTreeCheck implements Check {
  private static final String TABLE = "signed_tree";

  @Override
  public void run(Evidence e) throws SQLException {
    Optional<RowSeal> seal = e.trust().secrets().map(s -> new RowSeal(s, "signed-tree"));
    e.store()
        .each(
            "select t.*, b.institution_id as of_batch from signed_tree t"
                + " left join batch b on b.id = t.subject",
            row -> {
              e.count(TABLE);
              UUID id = row.uuid("subject");
              SignedRows.Stored tree =
                  new SignedRows.Stored(
                      row.integer("institution_id"),
                      row.bytes("secret"),
                      row.integer("size"),
                      row.digest("root").orElse(Digest.sha256()));
              e.rows().put(id, tree);
              if (row.isNull("of_batch")) {
                e.findings().add(TABLE, id, "subject", "the batch that it belongs to", "none");
              } else {
                e.findings()
                    .same(TABLE, id, "institution_id", row.integer("of_batch"), tree.institution());
              }
              if (seal.isPresent()) {
                boolean fits =
                    seal.get()
                        .fits(
                            row.raw("seal"),
                            id,
                            tree.institution(),
                            tree.secret().hex(),
                            tree.size(),
                            tree.root().hex());
                e.findings()
                    .require(
                        fits, TABLE, id, "seal", "a seal over all columns", "one of other columns");
              }
            });
  }
}
