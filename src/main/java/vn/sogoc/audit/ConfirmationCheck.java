package vn.sogoc.audit;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.confirmation.ConfirmationAnswer;
import vn.sogoc.issuance.confirmation.ConfirmationLink;
import vn.sogoc.issuance.confirmation.ConfirmationRound;
import vn.sogoc.issuance.confirmation.ConfirmationSeals;
import vn.sogoc.issuance.confirmation.ConfirmationStanding;
import vn.sogoc.issuance.confirmation.ConfirmationVerdict;
import vn.sogoc.issuance.confirmation.Disputes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Doer;

/**
 * What graduates said of their rows: each answer is the one that was told when it was given, about
 * the claims of its row, and none is missing; what an approver saw is what the answers until then
 * come to; and nothing was signed over a dispute that nobody had answered.
 */
final class ConfirmationCheck implements Check {
  private static final String ROUND = "confirmation_round";
  private static final String LINK = "confirmation_link";
  private static final String ANSWER = "confirmation_answer";
  private static final String VERDICT = "confirmation_verdict";

  /** Who told what of an object, for lines that no row has claimed yet. */
  private final Map<String, List<Line>> told = new TreeMap<>();

  private final Map<UUID, Batch> batches = new HashMap<>();
  private final Map<UUID, List<ConfirmationAnswer>> answers = new HashMap<>();
  private final Map<UUID, Integer> seen = new HashMap<>();

  private record Line(long seq, String actor, Digest details) {}

  /** What is asked of the batch of a row. */
  private record Batch(int institution, int rows, String state, UUID preparer, String hash) {}

  @Override
  public void run(Evidence e) throws SQLException {
    @Nullable ConfirmationSeals seals =
        e.trust().secrets().map(ConfirmationSeals::new).orElse(null);
    e.store()
        .each(
            "select seq, actor, action, object, details from trail_line"
                + " where action like 'confirmation.%' order by seq",
            row ->
                told.computeIfAbsent(
                        row.text("action") + " " + row.text("object"), none -> new ArrayList<>())
                    .add(
                        new Line(
                            row.number("seq"),
                            row.text("actor"),
                            row.digest("details").orElse(Digest.sha256(new byte[0])))));
    e.store()
        .each(
            "select id, institution_id, row_count, state, prepared_person, approved_hash from batch"
                + " where id in (select batch_id from confirmation_round)"
                + " or id in (select batch_id from confirmation_answer)",
            row ->
                batches.put(
                    row.uuid("id"),
                    new Batch(
                        row.integer("institution_id"),
                        row.integer("row_count"),
                        row.text("state"),
                        row.uuid("prepared_person"),
                        row.bytes("approved_hash").hex())));
    rounds(e, seals);
    links(e, seals);
    answers(e, seals);
    verdicts(e, seals);
    signed(e);
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

  private void rounds(Evidence e, @Nullable ConfirmationSeals seals) throws SQLException {
    Map<UUID, Integer> versions = new HashMap<>();
    e.store()
        .each(
            "select * from confirmation_round order by batch_id, version",
            row -> {
              e.count(ROUND);
              UUID batch = row.uuid("batch_id");
              int version = row.integer("version");
              String key = batch + "/" + version;
              e.findings()
                  .same(ROUND, key, "version", versions.merge(batch, 1, Integer::sum), version);
              belongs(e, ROUND, key, row, batch);
              ConfirmationRound round =
                  new ConfirmationRound(
                      batch,
                      version,
                      row.integer("institution_id"),
                      row.date("closes_on"),
                      row.uuid("asked_account"),
                      row.text("asked_name"),
                      row.instant("asked_at"));
              seal(e, ROUND, key, seals == null || seals.fits(row.raw("seal"), round));
              line(
                  e,
                  ROUND,
                  key,
                  "confirmation.ask",
                  object(batch, version),
                  account(round.askedAccount()),
                  Deed.hash(round.closesOn()));
            });
  }

  /** All of one download: the newest that was told. */
  private void links(Evidence e, @Nullable ConfirmationSeals seals) throws SQLException {
    Map<UUID, Set<Integer>> positions = new HashMap<>();
    e.store()
        .each(
            "select * from confirmation_link order by batch_id, position",
            row -> {
              e.count(LINK);
              UUID batch = row.uuid("batch_id");
              String key = batch + "/" + row.integer("position");
              ConfirmationLink link =
                  new ConfirmationLink(
                      batch,
                      row.integer("position"),
                      row.integer("institution_id"),
                      row.integer("generation"),
                      row.bytes("link_digest"));
              belongs(e, LINK, key, row, batch);
              seal(e, LINK, key, seals == null || seals.fits(row.raw("seal"), link));
              e.findings()
                  .same(LINK, key, "generation", downloads(batch).size(), link.generation());
              positions.computeIfAbsent(batch, none -> new HashSet<>()).add(link.position());
            });
    batches.forEach(
        (id, batch) -> {
          boolean isDue = !downloads(id).isEmpty() && !batch.state().equals("discarded");
          e.findings()
              .same(
                  LINK,
                  id,
                  "position",
                  isDue ? batch.rows() : 0,
                  positions.getOrDefault(id, Set.of()).size());
          told.remove("confirmation.links " + PublicId.of("bat", id));
        });
  }

  private List<Line> downloads(UUID batch) {
    return told.getOrDefault("confirmation.links " + PublicId.of("bat", batch), List.of());
  }

  private void answers(Evidence e, @Nullable ConfirmationSeals seals) throws SQLException {
    e.store()
        .each(
            """
            select a.*, sha256(r.claims) as claims, r.batch_id as of_row
            from confirmation_answer a
            left join batch_row r on r.batch_id = a.batch_id and r.position = a.position
            order by a.batch_id, a.ordinal
            """,
            row -> {
              e.count(ANSWER);
              UUID batch = row.uuid("batch_id");
              int ordinal = row.integer("ordinal");
              String key = batch + "/" + ordinal;
              List<ConfirmationAnswer> all =
                  answers.computeIfAbsent(batch, none -> new ArrayList<>());
              e.findings().same(ANSWER, key, "ordinal", all.size() + 1, ordinal);
              belongs(e, ANSWER, key, row, batch);
              @Nullable String field = row.textOrNull("field");
              ConfirmationAnswer answer =
                  new ConfirmationAnswer(
                      batch,
                      ordinal,
                      row.integer("institution_id"),
                      row.integer("position"),
                      row.digest("content").orElse(Digest.sha256(new byte[0])),
                      field == null
                          ? Optional.empty()
                          : Optional.of(new ConfirmationAnswer.Dispute(field, row.text("wanted"))),
                      row.bytes("salt"),
                      row.instant("answered_at"));
              all.add(answer);
              e.findings().same(ANSWER, key, "answer", answer.answer(), row.text("answer"));
              e.findings()
                  .require(
                      field != null || row.isNull("wanted"),
                      ANSWER,
                      key,
                      "wanted",
                      "nothing in a confirmation",
                      "a text");
              seal(e, ANSWER, key, seals == null || seals.fits(row.raw("seal"), answer));
              line(
                  e,
                  ANSWER,
                  key,
                  "confirmation." + (field == null ? "confirm" : "dispute"),
                  object(batch, ordinal),
                  Doer.REGISTRY.id(),
                  answer.told());
              if (!row.isNull("of_row")) {
                e.findings()
                    .require(
                        row.digest("claims").equals(Optional.of(answer.content())),
                        ANSWER,
                        key,
                        "content",
                        "the claims of the row",
                        "others");
              }
            });
  }

  private void verdicts(Evidence e, @Nullable ConfirmationSeals seals) throws SQLException {
    Map<UUID, Integer> versions = new HashMap<>();
    e.store()
        .each(
            "select * from confirmation_verdict order by batch_id, version",
            row -> {
              e.count(VERDICT);
              UUID batch = row.uuid("batch_id");
              int version = row.integer("version");
              String key = batch + "/" + version;
              e.findings()
                  .same(VERDICT, key, "version", versions.merge(batch, 1, Integer::sum), version);
              belongs(e, VERDICT, key, row, batch);
              ConfirmationStanding standing =
                  new ConfirmationStanding(
                      row.date("closes_on"),
                      row.integer("confirmed"),
                      row.integer("disputed"),
                      row.integer("silent"),
                      row.integer("not_asked"),
                      row.integer("last_ordinal"),
                      row.digest("disputes").orElse(Digest.sha256(new byte[0])));
              ConfirmationVerdict verdict =
                  new ConfirmationVerdict(
                      batch,
                      version,
                      row.integer("institution_id"),
                      standing,
                      row.digest("standing").orElse(Digest.sha256(new byte[0])),
                      row.textOrNull("reason"),
                      row.uuid("given_account"),
                      row.uuid("given_person"),
                      row.text("given_name"),
                      row.instant("given_at"));
              seal(e, VERDICT, key, seals == null || seals.fits(row.raw("seal"), verdict));
              line(
                  e,
                  VERDICT,
                  key,
                  "confirmation.accept",
                  object(batch, version),
                  account(verdict.account()),
                  verdict.told());
              counted(e, key, verdict);
              seen.put(batch, standing.lastOrdinal());
            });
  }

  /** Re-derived from the answers until then. */
  private void counted(Evidence e, String key, ConfirmationVerdict verdict) {
    ConfirmationStanding then = verdict.standing();
    Map<Integer, ConfirmationAnswer> latest = new TreeMap<>();
    for (ConfirmationAnswer one : answers.getOrDefault(verdict.batch(), List.of())) {
      if (one.ordinal() <= then.lastOrdinal()) {
        latest.put(one.position(), one);
      }
    }
    Disputes disputes = new Disputes();
    for (ConfirmationAnswer one : latest.values()) {
      one.dispute()
          .ifPresent(d -> disputes.add(one.ordinal(), one.position(), d.field(), d.wanted()));
    }
    Findings findings = e.findings();
    findings.same(VERDICT, key, "disputed", disputes.count(), then.disputed());
    findings.same(VERDICT, key, "confirmed", latest.size() - disputes.count(), then.confirmed());
    findings.same(VERDICT, key, "disputes", disputes.digest(), then.disputes());
    @Nullable Batch batch = batches.get(verdict.batch());
    if (batch == null) {
      return;
    }
    findings.same(VERDICT, key, "silent,not_asked", batch.rows(), then.rows());
    findings.require(
        !verdict.person().equals(batch.preparer()),
        VERDICT,
        key,
        "given_person",
        "another person than the one who prepared the batch",
        "the same");
    findings.same(
        VERDICT,
        key,
        "standing",
        then.hash(PublicId.of("bat", verdict.batch()).toString(), Digest.ofHex(batch.hash())).hex(),
        verdict.hash().hex());
  }

  /** Where graduates were asked, an approver saw what they said; of every dispute until the end. */
  private void signed(Evidence e) {
    batches.forEach(
        (id, batch) -> {
          boolean isSigned = Set.of("signing", "recorded", "done").contains(batch.state());
          if (!isSigned && !batch.state().equals("approved")) {
            return;
          }
          int last = seen.getOrDefault(id, -1);
          e.findings().require(last >= 0, VERDICT, id, "", "what an approver saw", "no verdict");
          Map<Integer, ConfirmationAnswer> latest = new HashMap<>();
          answers.getOrDefault(id, List.of()).forEach(one -> latest.put(one.position(), one));
          latest.values().stream()
              .filter(one -> isSigned && one.dispute().isPresent() && one.ordinal() > last)
              .forEach(
                  one ->
                      e.findings()
                          .add(
                              ANSWER,
                              id + "/" + one.ordinal(),
                              "answer",
                              "a verdict on the dispute before the signing",
                              "none"));
        });
  }

  private void belongs(Evidence e, String table, String key, Cells row, UUID batch)
      throws SQLException {
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

  private static void seal(Evidence e, String table, String key, boolean fits) {
    e.findings()
        .require(fits, table, key, "seal", "a seal over all columns", "one of other columns");
  }

  private void line(
      Evidence e,
      String table,
      String key,
      String action,
      String object,
      String actor,
      Digest details) {
    List<Line> lines = told.getOrDefault(action + " " + object, List.of());
    boolean isTold =
        lines.stream()
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

  private static String object(UUID batch, int number) {
    return PublicId.of("bat", batch) + "/" + number;
  }

  private static String account(UUID account) {
    return PublicId.of(Doer.ID_KIND, account).toString();
  }
}
