package vn.sogoc.audit;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.confirmation.ConfirmationSeals;
import vn.sogoc.kernel.PublicId;

/**
 * What graduates said of their rows: each answer is the one that was told when it was given, about
 * the claims of its row, and none is missing; what an approver saw is what the answers until then
 * come to; and nothing was signed over a dispute that nobody had answered. One batch after the
 * other, each answer read once.
 */
final class ConfirmationCheck implements Check {
  private static final List<String> TABLES =
      List.of(
          "confirmation_round",
          "confirmation_download",
          "confirmation_link",
          "confirmation_answer",
          "confirmation_verdict");

  @Override
  public void run(Evidence e) throws SQLException {
    @Nullable ConfirmationSeals seals =
        e.trust().secrets().map(ConfirmationSeals::new).orElse(null);
    Set<String> known = new HashSet<>();
    e.store()
        .each(
            "select id, institution_id, row_count, state, prepared_person, approved_hash from batch"
                + " where id in (select batch_id from confirmation_round"
                + " union select batch_id from confirmation_download"
                + " union select batch_id from confirmation_link"
                + " union select batch_id from confirmation_answer"
                + " union select batch_id from confirmation_verdict) order by id",
            row -> {
              UUID id = row.uuid("id");
              known.add(PublicId.of("bat", id).toString());
              new ConfirmationsOfBatch(
                      e,
                      seals,
                      new ConfirmationsOfBatch.Batch(
                          id,
                          row.integer("institution_id"),
                          row.integer("row_count"),
                          row.text("state"),
                          row.uuid("prepared_person"),
                          row.bytes("approved_hash").hex()))
                  .check();
            });
    strangers(e);
    e.store()
        .each(
            "select seq, action, object from trail_line where action like 'confirmation.%'",
            row -> {
              String object = row.text("object");
              if (!known.contains(object.substring(0, Math.max(0, object.indexOf('/'))))) {
                ConfirmationsTold.gone(e.findings(), row.number("seq"), row.text("action"));
              }
            });
  }

  /** Rows of no batch, or of another institution's. */
  private static void strangers(Evidence e) throws SQLException {
    for (String table : TABLES) {
      String number =
          switch (table) {
            case "confirmation_round", "confirmation_verdict" -> "version";
            case "confirmation_download" -> "generation";
            case "confirmation_link" -> "position";
            default -> "ordinal";
          };
      e.store()
          .each(
              "select c.batch_id, c."
                  + number
                  + " as number from "
                  + table
                  + " c left join batch b on b.id = c.batch_id"
                  + " and b.institution_id = c.institution_id where b.id is null",
              row ->
                  e.findings()
                      .add(
                          table,
                          row.uuid("batch_id") + "/" + row.integer("number"),
                          "batch_id,institution_id",
                          "a batch of the institution",
                          "none"));
    }
  }
}
