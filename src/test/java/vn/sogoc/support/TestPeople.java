package vn.sogoc.support;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import vn.sogoc.credential.PartialDate;
import vn.sogoc.credential.PersonName;
import vn.sogoc.person.Persons;

/**
 * Somebody an account or a right can belong to, registered by an institution made for the tests.
 */
@ApplicationScoped
public class TestPeople {
  /** The institution that registered everybody here. */
  public static final int INSTITUTION = 999_000_001;

  private final DataSource database;
  private final Persons persons;

  TestPeople(DataSource database, Persons persons) {
    this.database = database;
    this.persons = persons;
  }

  /** A new person without a number. */
  @Transactional
  public UUID somebody() {
    ensureInstitution();
    return persons
        .findOrCreate(
            INSTITUTION,
            PersonName.parse("Nguyễn Văn Thử"),
            PartialDate.parse("1980-01-31"),
            Optional.empty())
        .id();
  }

  /** Makes the institution where it is missing. */
  @Transactional
  public void ensureInstitution() {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into institution (id, code, name_vi, name_en, domain, serial_prefix, place)"
                    + " values (?, 'TESTP', 'Cơ sở thử', 'Test', 'test.example', 'TST', 1)"
                    + " on conflict do nothing")) {
      insert.setInt(1, INSTITUTION);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
