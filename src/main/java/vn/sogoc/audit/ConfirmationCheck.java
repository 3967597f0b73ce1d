package vn.sogoc.audit;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.confirmation.ConfirmationAnswer;
import vn.sogoc.issuance.confirmation.ConfirmationDownload;
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
  private static final String DOWNLOAD = "confirmation_download";
  private static final String LINK = "confirmation_link";
  private static final String ANSWER = "confirmation_answer";
  private static final String VERDICT = "confirmation_verdict";
  private static final Set<String> UNSIGNED = Set.of("draft", "approved");

  private final Map<UUID, List<ConfirmationAnswer>> answers = new HashMap<>();
  private final Map<UUID, Integer> seen = new HashMap<>();
  private final Map<UUID, Integer> downloads = new HashMap<>();
  private final Map<UUID, Set<UUID>> takers = new HashMap<>();
  private final Set<UUID> asked = new HashSet<>();

  @Override
  public void run(Evidence e) throws SQLException {
    @Nullable ConfirmationSeals seals =
        e.trust().secrets().map(ConfirmationSeals::new).orElse(null);
    ConfirmationsTold told = ConfirmationsTold.of(e);
    rounds(e, told, seals);
    downloads(e, told, seals);
    links(e, told, seals);
    answers(e, told, seals);
    verdicts(e, told, seals);
    signed(e, told);
    told.leftOver();
  }

  private void rounds(Evidence e, ConfirmationsTold told, @Nullable ConfirmationSeals seals)
      throws SQLException {
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
              told.belongs(ROUND, key, row, batch);
              asked.add(batch);
              ConfirmationRound round =
                  new ConfirmationRound(
                      batch,
                      version,
                      row.integer("institution_id"),
                      row.date("closes_on"),
                      row.uuid("asked_account"),
                      row.text("asked_name"),
                      row.instant("asked_at"));
              told.seal(ROUND, key, seals == null || seals.fits(row.raw("seal"), round));
              told.line(
                  ROUND,
                  key,
                  "confirmation.ask",
                  ConfirmationsTold.object(batch, version),
                  ConfirmationsTold.account(round.askedAccount()),
                  Deed.hash(round.closesOn()));
            });
  }

  private void downloads(Evidence e, ConfirmationsTold told, @Nullable ConfirmationSeals seals)
      throws SQLException {
    e.store()
        .each(
            "select * from confirmation_download order by batch_id, generation",
            row -> {
              e.count(DOWNLOAD);
              UUID batch = row.uuid("batch_id");
              int generation = row.integer("generation");
              String key = batch + "/" + generation;
              e.findings()
                  .same(
                      DOWNLOAD,
                      key,
                      "generation",
                      downloads.merge(batch, 1, Integer::sum),
                      generation);
              told.belongs(DOWNLOAD, key, row, batch);
              ConfirmationDownload download =
                  new ConfirmationDownload(
                      batch,
                      generation,
                      row.integer("institution_id"),
                      row.uuid("taken_account"),
                      row.uuid("taken_person"),
                      row.text("taken_name"),
                      row.instant("taken_at"));
              takers.computeIfAbsent(batch, none -> new HashSet<>()).add(download.person());
              told.seal(DOWNLOAD, key, seals == null || seals.fits(row.raw("seal"), download));
              ConfirmationsTold.@Nullable Batch of = told.batch(batch);
              told.line(
                  DOWNLOAD,
                  key,
                  "confirmation.links",
                  ConfirmationsTold.object(batch, generation),
                  ConfirmationsTold.account(download.account()),
                  Deed.hash(generation, of == null ? 0 : of.rows()));
            });
  }

  /** All of the newest download, as long as they open anything. */
  private void links(Evidence e, ConfirmationsTold told, @Nullable ConfirmationSeals seals)
      throws SQLException {
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
              told.belongs(LINK, key, row, batch);
              told.seal(LINK, key, seals == null || seals.fits(row.raw("seal"), link));
              e.findings()
                  .same(
                      LINK, key, "generation", downloads.getOrDefault(batch, 0), link.generation());
              positions.computeIfAbsent(batch, none -> new HashSet<>()).add(link.position());
            });
    told.batches()
        .forEach(
            (id, batch) -> {
              boolean isDue = downloads.containsKey(id) && UNSIGNED.contains(batch.state());
              e.findings()
                  .same(
                      LINK,
                      id,
                      "position",
                      isDue ? batch.rows() : 0,
                      positions.getOrDefault(id, Set.of()).size());
            });
  }

  private void answers(Evidence e, ConfirmationsTold told, @Nullable ConfirmationSeals seals)
      throws SQLException {
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
              told.belongs(ANSWER, key, row, batch);
              @Nullable String field = row.textOrNull("field");
              ConfirmationAnswer answer =
                  new ConfirmationAnswer(
                      batch,
                      ordinal,
                      row.integer("institution_id"),
                      row.integer("position"),
                      row.integer("generation"),
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
              told.seal(ANSWER, key, seals == null || seals.fits(row.raw("seal"), answer));
              told.line(
                  ANSWER,
                  key,
                  "confirmation." + (field == null ? "confirm" : "dispute"),
                  ConfirmationsTold.object(batch, ordinal),
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

  private void verdicts(Evidence e, ConfirmationsTold told, @Nullable ConfirmationSeals seals)
      throws SQLException {
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
              told.belongs(VERDICT, key, row, batch);
              ConfirmationStanding standing =
                  new ConfirmationStanding(
                      row.dateOrNull("closes_on"),
                      row.isTrue("is_early"),
                      row.integer("downloads"),
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
              told.seal(VERDICT, key, seals == null || seals.fits(row.raw("seal"), verdict));
              told.line(
                  VERDICT,
                  key,
                  "confirmation.accept",
                  ConfirmationsTold.object(batch, version),
                  ConfirmationsTold.account(verdict.account()),
                  verdict.told());
              counted(e, told, key, verdict);
              seen.put(batch, standing.lastOrdinal());
            });
  }

  /** Re-derived from the answers until then. */
  private void counted(
      Evidence e, ConfirmationsTold told, String key, ConfirmationVerdict verdict) {
    ConfirmationStanding then = verdict.standing();
    Map<Integer, ConfirmationAnswer> latest = new HashMap<>();
    Set<Integer> disputed = new HashSet<>();
    Disputes disputes = new Disputes();
    for (ConfirmationAnswer one : answers.getOrDefault(verdict.batch(), List.of())) {
      if (one.ordinal() <= then.lastOrdinal()) {
        latest.put(one.position(), one);
        one.dispute()
            .ifPresent(
                d -> {
                  disputed.add(one.position());
                  disputes.add(one.ordinal(), one.position(), d.field(), d.wanted());
                });
      }
    }
    Findings findings = e.findings();
    findings.same(VERDICT, key, "disputed", disputed.size(), then.disputed());
    findings.same(VERDICT, key, "confirmed", latest.size() - disputed.size(), then.confirmed());
    findings.same(VERDICT, key, "disputes", disputes.digest(), then.disputes());
    ConfirmationsTold.@Nullable Batch batch = told.batch(verdict.batch());
    if (batch == null) {
      return;
    }
    findings.same(VERDICT, key, "silent,not_asked", batch.rows(), then.rows());
    findings.require(
        !verdict.person().equals(batch.preparer())
            && !takers.getOrDefault(verdict.batch(), Set.of()).contains(verdict.person()),
        VERDICT,
        key,
        "given_person",
        "another person than who prepared the batch or had its links",
        "one of them");
    findings.same(
        VERDICT,
        key,
        "standing",
        then.hash(PublicId.of("bat", verdict.batch()).toString(), Digest.ofHex(batch.hash())).hex(),
        verdict.hash().hex());
  }

  /** Where graduates were asked, an approver saw what they said; of every dispute until the end. */
  private void signed(Evidence e, ConfirmationsTold told) {
    for (UUID id : asked) {
      ConfirmationsTold.@Nullable Batch batch = told.batch(id);
      boolean isSigned =
          batch != null && Set.of("signing", "recorded", "done").contains(batch.state());
      if (batch == null || (!isSigned && !batch.state().equals("approved"))) {
        continue;
      }
      int last = seen.getOrDefault(id, -1);
      e.findings().require(last >= 0, VERDICT, id, "", "what an approver saw", "no verdict");
      for (ConfirmationAnswer one : answers.getOrDefault(id, List.of())) {
        e.findings()
            .require(
                !isSigned || one.dispute().isEmpty() || one.ordinal() <= last,
                ANSWER,
                id + "/" + one.ordinal(),
                "answer",
                "a verdict on the dispute before the signing",
                "none");
      }
    }
  }
}
