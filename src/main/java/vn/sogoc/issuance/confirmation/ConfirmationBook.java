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
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.secrets.Secrets;
import vn.sogoc.platform.store.CopyRows;

/**
 * Who is asked until when, and their links. A row that the service did not write is refused, or, of
 * a link, counts as not there. Every call joins the caller's transaction.
 */
@ApplicationScoped
public class ConfirmationBook {
  private static final Logger LOG = Logger.getLogger(ConfirmationBook.class);
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

  /** Who had the links shown, in order. */
  public List<ConfirmationDownload> downloads(UUID batch) {
    return store.all(
        "select * from confirmation_download where batch_id = ? order by generation",
        this::download,
        batch);
  }

  /** Writes down that the links were shown. */
  public void add(ConfirmationDownload d) {
    store.execute(
        "insert into confirmation_download values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        d.batch(),
        d.generation(),
        d.institution(),
        d.account(),
        d.person(),
        d.name(),
        d.at().atOffset(ZoneOffset.UTC),
        seals.of(d),
        d.position());
  }

  /** The links of a batch, in the place of those before. */
  public void replace(UUID batch, List<ConfirmationLink> links) {
    forget(batch);
    keep(links);
  }

  /** The link of one row, in the place of the one before; those of all others stay. */
  public void replace(ConfirmationLink link) {
    store.execute(
        "delete from confirmation_link where batch_id = ? and position = ?",
        link.batch(),
        link.position());
    keep(List.of(link));
  }

  private void keep(List<ConfirmationLink> links) {
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

  /** In which state the batch of a link is, without waiting for whoever holds it. */
  public String stateOf(UUID batch) {
    return store
        .all("select state from batch where id = ?", row -> row.getString(1), batch)
        .getFirst();
  }

  /** From here on nobody of this transaction waits long for a batch that somebody holds. */
  public void hurry() {
    store.execute("set local lock_timeout = '2s'");
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

  private ConfirmationDownload download(ResultSet row) throws SQLException {
    ConfirmationDownload found =
        new ConfirmationDownload(
            row.getObject("batch_id", UUID.class),
            row.getInt("generation"),
            row.getInt("institution_id"),
            row.getObject("position", Integer.class),
            row.getObject("taken_account", UUID.class),
            row.getObject("taken_person", UUID.class),
            row.getString("taken_name"),
            row.getObject("taken_at", OffsetDateTime.class).toInstant());
    require(seals.fits(row.getBytes("seal"), found), "a download of batch " + found.batch());
    return found;
  }

  static void require(boolean isGenuine, String what) {
    if (!isGenuine) {
      throw altered(what + " was not written by the service");
    }
  }

  static Refusal altered(String what) {
    LOG.errorf("alarm: %s", what);
    return new Refusal(ConfirmationProblem.ALTERED, what);
  }
}
