package vn.sogoc.issuance.confirmation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.secrets.Secrets;
import vn.sogoc.platform.store.CopyRows;

/**
 * The rows of this package. One that the service did not write is refused, or, of a link, counts as
 * not there. Every call joins the caller's transaction.
 */
@ApplicationScoped
public class ConfirmationBook {
  private static final Logger LOG = Logger.getLogger(ConfirmationBook.class);
  private static final int PAGE = 2000;

  private static final String LATEST =
      "select distinct on (position) * from confirmation_answer where batch_id = ?"
          + " order by position, ordinal desc";

  private final StoredRows store;
  private final ConfirmationSeals seals;

  ConfirmationBook(EntityManager store, Secrets secrets) {
    this.store = new StoredRows(store);
    this.seals = new ConfirmationSeals(secrets);
  }

  /** The newest round of a batch; empty where nobody was asked. */
  public Optional<ConfirmationRound> round(UUID batch) {
    List<ConfirmationRound> found =
        store.all(
            "select * from confirmation_round where batch_id = ? order by version desc limit 1",
            this::round,
            batch);
    return found.stream().findFirst();
  }

  /** Begins a round. */
  public void add(ConfirmationRound r) {
    store.execute(
        "insert into confirmation_round values (?, ?, ?, ?, ?, ?, ?, ?)",
        r.batch(),
        r.version(),
        r.institution(),
        r.closesOn(),
        r.askedAccount(),
        r.askedName(),
        r.askedAt().atOffset(ZoneOffset.UTC),
        seals.of(r));
  }

  /** Of which download the links of a batch are; 0 where there are none. */
  public int generation(UUID batch) {
    return store
        .all(
            "select coalesce(max(generation), 0) from confirmation_link where batch_id = ?",
            row -> row.getInt(1),
            batch)
        .getFirst();
  }

  /** The links of a batch, in the place of those before. */
  public void replace(UUID batch, List<ConfirmationLink> links) {
    forget(batch);
    CopyRows rows =
        new CopyRows(
            "confirmation_link",
            "batch_id",
            "position",
            "institution_id",
            "generation",
            "link_digest",
            "seal");
    for (ConfirmationLink link : links) {
      rows.row()
          .add(link.batch())
          .add(link.position())
          .add(link.institution())
          .add(link.generation())
          .add(link.digest().toArray())
          .add(seals.of(link));
    }
    store.copy(rows);
  }

  /** Takes the links of a batch away. */
  public void forget(UUID batch) {
    store.execute("delete from confirmation_link where batch_id = ?", batch);
  }

  /** The row that a link opens. */
  public Optional<ConfirmationLink> linked(Bytes digest) {
    return store
        .all("select * from confirmation_link where link_digest = ?", this::link, digest.toArray())
        .stream()
        .flatMap(Optional::stream)
        .findFirst();
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
  public int answers(UUID batch, int position) {
    return store
        .all(
            "select count(*) from confirmation_answer where batch_id = ? and position = ?",
            row -> row.getInt(1),
            batch,
            position)
        .getFirst();
  }

  /** The number that the next answer of a batch has. */
  public int nextOrdinal(UUID batch) {
    return store
        .all(
            "select coalesce(max(ordinal), 0) + 1 from confirmation_answer where batch_id = ?",
            row -> row.getInt(1),
            batch)
        .getFirst();
  }

  /** Writes an answer down. */
  public void add(ConfirmationAnswer a) {
    store.execute(
        "insert into confirmation_answer values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        a.batch(),
        a.ordinal(),
        a.institution(),
        a.position(),
        a.answer(),
        a.content().toArray(),
        a.dispute().map(ConfirmationAnswer.Dispute::field).orElse(null),
        a.dispute().map(ConfirmationAnswer.Dispute::wanted).orElse(null),
        a.salt().toArray(),
        a.at().atOffset(ZoneOffset.UTC),
        seals.of(a));
  }

  /**
   * Disputes that are open, in the order of their rows.
   *
   * @param after the position of the last one of the page before, or -1
   */
  public List<ConfirmationAnswer> disputes(UUID batch, int after, int limit) {
    return store.all(
        "select * from ("
            + LATEST
            + ") l where answer = 'disputed' and position > ? order by position limit ?",
        this::answer,
        batch,
        after,
        limit);
  }

  /**
   * How the rows of a batch stand.
   *
   * @param round the newest round of it
   */
  public ConfirmationStanding standing(ConfirmationRound round) {
    Disputes disputes = new Disputes();
    int after = -1;
    List<ConfirmationAnswer> page;
    do {
      page = disputes(round.batch(), after, PAGE);
      for (ConfirmationAnswer one : page) {
        ConfirmationAnswer.Dispute dispute = one.dispute().orElseThrow();
        disputes.add(one.ordinal(), one.position(), dispute.field(), dispute.wanted());
        after = one.position();
      }
    } while (page.size() == PAGE);
    return store
        .all(
            "select count(*) as rows, count(*) filter (where l.answer = 'confirmed'"
                + " and l.content = sha256(r.claims)) as confirmed,"
                + " count(*) filter (where l.answer is distinct from 'disputed'"
                + " and k.batch_id is null and l.batch_id is null) as not_asked,"
                + " coalesce((select max(ordinal) from confirmation_answer where batch_id = ?), 0)"
                + " as last_ordinal"
                + " from batch_row r left join ("
                + LATEST
                + ") l on l.position = r.position"
                + " left join confirmation_link k on k.batch_id = r.batch_id"
                + " and k.position = r.position where r.batch_id = ?",
            row -> standing(round.closesOn(), disputes, row),
            round.batch(),
            round.batch(),
            round.batch())
        .getFirst();
  }

  private static ConfirmationStanding standing(LocalDate closesOn, Disputes disputes, ResultSet row)
      throws SQLException {
    int confirmed = row.getInt("confirmed");
    int notAsked = row.getInt("not_asked");
    return new ConfirmationStanding(
        closesOn,
        confirmed,
        disputes.count(),
        row.getInt("rows") - confirmed - disputes.count() - notAsked,
        notAsked,
        row.getInt("last_ordinal"),
        disputes.digest());
  }

  /**
   * That every answer of a batch is one that was given, and none is missing.
   *
   * @throws Refusal where not
   */
  public void requireGenuine(UUID batch) {
    int next = 1;
    List<ConfirmationAnswer> page;
    do {
      page =
          store.all(
              "select * from confirmation_answer where batch_id = ? and ordinal >= ?"
                  + " order by ordinal limit ?",
              this::answer,
              batch,
              next,
              PAGE);
      for (ConfirmationAnswer one : page) {
        if (one.ordinal() != next++) {
          throw altered("an answer of batch " + batch + " is missing");
        }
      }
    } while (page.size() == PAGE);
  }

  /** Whether a dispute that is open was said after another answer. */
  public boolean isDisputedSince(UUID batch, int ordinal) {
    return store
            .all(
                "select count(*) from (" + LATEST + ") l where answer = 'disputed' and ordinal > ?",
                row -> row.getInt(1),
                batch,
                ordinal)
            .getFirst()
        > 0;
  }

  /** The newest verdict of a batch. */
  public Optional<ConfirmationVerdict> verdict(UUID batch) {
    return store
        .all(
            "select * from confirmation_verdict where batch_id = ? order by version desc limit 1",
            this::verdict,
            batch)
        .stream()
        .findFirst();
  }

  /** Writes a verdict down. */
  public void add(ConfirmationVerdict v) {
    ConfirmationStanding s = v.standing();
    store.execute(
        "insert into confirmation_verdict"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        v.batch(),
        v.version(),
        v.institution(),
        s.closesOn(),
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

  private ConfirmationRound round(ResultSet row) throws SQLException {
    ConfirmationRound found =
        new ConfirmationRound(
            row.getObject("batch_id", UUID.class),
            row.getInt("version"),
            row.getInt("institution_id"),
            row.getObject("closes_on", LocalDate.class),
            row.getObject("asked_account", UUID.class),
            row.getString("asked_name"),
            row.getObject("asked_at", OffsetDateTime.class).toInstant());
    require(seals.fits(row.getBytes("seal"), found), "a round of batch " + found.batch());
    return found;
  }

  private Optional<ConfirmationLink> link(ResultSet row) throws SQLException {
    ConfirmationLink found =
        new ConfirmationLink(
            row.getObject("batch_id", UUID.class),
            row.getInt("position"),
            row.getInt("institution_id"),
            row.getInt("generation"),
            Bytes.of(row.getBytes("link_digest")));
    if (!seals.fits(row.getBytes("seal"), found)) {
      LOG.errorf("alarm: a link of batch %s was not written by the service", found.batch());
      return Optional.empty();
    }
    return Optional.of(found);
  }

  private ConfirmationAnswer answer(ResultSet row) throws SQLException {
    String field = row.getString("field");
    ConfirmationAnswer found =
        new ConfirmationAnswer(
            row.getObject("batch_id", UUID.class),
            row.getInt("ordinal"),
            row.getInt("institution_id"),
            row.getInt("position"),
            Digest.of(row.getBytes("content")),
            field == null
                ? Optional.empty()
                : Optional.of(new ConfirmationAnswer.Dispute(field, row.getString("wanted"))),
            Bytes.of(row.getBytes("salt")),
            row.getObject("answered_at", OffsetDateTime.class).toInstant());
    require(
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
    require(seals.fits(row.getBytes("seal"), found), "a verdict about batch " + found.batch());
    return found;
  }

  private static void require(boolean isGenuine, String what) {
    if (!isGenuine) {
      throw altered(what + " was not written by the service");
    }
  }

  private static Refusal altered(String what) {
    LOG.errorf("alarm: %s", what);
    return new Refusal(ConfirmationProblem.ALTERED, what);
  }
}
