package vn.sogoc.audit;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.trail.Doer;

/**
 * What the trail tells of the rounds, downloads and verdicts of one batch, which are few; its
 * answers are joined with their lines where they are read.
 */
final class ConfirmationsTold {
  private record Line(long seq, String actor, Digest details) {}

  private final Findings findings;

  /** Who told what of an object, for lines that no row has claimed yet. */
  private final Map<String, List<Line>> told = new TreeMap<>();

  private ConfirmationsTold(Findings findings) {
    this.findings = findings;
  }

  static ConfirmationsTold of(Evidence e, UUID batch) throws SQLException {
    ConfirmationsTold all = new ConfirmationsTold(e.findings());
    e.store()
        .each(
            "select seq, actor, action, object, details from trail_line"
                + " where action like 'confirmation.%'"
                + " and action in ('confirmation.ask', 'confirmation.links', 'confirmation.accept')"
                + " and object collate \"C\" > ? and object collate \"C\" < ?",
            row ->
                all.told
                    .computeIfAbsent(
                        row.text("action") + " " + row.text("object"), none -> new ArrayList<>(1))
                    .add(
                        new Line(
                            row.number("seq"),
                            row.text("actor"),
                            row.digest("details").orElse(Digest.sha256(new byte[0])))),
            first(batch),
            last(batch));
    return all;
  }

  /** Names the lines whose row is gone. */
  void leftOver() {
    told.forEach(
        (what, lines) ->
            lines.forEach(
                line -> gone(findings, line.seq(), what.substring(0, what.indexOf(' ')))));
  }

  static void gone(Findings findings, long seq, String action) {
    findings.add("trail_line", seq, "object", "a row that " + action + " wrote", "none");
  }

  /** That a row was told, by whom and with what; its line is claimed. */
  void line(String table, String key, String action, String object, String actor, Digest details) {
    boolean isTold =
        told.getOrDefault(action + " " + object, List.of()).stream()
            .anyMatch(line -> line.actor().equals(actor) && line.details().equals(details));
    told(findings, isTold, table, key, action + " " + object);
    told.remove(action + " " + object);
  }

  static void told(Findings findings, boolean isTold, String table, String key, String line) {
    findings.require(
        isTold,
        table,
        key,
        "",
        "a line of the audit trail: " + line,
        "none by that actor with that content");
  }

  /** Objects are {@code bat_.../number}: behind this text all of a batch begin. */
  static String first(UUID batch) {
    return PublicId.of("bat", batch) + "/";
  }

  /** And before this they end: the sign after the slash is the digit 0. */
  static String last(UUID batch) {
    return PublicId.of("bat", batch) + "0";
  }

  static String object(UUID batch, int number) {
    return first(batch) + number;
  }

  static String account(UUID account) {
    return PublicId.of(Doer.ID_KIND, account).toString();
  }
}
