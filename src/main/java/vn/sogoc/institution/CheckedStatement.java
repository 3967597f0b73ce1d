package vn.sogoc.institution;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.crypto.keys.VerificationKey;

/** A statement whose signature and certificates were checked; made by the trust anchor only. */
public final class CheckedStatement {
  private final InstitutionStatement statement;
  private final Map<KeyId, TrustedKey> keys = new HashMap<>();

  CheckedStatement(InstitutionStatement statement, Map<KeyId, VerificationKey<?>> verifiers) {
    this.statement = statement;
    for (InstitutionKey key : statement.keys()) {
      VerificationKey<?> verifier = verifiers.get(key.id());
      if (verifier != null) {
        keys.put(key.id(), new TrustedKey(key, verifier, statement));
      }
    }
  }

  /** What it says. */
  public InstitutionStatement statement() {
    return statement;
  }

  /** A key that it names. */
  public Optional<TrustedKey> key(KeyId id) {
    return Optional.ofNullable(keys.get(id));
  }
}
