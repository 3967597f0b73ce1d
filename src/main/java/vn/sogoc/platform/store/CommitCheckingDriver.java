package vn.sogoc.platform.store;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The driver of the service's connections: PostgreSQL's own, whose connections are {@link
 * CommitChecking}. Named in the configuration and made by the pool.
 */
public final class CommitCheckingDriver implements Driver {
  private final Driver postgres = postgres();

  @Override
  public @Nullable Connection connect(String url, Properties info) throws SQLException {
    Connection connection = postgres.connect(url, info);
    return connection == null ? null : CommitChecking.of(connection);
  }

  @Override
  public boolean acceptsURL(String url) throws SQLException {
    return postgres.acceptsURL(url);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
    return postgres.getPropertyInfo(url, info);
  }

  @Override
  public int getMajorVersion() {
    return postgres.getMajorVersion();
  }

  @Override
  public int getMinorVersion() {
    return postgres.getMinorVersion();
  }

  @Override
  public boolean jdbcCompliant() {
    return postgres.jdbcCompliant();
  }

  /** Found as a service: its class carries annotations that our compiler has no classes for. */
  private static Driver postgres() {
    return ServiceLoader.load(Driver.class, CommitCheckingDriver.class.getClassLoader()).stream()
        .filter(service -> service.type().getName().equals("org.postgresql.Driver"))
        .map(ServiceLoader.Provider::get)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the PostgreSQL driver is not there"));
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger("vn.sogoc.platform.store");
  }
}
