package vn.sogoc.audit;

import java.sql.SQLException;
import vn.sogoc.credential.DecisionKey;

/**
 * Issued once: the claim of a person, kind and decision that each row of a batch holds from its
 * signing on, and nobody else.
 */
final class ClaimCheck implements Check {
  private static final String TABLE = "issuance_claim";

  @Override
  public void run(Evidence e) throws SQLException {
    e.store()
        .each(
            """
            select c.*, r.person_id as row_person, b.institution_id as batch_institution,
              b.kind as batch_kind, b.decision_number, b.state
            from issuance_claim c
            left join batch b on b.id = c.batch_id
            left join batch_row r on r.batch_id = c.batch_id and r.position = c.position
            order by c.batch_id, c.position
            """,
            row -> {
              e.count(TABLE);
              String key =
                  row.integer("institution_id")
                      + "/"
                      + row.uuid("person_id")
                      + "/"
                      + row.text("kind")
                      + "/"
                      + row.text("decision_key");
              Findings findings = e.findings();
              if (row.isNull("row_person")) {
                findings.add(TABLE, key, "batch_id,position", "the row that holds it", "none");
                return;
              }
              findings.same(
                  TABLE,
                  key,
                  "institution_id",
                  row.integer("batch_institution"),
                  row.integer("institution_id"));
              findings.same(TABLE, key, "person_id", row.uuid("row_person"), row.uuid("person_id"));
              findings.same(TABLE, key, "kind", row.text("batch_kind"), row.text("kind"));
              findings.same(
                  TABLE,
                  key,
                  "decision_key",
                  DecisionKey.of(row.text("decision_number")),
                  row.text("decision_key"));
            });
    e.store()
        .each(
            """
            select r.batch_id, r.position from batch b
            join batch_row r on r.batch_id = b.id
            left join issuance_claim c on c.batch_id = r.batch_id and c.position = r.position
            where b.state in ('signing', 'recorded', 'done') and c.batch_id is null
            """,
            row ->
                e.findings()
                    .add(
                        TABLE,
                        row.uuid("batch_id") + "/" + row.integer("position"),
                        "",
                        "a claim of the row",
                        "none"));
  }
}
