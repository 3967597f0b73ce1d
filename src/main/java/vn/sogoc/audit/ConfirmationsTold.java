package vn.sogoc.audit;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.trail.Doer;

/** What the trail tells of confirmations, and the batches that they are about. */
final class ConfirmationsTold {
  private final Evidence e;

  /** Who told what of an object, for lines that no row has claimed yet. */
  private final Map<String, List<Line>> told = new TreeMap<>();

  private final Map<UUID, Batch> batches = new HashMap<>();

  private ConfirmationsTold(Evidence e) {
    this.e = e;
  }

  private record Line(long seq, String actor, Digest details) {}

  /** What is asked of the batch of a row. */
  record Batch(int institution, int rows, String state, UUID preparer, String hash) {}

  static ConfirmationsTold of(Evidence e) throws SQLException {
    ConfirmationsTold all = new ConfirmationsTold(e);
    e.store()
        .each(
            "select seq, actor, action, object, details from trail_line"
                + " where action like 'confirmation.%' order by seq",
            row ->
                all.told
                    .computeIfAbsent(
                        row.text("action") + " " + row.text("object"), none -> new ArrayList<>(1))
                    .add(
                        new Line(
                            row.number("seq"),
                            row.text("actor"),
                            row.digest("details").orElse(Digest.sha256(new byte[0])))));
    e.store()
        .each(
            "select id, institution_id, row_count, state, prepared_person, approved_hash from batch"
                + " where id in (select batch_id from confirmation_round"
                + " union select batch_id from confirmation_answer"
                + " union select batch_id from confirmation_verdict)",
            row ->
                all.batches.put(
                    row.uuid("id"),
                    new Batch(
                        row.integer("institution_id"),
                        row.integer("row_count"),
                        row.text("state"),
                        row.uuid("prepared_person"),
                        row.bytes("approved_hash").hex())));
    return all;
  }

  Map<UUID, Batch> batches() {
    return batches;
  }

  @Nullable Batch batch(UUID id) {
    return batches.get(id);
  }

  /** Names the lines whose row is gone. */
  void leftOver() {
    told.forEach(
        (what, lines) ->
            lines.forEach(
                line ->
                    e.findings()
                        .add(
                            "trail_line",
                            line.seq(),
                            "object",
                            "a row that " + what.substring(0, what.indexOf(' ')) + " wrote",
                            "none")));
  }

  void belongs(String table, String key, Cells row, UUID batch) throws SQLException {
    @Nullable Batch of = batches.get(batch);
    e.findings()
        .require(
            of != null && of.institution() == row.integer("institution_id"),
            table,
            key,
            "batch_id,institution_id",
            "a batch of the institution",
            "none");
  }

  void seal(String table, String key, boolean fits) {
    e.findings()
        .require(fits, table, key, "seal", "a seal over all columns", "one of other columns");
  }

  /** That a row was told, by whom and with what; its line is claimed. */
  void line(String table, String key, String action, String object, String actor, Digest details) {
    boolean isTold =
        told.getOrDefault(action + " " + object, List.of()).stream()
            .anyMatch(line -> line.actor().equals(actor) && line.details().equals(details));
    e.findings()
        .require(
            isTold,
            table,
            key,
            "",
            "a line of the audit trail: " + action + " " + object,
            "none by that actor with that content");
    told.remove(action + " " + object);
  }

  static String object(UUID batch, int number) {
    return PublicId.of("bat", batch) + "/" + number;
  }

  static String account(UUID account) {
    return PublicId.of(Doer.ID_KIND, account).toString();
  }
}
