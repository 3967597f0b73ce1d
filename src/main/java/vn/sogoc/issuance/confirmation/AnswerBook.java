package vn.sogoc.issuance.confirmation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.secrets.Secrets;

/**
 * What graduates said, how that stands, and how an approver found it. A row that the service did
 * not write is refused. Every call joins the caller's transaction.
 */
@ApplicationScoped
public class AnswerBook {
  private static final int PAGE = 2000;

  private static final String LATEST =
      "select distinct on (position) * from confirmation_answer where batch_id = ?"
          + " order by position, ordinal desc";

  private static final String DISPUTED =
      "select distinct position from confirmation_answer"
          + " where batch_id = ? and answer = 'disputed'";

  private static final List<String> BOOKS =
      List.of("confirmation_answer", "confirmation_round", "confirmation_download");
  private static final int ANSWERS = 0;
  private static final int ROUNDS = 1;

  /** Rows told and rows there, of each. Objects are {@code bat_.../number}; 0 comes after /. */
  private static final String TOLD_AND_THERE =
      "select "
          + told("'confirmation.confirm', 'confirmation.dispute'", BOOKS.get(ANSWERS))
          + ", "
          + told("'confirmation.ask'", BOOKS.get(ROUNDS))
          + ", "
          + told("'confirmation.links'", BOOKS.getLast());

  private final StoredRows store;
  private final ConfirmationSeals seals;

  AnswerBook(EntityManager store, Secrets secrets) {
    this.store = new StoredRows(store);
    this.seals = new ConfirmationSeals(secrets);
  }

  /** What was said last of a row. */
  public Optional<ConfirmationAnswer> latest(UUID batch, int position) {
    return store
        .all(
            "select * from confirmation_answer where batch_id = ? and position = ?"
                + " order by ordinal desc limit 1",
            this::answer,
            batch,
            position)
        .stream()
        .findFirst();
  }

  /** How many answers there are about a row. */
  public int count(UUID batch, int position) {
    return number(
        "select count(*) from confirmation_answer where batch_id = ? and position = ?",
        batch,
        position);
  }

  /** The number that the next answer of a batch has. */
  public int nextOrdinal(UUID batch) {
    return 1
        + number(
            "select coalesce(max(ordinal), 0) from confirmation_answer where batch_id = ?", batch);
  }

  /** Writes an answer down. */
  public void add(ConfirmationAnswer a) {
    store.execute(
        "insert into confirmation_answer values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        a.batch(),
        a.ordinal(),
        a.institution(),
        a.position(),
        a.generation(),
        a.answer(),
        a.content().toArray(),
        a.dispute().map(ConfirmationAnswer.Dispute::field).orElse(null),
        a.dispute().map(ConfirmationAnswer.Dispute::wanted).orElse(null),
        a.salt().toArray(),
        a.at().atOffset(ZoneOffset.UTC),
        seals.of(a));
  }

  /**
   * Disputes in the order in which they were said.
   *
   * @param after the ordinal of the last one of the page before, or 0
   */
  public List<OpenDispute> disputes(UUID batch, int after, int limit) {
    return store.all(
        "select a.*, exists (select from confirmation_answer c where c.batch_id = a.batch_id"
            + " and c.position = a.position and c.ordinal > a.ordinal and c.answer = 'confirmed')"
            + " as withdrawn from confirmation_answer a"
            + " where batch_id = ? and answer = 'disputed' and ordinal > ?"
            + " order by ordinal limit ?",
        row -> new OpenDispute(answer(row), row.getBoolean("withdrawn")),
        batch,
        after,
        limit);
  }

  /**
   * How the rows of a batch stand that is not signed.
   *
   * @param downloads how often the links were shown
   * @param today in the country's time
   */
  public ConfirmationStanding standing(ConfirmationRound round, int downloads, LocalDate today) {
    UUID batch = round.batch();
    Digest disputes = disputes(batch);
    int last = nextOrdinal(batch) - 1;
    return store
        .all(
            "select count(*) as rows, count(d.position) as disputed,"
                + " count(*) filter (where d.position is null and l.answer = 'confirmed'"
                + " and l.content = sha256(r.claims)) as confirmed,"
                + " count(*) filter (where d.position is null and l.batch_id is null"
                + " and k.batch_id is null) as not_asked"
                + " from batch_row r left join ("
                + LATEST
                + ") l on l.position = r.position left join ("
                + DISPUTED
                + ") d on d.position = r.position"
                + " left join confirmation_link k on k.batch_id = r.batch_id"
                + " and k.position = r.position where r.batch_id = ?",
            row -> {
              int confirmed = row.getInt("confirmed");
              int disputed = row.getInt("disputed");
              int notAsked = row.getInt("not_asked");
              int silent = row.getInt("rows") - confirmed - disputed - notAsked;
              return new ConfirmationStanding(
                  round.closesOn(),
                  silent > 0 && !today.isAfter(round.closesOn()),
                  downloads,
                  confirmed,
                  disputed,
                  silent,
                  notAsked,
                  last,
                  disputes);
            },
            batch,
            batch,
            batch)
        .getFirst();
  }

  /**
   * The same of a batch whose rows are gone, by what was said alone.
   *
   * @param rows how many there were
   */
  public ConfirmationStanding leftOf(ConfirmationRound round, int downloads, int rows) {
    UUID batch = round.batch();
    int disputed = number("select count(*) from (" + DISPUTED + ") d", batch);
    int confirmed =
        number(
            "select count(*) from ("
                + LATEST
                + ") l where answer = 'confirmed' and position not in ("
                + DISPUTED
                + ")",
            batch,
            batch);
    return new ConfirmationStanding(
        round.closesOn(),
        false,
        downloads,
        confirmed,
        disputed,
        rows - confirmed - disputed,
        0,
        nextOrdinal(batch) - 1,
        disputes(batch));
  }

  private Digest disputes(UUID batch) {
    Disputes all = new Disputes();
    int after = 0;
    List<OpenDispute> page;
    do {
      page = disputes(batch, after, PAGE);
      for (OpenDispute one : page) {
        ConfirmationAnswer said = one.answer();
        ConfirmationAnswer.Dispute dispute = said.dispute().orElseThrow();
        all.add(said.ordinal(), said.position(), dispute.field(), dispute.wanted());
        after = said.ordinal();
      }
    } while (page.size() == PAGE);
    return all.digest();
  }

  /**
   * How many rows were disputed of batches of a kind under a decision that were given up: what a
   * new batch of the same list could pass over in silence.
   */
  public int givenUp(int institution, String decisionKey, String kind, UUID but) {
    return number(
        "select count(distinct (a.batch_id, a.position)) from batch b"
            + " join confirmation_answer a on a.batch_id = b.id and a.answer = 'disputed'"
            + " where b.institution_id = ? and b.decision_key = ? and b.kind = ?"
            + " and b.state = 'discarded' and b.id <> ?",
        institution,
        decisionKey,
        kind,
        but);
  }

  /**
   * That every answer, round and download of a batch is one that was told, and none is missing, the
   * newest neither.
   *
   * @return whether there is a round: somebody was asked
   * @throws vn.sogoc.kernel.Refusal where not
   */
  public boolean requireGenuine(PublicId batch) {
    UUID id = batch.key();
    List<Integer> rows =
        store
            .all(
                TOLD_AND_THERE,
                row -> {
                  List<Integer> there = new ArrayList<>();
                  for (int i = 0; i < BOOKS.size(); i++) {
                    there.add(row.getInt(2 * i + 2));
                    if (row.getInt(2 * i + 1) != there.getLast()) {
                      throw ConfirmationBook.altered(
                          "of batch %s %d rows of %s were told, and %d are there"
                              .formatted(
                                  batch, row.getInt(2 * i + 1), BOOKS.get(i), there.getLast()));
                    }
                  }
                  return there;
                },
                batch + "/",
                batch + "0",
                id,
                batch + "/",
                batch + "0",
                id,
                batch + "/",
                batch + "0",
                id)
            .getFirst();
    if (rows.get(ANSWERS) > 0) {
      requireInOrder(batch);
    }
    return rows.get(ROUNDS) > 0;
  }

  private void requireInOrder(PublicId batch) {
    UUID id = batch.key();
    int next = 1;
    List<ConfirmationAnswer> page;
    do {
      page =
          store.all(
              "select * from confirmation_answer where batch_id = ? and ordinal >= ?"
                  + " order by ordinal limit ?",
              this::answer,
              id,
              next,
              PAGE);
      for (ConfirmationAnswer one : page) {
        if (one.ordinal() != next++) {
          throw ConfirmationBook.altered("an answer of batch " + batch + " is missing");
        }
      }
    } while (page.size() == PAGE);
  }

  /** Whether somebody disputed a row after another answer. */
  public boolean isDisputedSince(UUID batch, int ordinal) {
    return number(
            "select count(*) from confirmation_answer where batch_id = ?"
                + " and answer = 'disputed' and ordinal > ?",
            batch,
            ordinal)
        > 0;
  }

  /** The verdicts of a batch, the newest first. */
  public List<ConfirmationVerdict> verdicts(UUID batch) {
    return store.all(
        "select * from confirmation_verdict where batch_id = ? order by version desc",
        this::verdict,
        batch);
  }

  /** Writes a verdict down. */
  public void add(ConfirmationVerdict v) {
    ConfirmationStanding s = v.standing();
    store.execute(
        "insert into confirmation_verdict"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        v.batch(),
        v.version(),
        v.institution(),
        s.closesOn(),
        s.isEarly(),
        s.downloads(),
        s.confirmed(),
        s.disputed(),
        s.silent(),
        s.notAsked(),
        s.lastOrdinal(),
        s.disputes().toArray(),
        v.hash().toArray(),
        v.reason(),
        v.account(),
        v.person(),
        v.name(),
        v.at().atOffset(ZoneOffset.UTC),
        seals.of(v));
  }

  private static String told(String actions, String table) {
    return "(select count(*) from trail_line where action like 'confirmation.%' and action in ("
        + actions
        + ") and object collate \"C\" > ? and object collate \"C\" < ?),"
        + " (select count(*) from "
        + table
        + " where batch_id = ?)";
  }

  private ConfirmationAnswer answer(ResultSet row) throws SQLException {
    @Nullable String field = row.getString("field");
    ConfirmationAnswer found =
        new ConfirmationAnswer(
            row.getObject("batch_id", UUID.class),
            row.getInt("ordinal"),
            row.getInt("institution_id"),
            row.getInt("position"),
            row.getInt("generation"),
            Digest.of(row.getBytes("content")),
            field == null
                ? Optional.empty()
                : Optional.of(new ConfirmationAnswer.Dispute(field, row.getString("wanted"))),
            Bytes.of(row.getBytes("salt")),
            row.getObject("answered_at", OffsetDateTime.class).toInstant());
    ConfirmationBook.require(
        found.answer().equals(row.getString("answer")) && seals.fits(row.getBytes("seal"), found),
        "answer " + found.ordinal() + " of batch " + found.batch());
    return found;
  }

  private ConfirmationVerdict verdict(ResultSet row) throws SQLException {
    ConfirmationVerdict found =
        new ConfirmationVerdict(
            row.getObject("batch_id", UUID.class),
            row.getInt("version"),
            row.getInt("institution_id"),
            new ConfirmationStanding(
                row.getObject("closes_on", LocalDate.class),
                row.getBoolean("is_early"),
                row.getInt("downloads"),
                row.getInt("confirmed"),
                row.getInt("disputed"),
                row.getInt("silent"),
                row.getInt("not_asked"),
                row.getInt("last_ordinal"),
                Digest.of(row.getBytes("disputes"))),
            Digest.of(row.getBytes("standing")),
            row.getString("reason"),
            row.getObject("given_account", UUID.class),
            row.getObject("given_person", UUID.class),
            row.getString("given_name"),
            row.getObject("given_at", OffsetDateTime.class).toInstant());
    ConfirmationBook.require(
        seals.fits(row.getBytes("seal"), found), "a verdict about batch " + found.batch());
    return found;
  }

  private int number(String sql, Object... values) {
    return store.all(sql, row -> row.getInt(1), values).getFirst();
  }
}
