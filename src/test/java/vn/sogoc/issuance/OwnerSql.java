package vn.sogoc.issuance;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;
import vn.sogoc.institution.Mandates;
import vn.sogoc.kernel.PublicId;

/**
 * Looks at, and tampers with, the database: as its owner, whom no grant of the application holds
 * back.
 */
@ApplicationScoped
class OwnerSql {
  private final AgroalDataSource application;
  private final Config config;
  private final Mandates mandates;

  OwnerSql(AgroalDataSource application, Config config, Mandates mandates) {
    this.application = application;
    this.config = config;
    this.mandates = mandates;
  }

  static UUID uuid(String batch) {
    return PublicId.parse("bat", batch).orElseThrow().key();
  }

  /** The first column; every parameter is the batch. */
  List<Long> numbers(String query, @Nullable String batch) {
    try (Connection connection = application.getConnection();
        PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 1;
          batch != null && i <= statement.getParameterMetaData().getParameterCount();
          i++) {
        statement.setObject(i, uuid(batch));
      }
      List<Long> numbers = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          numbers.add(rows.getLong(1));
        }
      }
      return numbers;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many register numbers are missing between the first and the last of a batch. */
  long gaps(String batch) {
    return numbers(
            "select coalesce(max(register_seq) - min(register_seq) + 1 - count(*), 0) from register_entry where batch_id = ?",
            batch)
        .getFirst();
  }

  /** The first column of the one row. */
  String text(String query) {
    try (Connection connection = owner();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      if (!rows.next()) {
        throw new IllegalStateException("no row: " + query);
      }
      return rows.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean contains(String table, String text) {
    try (Connection connection = owner();
        PreparedStatement statement =
            connection.prepareStatement(
                "select count(*) from " + table + " t where t::text like ? or t::text like ?")) {
      statement.setString(1, "%" + text + "%");
      statement.setString(
          2,
          "%"
              + vn.sogoc.kernel.Bytes.of(text.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                  .hex()
              + "%");
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1) > 0;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean refusedToTheApplication(String change) {
    try (Connection connection = application.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(change);
      return false;
    } catch (SQLException e) {
      return "42501".equals(e.getSQLState()) || "23001".equals(e.getSQLState());
    }
  }

  /** Puts an approved batch where it stands while its job works. */
  void signing(String batch) {
    asOwner(
        "update batch set state = 'signing', signed_person = approved_person,"
            + " signed_name = approved_name, signed_at = now(), job_id = id, approval_id = id,"
            + " authority_seal = sha256('x') where id = '"
            + uuid(batch)
            + "'");
  }

  /** And back. */
  void approved(String batch) {
    asOwner(
        "alter table batch disable trigger batch_forward",
        "update batch set state = 'approved', signed_person = null, signed_name = null,"
            + " signed_at = null, job_id = null, approval_id = null, authority_seal = null"
            + " where id = '"
            + uuid(batch)
            + "'",
        "alter table batch enable trigger batch_forward");
  }

  /** Makes pictures of templates so old that they can go. */
  void agePictures(int institution) {
    asOwner(
        "alter table template_image disable trigger refuse_update_delete",
        "update template_image set kept_at = kept_at - interval '2 days' where institution_id = "
            + institution,
        "alter table template_image enable always trigger refuse_update_delete");
  }

  void expireApproval(String batch) {
    asOwner(
        "alter table approval disable trigger approval_forward",
        "update approval set expires_at = now() - interval '1 hour' where subject_id = '"
            + batch
            + "'",
        "alter table approval enable trigger approval_forward");
  }

  /** Whether any signed record holds these digits as text. */
  boolean cose(String digits) {
    return !numbers(
            "select 1 from register_entry where position(convert_to('"
                + digits
                + "', 'UTF8') in cose) > 0",
            null)
        .isEmpty();
  }

  /** How often the batch's job was claimed. */
  long epoch(String batch) {
    return numbers("select max(epoch) from job where subject = '" + batch + "'", null).getFirst();
  }

  /** Makes a job's lease end now, as if its node had been silent. */
  void expireLease(String batch) {
    asOwner(
        "update job set lease_until = now() - interval '1 second' where subject = '"
            + batch
            + "' and state in ('running', 'recorded')");
  }

  /** Whether some transaction waits for a row that another one holds. */
  boolean somebodyWaits() {
    return !numbers(
            "select 1 from pg_locks where not granted and locktype in ('transactionid', 'tuple')",
            null)
        .isEmpty();
  }

  /** Lets the mandate end on a day. */
  void endMandate(UUID mandate, java.time.LocalDate last) {
    mandates.end(mandate, last);
  }

  /** Gives the first row the claims of the last. */
  void swapClaims(String batch) {
    UUID id = uuid(batch);
    asOwner(
        "alter table batch_row disable trigger batch_row_frozen",
        "update batch_row set claims = (select claims from batch_row where batch_id = '"
            + id
            + "' order by position desc limit 1) where batch_id = '"
            + id
            + "' and position = 0",
        "alter table batch_row enable trigger batch_row_frozen");
  }

  /** Changes rows of the register, as only the owner of its tables could. */
  void alterEntries(String change) {
    asOwner(
        "alter table register_entry disable trigger register_entry_is_append_only",
        change,
        "alter table register_entry enable trigger register_entry_is_append_only");
  }

  /** As somebody whom neither a trigger nor a foreign key holds back. */
  void asSuperuser(String... statements) {
    try (Connection hand = superuser();
        Statement statement = hand.createStatement()) {
      statement.execute("set session_replication_role = replica");
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Holds the row of a batch, as a long signing does, while something else goes on. */
  void whileHeld(String batch, Runnable work) {
    try (Connection hand = superuser();
        Statement statement = hand.createStatement()) {
      hand.setAutoCommit(false);
      statement.execute("select 1 from batch where id = '" + uuid(batch) + "' for update");
      work.run();
      hand.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets somebody begin to read, stops them at a table, changes the store and lets them go on. */
  void changeWhileRead(String table, Thread reader, String... changes) {
    try (Connection hand = superuser();
        Statement statement = hand.createStatement()) {
      hand.setAutoCommit(false);
      statement.execute("set session_replication_role = replica");
      statement.execute("lock table " + table + " in access exclusive mode");
      reader.start();
      while (numbers(
              "select 1 from pg_locks where not granted and relation = '" + table + "'::regclass",
              null)
          .isEmpty()) {
        Thread.onSpinWait();
      }
      for (String sql : changes) {
        statement.execute(sql);
      }
      hand.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void asOwner(String... statements) {
    try (Connection connection = owner();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String sql : statements) {
        statement.execute(sql);
      }
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection superuser() throws SQLException {
    return DriverManager.getConnection(
        config.getValue("quarkus.datasource.jdbc.url", String.class),
        "postgres",
        config.getValue("sogoc.db.superuser.password", String.class));
  }

  private Connection owner() throws SQLException {
    return DriverManager.getConnection(
        config.getValue("quarkus.datasource.jdbc.url", String.class),
        config.getValue("quarkus.flyway.username", String.class),
        config.getValue("quarkus.flyway.password", String.class));
  }
}
