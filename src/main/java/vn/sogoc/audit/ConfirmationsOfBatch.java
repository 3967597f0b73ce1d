package vn.sogoc.audit;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
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

/** What graduates said of one batch, re-derived in the order in which they said it. */
final class ConfirmationsOfBatch {
  private static final String ROUND = "confirmation_round";
  private static final String DOWNLOAD = "confirmation_download";
  private static final String LINK = "confirmation_link";
  private static final String ANSWER = "confirmation_answer";
  private static final String VERDICT = "confirmation_verdict";
  private static final Set<String> UNSIGNED = Set.of("draft", "approved");
  private static final Set<String> SIGNED = Set.of("signing", "recorded", "done");

  /** What is asked of the batch. */
  record Batch(UUID id, int institution, int rows, String state, UUID preparer, String hash) {}

  private final Evidence e;
  private final @Nullable ConfirmationSeals seals;
  private final Batch batch;
  private final Set<UUID> takers = new HashSet<>();

  /** Which download a link is of: the newest of all rows, or of its own alone. */
  private final Map<Integer, Integer> ofOneRow = new HashMap<>();

  private int ofAllRows;
  private int rounds;
  private int downloads;

  /** In the order of their answers, and how many answers the last one that was given had seen. */
  private final List<ConfirmationVerdict> verdicts = new ArrayList<>();

  private int versions;
  private int seen = -1;

  private int answers;
  private final BitSet said = new BitSet();
  private final BitSet disputed = new BitSet();
  private final Disputes disputes = new Disputes();

  ConfirmationsOfBatch(Evidence e, @Nullable ConfirmationSeals seals, Batch batch) {
    this.e = e;
    this.seals = seals;
    this.batch = batch;
  }

  void check() throws SQLException {
    ConfirmationsTold told = ConfirmationsTold.of(e, batch.id());
    each(
        "select * from confirmation_round where batch_id = ? order by version",
        r -> round(told, r));
    each(
        "select * from confirmation_download where batch_id = ? order by generation",
        r -> download(told, r));
    links();
    each(
        "select * from confirmation_verdict where batch_id = ? order by version",
        r -> verdict(told, r));
    told.leftOver();
    verdicts.sort(Comparator.comparingInt(v -> v.standing().lastOrdinal()));
    answers();
    boolean isDue = SIGNED.contains(batch.state()) || batch.state().equals("approved");
    e.findings()
        .require(
            rounds == 0 || !isDue || seen >= 0,
            VERDICT,
            batch.id(),
            "",
            "what an approver saw",
            "no verdict");
  }

  private void each(String sql, Snapshot.Row row) throws SQLException {
    e.store().each(sql, row, batch.id());
  }

  private void seal(String table, String key, boolean fits) {
    e.findings()
        .require(fits, table, key, "seal", "a seal over all columns", "one of other columns");
  }

  private void round(ConfirmationsTold told, Cells row) throws SQLException {
    e.count(ROUND);
    int version = row.integer("version");
    String key = batch.id() + "/" + version;
    e.findings().same(ROUND, key, "version", ++rounds, version);
    ConfirmationRound round =
        new ConfirmationRound(
            batch.id(),
            version,
            row.integer("institution_id"),
            row.date("closes_on"),
            row.uuid("asked_account"),
            row.text("asked_name"),
            row.instant("asked_at"));
    seal(ROUND, key, seals == null || seals.fits(row.raw("seal"), round));
    told.line(
        ROUND,
        key,
        "confirmation.ask",
        ConfirmationsTold.object(batch.id(), version),
        ConfirmationsTold.account(round.askedAccount()),
        Deed.hash(round.closesOn()));
  }

  private void download(ConfirmationsTold told, Cells row) throws SQLException {
    e.count(DOWNLOAD);
    int generation = row.integer("generation");
    String key = batch.id() + "/" + generation;
    e.findings().same(DOWNLOAD, key, "generation", ++downloads, generation);
    @Nullable Integer position = row.isNull("position") ? null : row.integer("position");
    ConfirmationDownload download =
        new ConfirmationDownload(
            batch.id(),
            generation,
            row.integer("institution_id"),
            position,
            row.uuid("taken_account"),
            row.uuid("taken_person"),
            row.text("taken_name"),
            row.instant("taken_at"));
    takers.add(download.person());
    if (position == null) {
      ofAllRows = generation;
      ofOneRow.clear();
    } else {
      ofOneRow.put(position, generation);
    }
    seal(DOWNLOAD, key, seals == null || seals.fits(row.raw("seal"), download));
    told.line(
        DOWNLOAD,
        key,
        "confirmation.links",
        ConfirmationsTold.object(batch.id(), generation),
        ConfirmationsTold.account(download.account()),
        download.told(batch.rows()));
  }

  /** All of the newest download, as long as they open anything. */
  private void links() throws SQLException {
    int[] there = {0};
    each(
        "select * from confirmation_link where batch_id = ? order by position",
        row -> {
          e.count(LINK);
          there[0]++;
          ConfirmationLink link =
              new ConfirmationLink(
                  batch.id(),
                  row.integer("position"),
                  row.integer("institution_id"),
                  row.integer("generation"),
                  row.bytes("link_digest"));
          String key = batch.id() + "/" + link.position();
          seal(LINK, key, seals == null || seals.fits(row.raw("seal"), link));
          e.findings()
              .same(
                  LINK,
                  key,
                  "generation",
                  ofOneRow.getOrDefault(link.position(), ofAllRows),
                  link.generation());
        });
    boolean isDue = downloads > 0 && UNSIGNED.contains(batch.state());
    e.findings().same(LINK, batch.id(), "position", isDue ? batch.rows() : 0, there[0]);
  }

  private void verdict(ConfirmationsTold told, Cells row) throws SQLException {
    e.count(VERDICT);
    int version = row.integer("version");
    String key = batch.id() + "/" + version;
    e.findings().same(VERDICT, key, "version", ++versions, version);
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
            batch.id(),
            version,
            row.integer("institution_id"),
            standing,
            row.digest("standing").orElse(Digest.sha256(new byte[0])),
            row.textOrNull("reason"),
            row.uuid("given_account"),
            row.uuid("given_person"),
            row.text("given_name"),
            row.instant("given_at"));
    seal(VERDICT, key, seals == null || seals.fits(row.raw("seal"), verdict));
    told.line(
        VERDICT,
        key,
        "confirmation.accept",
        ConfirmationsTold.object(batch.id(), version),
        ConfirmationsTold.account(verdict.account()),
        verdict.told());
    verdicts.add(verdict);
    seen = standing.lastOrdinal();
  }

  private void answers() throws SQLException {
    e.store()
        .each(
            """
            select a.*, sha256(r.claims) as claims, r.batch_id as of_row, t.actor as t_actor, t.details as t_details
            from confirmation_answer a
            left join batch_row r on r.batch_id = a.batch_id and r.position = a.position
            left join lateral (select l.actor, l.details from trail_line l where l.action like 'confirmation.%'
              and l.action = case when a.field is null then 'confirmation.confirm' else 'confirmation.dispute' end
              and l.object collate "C" = ? || a.ordinal order by l.seq limit 1) t on true
            where a.batch_id = ? order by a.ordinal
            """,
            this::answer, ConfirmationsTold.first(batch.id()), batch.id());
    while (!verdicts.isEmpty()) {
      counted(verdicts.removeFirst());
    }
    e.store()
        .each(
            """
            select l.seq, l.action from trail_line l where l.action like 'confirmation.%'
              and l.action in ('confirmation.confirm', 'confirmation.dispute')
              and l.object collate "C" > ? and l.object collate "C" < ?
              and not exists (select from confirmation_answer a where a.batch_id = ? and l.object = ? || a.ordinal
                and (a.field is null) = (l.action = 'confirmation.confirm'))
            """,
            row -> ConfirmationsTold.gone(e.findings(), row.number("seq"), row.text("action")),
            ConfirmationsTold.first(batch.id()),
            ConfirmationsTold.last(batch.id()),
            batch.id(),
            ConfirmationsTold.first(batch.id()));
  }

  private void answer(Cells row) throws SQLException {
    e.count(ANSWER);
    int ordinal = row.integer("ordinal");
    while (!verdicts.isEmpty() && verdicts.getFirst().standing().lastOrdinal() < ordinal) {
      counted(verdicts.removeFirst());
    }
    String key = batch.id() + "/" + ordinal;
    Findings findings = e.findings();
    findings.same(ANSWER, key, "ordinal", ++answers, ordinal);
    @Nullable String field = row.textOrNull("field");
    ConfirmationAnswer answer =
        new ConfirmationAnswer(
            batch.id(),
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
    if (answer.position() >= 0 && answer.position() < batch.rows()) {
      said.set(answer.position());
      answer
          .dispute()
          .ifPresent(
              d -> {
                disputed.set(answer.position());
                disputes.add(ordinal, answer.position(), d.field(), d.wanted());
              });
    }
    findings.same(ANSWER, key, "answer", answer.answer(), row.text("answer"));
    findings.require(
        field != null || row.isNull("wanted"),
        ANSWER,
        key,
        "wanted",
        "nothing in a confirmation",
        "a text");
    seal(ANSWER, key, seals == null || seals.fits(row.raw("seal"), answer));
    ConfirmationsTold.told(
        findings,
        Doer.REGISTRY.id().equals(row.textOrNull("t_actor"))
            && row.digest("t_details").equals(Optional.of(answer.told())),
        ANSWER,
        key,
        "confirmation."
            + (field == null ? "confirm " : "dispute ")
            + ConfirmationsTold.object(batch.id(), ordinal));
    findings.require(
        row.isNull("of_row") || row.digest("claims").equals(Optional.of(answer.content())),
        ANSWER,
        key,
        "content",
        "the claims of the row",
        "others");
    findings.require(
        !SIGNED.contains(batch.state())
            || rounds == 0
            || answer.dispute().isEmpty()
            || ordinal <= seen,
        ANSWER,
        key,
        "answer",
        "a verdict on the dispute before the signing",
        "none");
  }

  /** Re-derived from the answers until then, which are those that were read. */
  private void counted(ConfirmationVerdict verdict) {
    ConfirmationStanding then = verdict.standing();
    String key = batch.id() + "/" + verdict.version();
    Findings findings = e.findings();
    findings.same(VERDICT, key, "disputed", disputed.cardinality(), then.disputed());
    findings.same(
        VERDICT, key, "confirmed", said.cardinality() - disputed.cardinality(), then.confirmed());
    findings.same(VERDICT, key, "disputes", disputes.digest(), then.disputes());
    findings.same(VERDICT, key, "silent,not_asked", batch.rows(), then.rows());
    findings.require(
        !verdict.person().equals(batch.preparer()) && !takers.contains(verdict.person()),
        VERDICT,
        key,
        "given_person",
        "another person than who prepared the batch or had its links",
        "one of them");
    findings.same(
        VERDICT,
        key,
        "standing",
        then.hash(PublicId.of("bat", batch.id()).toString(), Digest.ofHex(batch.hash())).hex(),
        verdict.hash().hex());
  }
}
