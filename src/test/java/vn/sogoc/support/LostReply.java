package vn.sogoc.support;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The ledger as it stands when a process died after an effect and before it kept the reply. */
@ApplicationScoped
public class LostReply {
  private final String url;
  private final String password;

  LostReply(
      @ConfigProperty(name = "sogoc.db.url") String url,
      @ConfigProperty(name = "sogoc.db.superuser.password") String password) {
    this.url = url;
    this.password = password;
  }

  /** Takes the reply of a request away, by the key that names it. */
  public void lose(String key) throws SQLException {
    try (Connection hand = DriverManager.getConnection(url, "postgres", password);
        PreparedStatement update =
            hand.prepareStatement(
                "update idempotency_key set status = null, headers = null, body = null,"
                    + " lease_until = now() - interval '1 s' where key = ?")) {
      update.setString(1, key);
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }
}
