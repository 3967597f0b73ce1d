package vn.sogoc.platform.access;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sogoc.platform.secrets.Secrets;

/**
 * The token that proves that a form was ours: a keyed hash of the session, so it needs no cookie of
 * its own and ends with the session. It is masked with fresh randomness each time it is written,
 * because a compressed page must not repeat a secret. Templates write it as {@code
 * {inject:csrf.token}} into a hidden field named {@code {inject:csrf.parameterName}}; scripts send
 * it as {@value #HEADER}.
 */
@ApplicationScoped
@Named("csrf")
public class Csrf {
  static final String FIELD = "csrf-token";
  static final String HEADER = "X-CSRF-TOKEN";
  private static final int SIZE = 32;

  private final CurrentIdentityAssociation identity;
  private final SecureRandom random;
  private final Secrets.Keyed keyed;

  Csrf(CurrentIdentityAssociation identity, SecureRandom random, Secrets secrets) {
    this.identity = identity;
    this.random = random;
    this.keyed = secrets.keyed("csrf");
  }

  /** The name of the form field. */
  public String getParameterName() {
    return FIELD;
  }

  /** The name of the header. */
  public String getHeaderName() {
    return HEADER;
  }

  /** A token for the session of this request; empty where there is no session to protect. */
  public String getToken() {
    return session().map(this::masked).orElse("");
  }

  Optional<Session> session() {
    return Optional.ofNullable(identity.getIdentity().<Session>getAttribute(Identities.SESSION));
  }

  private String masked(Session session) {
    byte[] token = new byte[2 * SIZE];
    byte[] mask = new byte[SIZE];
    random.nextBytes(mask);
    byte[] expected = expected(session);
    for (int i = 0; i < SIZE; i++) {
      token[i] = mask[i];
      token[SIZE + i] = (byte) (mask[i] ^ expected[i]);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  boolean belongs(@Nullable String presented, Session session) {
    if (presented == null || presented.length() != 86) {
      return false;
    }
    byte[] token;
    try {
      token = Base64.getUrlDecoder().decode(presented);
    } catch (IllegalArgumentException e) {
      return false;
    }
    byte[] unmasked = new byte[SIZE];
    for (int i = 0; i < SIZE; i++) {
      unmasked[i] = (byte) (token[i] ^ token[SIZE + i]);
    }
    return MessageDigest.isEqual(unmasked, expected(session));
  }

  private byte[] expected(Session session) {
    return keyed.hash(session.text().getBytes(java.nio.charset.StandardCharsets.UTF_8)).toArray();
  }
}
