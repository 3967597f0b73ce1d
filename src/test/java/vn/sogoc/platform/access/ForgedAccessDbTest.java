package vn.sogoc.platform.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.support.TestPeople;

/** Whoever may write every row of the database is still nobody. */
@QuarkusTest
@Tag("service")
class ForgedAccessDbTest {
  private static final String PASSWORD = "một mật khẩu đủ dài";
  private static final String ZERO = "decode(repeat('00', 32), 'hex')";

  @Inject Accounts accounts;
  @Inject Passwords passwords;
  @Inject TestPeople people;
  @Inject SecureRandom random;

  @ConfigProperty(name = "sogoc.db.url")
  String url;

  @ConfigProperty(name = "sogoc.db.superuser.password")
  String superuserPassword;

  private String username;
  private UUID account;

  @BeforeEach
  void make_an_account() {
    username = "u" + UUID.randomUUID();
    account = account(username);
  }

  @Test
  void a_key_that_was_written_into_the_table_opens_nothing() throws SQLException {
    ApiKey genuine = key();
    assertThat(status(genuine)).isEqualTo(200);
    ApiKey forged = ApiKey.make(UUID.randomUUID(), random);
    String digest = "decode('" + forged.digest().hex() + "', 'hex')";
    byHand(
        "insert into api_key select '%s', account_id, institution_id, label, %s, roles, quota, created_at, expires_at, revoked_at, seal from api_key where id = '%s'"
            .formatted(forged.id(), digest, genuine.id()));
    assertThat(status(forged)).isEqualTo(401);
  }

  @Test
  void a_plain_hash_of_a_secret_is_not_what_is_stored() {
    ApiKey key = ApiKey.make(UUID.randomUUID(), random);
    assertThat(accounts.holder(key.digest())).isEmpty();
    ApiKey genuine = key();
    assertThat(accounts.holder(genuine.digest())).isPresent();
    assertThat(count("secret_digest = decode('" + genuine.digest().hex() + "', 'hex')")).isZero();
  }

  @Test
  void no_column_of_a_key_can_be_changed() throws SQLException {
    UUID other = account("o" + UUID.randomUUID());
    for (String change :
        new String[] {
          "account_id = '" + other + "'",
          "roles = array['audit', 'operate']",
          "label = 'x'",
          "quota = 7",
          "institution_id = " + TestPeople.INSTITUTION,
          "expires_at = now() + interval '1 day'",
          "created_at = now() + interval '1 day'",
          "seal = " + ZERO
        }) {
      ApiKey key = key();
      byHand("update api_key set " + change + " where id = '" + key.id() + "'");
      assertThat(accounts.holder(key.digest())).as(change).isEmpty();
    }
    ApiKey revoked = key();
    accounts.revokeKey(revoked.id());
    byHand("update api_key set revoked_at = null where id = '" + revoked.id() + "'");
    accounts.revokeKey(revoked.id());
    byHand("update api_key set revoked_at = null where id = '" + revoked.id() + "'");
    assertThat(accounts.holder(revoked.digest())).isEmpty();
  }

  @Test
  void a_role_that_was_written_into_the_table_is_not_held() throws SQLException {
    byHand(
        "insert into account_role select gen_random_uuid(), account_id, institution_id, 'operate', seal from account_role where account_id = '%s'"
            .formatted(account));
    assertThat(accounts.find(username).orElseThrow().roles()).containsExactly(Role.AUDIT);
    byHand(
        "update account_role set role = 'verify' where role = 'audit' and account_id = '%s'"
            .formatted(account));
    assertThat(accounts.find(username).orElseThrow().roles()).isEmpty();
  }

  @Test
  void no_column_of_an_account_can_be_changed() throws SQLException {
    for (String change :
        new String[] {
          "person_id = '" + people.somebody() + "'",
          "institution_id = " + TestPeople.INSTITUTION,
          "session_epoch = session_epoch + 1",
          "display_name = 'Khác'",
          "password_hash = password_hash || ' '",
          "seal = " + ZERO
        }) {
      String name = "c" + UUID.randomUUID();
      UUID changed = account(name);
      assertThat(signIn(name, PASSWORD)).isPresent();
      byHand("update account set " + change + " where id = '" + changed + "'");
      assertThat(accounts.find(name)).as(change).isEmpty();
      assertThat(signIn(name, PASSWORD)).as(change).isEmpty();
    }
    accounts.disable(account);
    byHand("update account set disabled_at = null where id = '" + account + "'");
    assertThat(signIn(username, PASSWORD)).isEmpty();
  }

  @Test
  void what_the_service_changes_stays_genuine() {
    accounts.endSessions(account);
    accounts.changePassword(account, "ein ganz neues Kennwort");
    assertThat(signIn(username, "ein ganz neues Kennwort")).isPresent();
    accounts.disable(account);
    assertThat(accounts.find(username)).isPresent();
    assertThat(signIn(username, "ein ganz neues Kennwort")).isEmpty();
  }

  @Test
  void a_password_hash_is_good_for_its_own_account_only() {
    String stored = passwords.hash(account, PASSWORD);
    assertThat(passwords.matches(account, PASSWORD, stored)).isTrue();
    assertThat(passwords.matches(UUID.randomUUID(), PASSWORD, stored)).isFalse();
  }

  /** As the page does it, without its limits. */
  private Optional<SignedIn> signIn(String name, String password) {
    return accounts
        .credential(name)
        .filter(c -> passwords.matches(c.account(), password, c.passwordHash()))
        .flatMap(c -> accounts.resume(new Session(c.account(), c.epoch(), Instant.EPOCH)));
  }

  private UUID account(String name) {
    return accounts.create(
        new NewAccount(
            name, "Nguyễn Thị Lan", PASSWORD, people.somebody(), null, Set.of(Role.AUDIT)));
  }

  private ApiKey key() {
    return accounts.createKey(new NewApiKey(account, null, "test", Set.of(Role.AUDIT), null, null));
  }

  private static int status(ApiKey key) {
    return given().header("Authorization", "Bearer " + key.secret()).get("/api/v1/me").statusCode();
  }

  private long count(String where) {
    try (Connection hand = superuser();
        var rows =
            hand.createStatement().executeQuery("select count(*) from api_key where " + where)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void byHand(String change) throws SQLException {
    try (Connection hand = superuser()) {
      assertThat(hand.createStatement().executeUpdate(change)).isPositive();
    }
  }

  private Connection superuser() throws SQLException {
    Connection hand = DriverManager.getConnection(url, "postgres", superuserPassword);
    hand.createStatement().execute("set session_replication_role = replica");
    return hand;
  }
}
