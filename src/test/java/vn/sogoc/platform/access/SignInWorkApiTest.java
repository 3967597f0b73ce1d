package vn.sogoc.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.support.TestPeople;

/** What a flood of sign-ins may take from the rest of the service. */
@QuarkusTest
@Tag("service")
class SignInWorkApiTest {
  private static final String PASSWORD = "một mật khẩu đủ dài";

  @Inject Accounts accounts;
  @Inject Passwords passwords;
  @Inject AccessConfig config;
  @Inject Clock clock;
  @Inject TestPeople people;
  @Inject TransactionSynchronizationRegistry transactions;

  private final String username = "w" + UUID.randomUUID();

  @BeforeEach
  void make_an_account() {
    accounts.create(
        new NewAccount(
            username, "Nguyễn Thị Lan", PASSWORD, people.somebody(), null, Set.of(Role.AUDIT)));
  }

  @Test
  void the_slow_hash_holds_no_connection_and_is_made_for_nobody_too() {
    List<Boolean> inTransaction = new ArrayList<>();
    PasswordProvider provider =
        provider(
            new SignInTurns(1, 0) {
              @Override
              <T> Optional<T> take(Supplier<T> work) {
                inTransaction.add(
                    transactions.getTransactionStatus() != Status.STATUS_NO_TRANSACTION);
                return super.take(work);
              }
            });
    assertThat(provider.signIn(username, PASSWORD, "a").isAnonymous()).isFalse();
    assertThatThrownBy(() -> provider.signIn("nobody-" + username, PASSWORD, "a"))
        .isInstanceOf(AuthenticationFailedException.class);
    assertThat(inTransaction).containsExactly(false, false);
  }

  @Test
  void guesses_made_at_once_are_as_many_as_guesses_one_by_one() {
    // each sign-in starts the next before its own password is looked at
    int[] looked = new int[1];
    PasswordProvider[] provider = new PasswordProvider[1];
    provider[0] =
        provider(
            new SignInTurns(1, 0) {
              @Override
              <T> Optional<T> take(Supplier<T> work) {
                looked[0]++;
                if (looked[0] < 20) {
                  assertThatThrownBy(() -> provider[0].signIn(username, "guess", "a"))
                      .isInstanceOf(AuthenticationFailedException.class);
                }
                return super.take(work);
              }
            });
    assertThatThrownBy(() -> provider[0].signIn(username, "guess", "a"))
        .isInstanceOf(AuthenticationFailedException.class);
    assertThat(looked[0]).isEqualTo(config.failuresPerName());
  }

  @Test
  void who_was_sent_away_for_the_crowd_has_not_failed() {
    boolean[] crowded = {true};
    PasswordProvider provider =
        provider(
            new SignInTurns(1, 0) {
              @Override
              <T> Optional<T> take(Supplier<T> work) {
                return crowded[0] ? Optional.empty() : super.take(work);
              }
            });
    for (int i = 0; i < 60; i++) {
      assertThatThrownBy(() -> provider.signIn(username, PASSWORD, "a"))
          .isInstanceOfSatisfying(
              Refusal.class, r -> assertThat(r.type()).isEqualTo(AccessProblem.SIGN_IN_BUSY));
    }
    crowded[0] = false;
    assertThat(provider.signIn(username, PASSWORD, "a").isAnonymous()).isFalse();
  }

  private PasswordProvider provider(SignInTurns turns) {
    return new PasswordProvider(accounts, passwords, turns, config, clock);
  }
}
