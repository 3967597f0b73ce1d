package vn.sogoc.platform.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose commit returns normally only where the server committed without a word.
 *
 * <p>PostgreSQL answers a commit whose wait for the synchronous standby was cancelled with success
 * and a warning: the transaction is there and may be lost with this server. The JDBC driver keeps
 * the warning to itself. Whoever is told "done" must be able to rely on it (promise 2), so any
 * warning on commit becomes the error "transaction resolution unknown", SQL state 08007. The caller
 * then has no answer, and the idempotency key or the job's saved step settles what happened.
 */
final class CommitChecking implements InvocationHandler {
  static final String UNKNOWN = "08007";

  private final Connection connection;

  private CommitChecking(Connection connection) {
    this.connection = connection;
  }

  static Connection of(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new CommitChecking(connection));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given)
      throws Throwable {
    boolean commits =
        method.getName().equals("commit")
            || (method.getName().equals("setAutoCommit") && !connection.getAutoCommit());
    if (commits) {
      connection.clearWarnings();
    }
    Object answer;
    try {
      answer = method.invoke(connection, given);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    if (commits) {
      requireSilence(connection.getWarnings());
    }
    return answer;
  }

  private static void requireSilence(@Nullable SQLWarning warning) throws SQLException {
    if (warning != null) {
      throw new SQLException(
          "the commit is not known to be durable: " + warning.getMessage(), UNKNOWN, warning);
    }
  }
}
