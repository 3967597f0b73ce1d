package vn.sogoc.crypto.keys;

import java.util.Optional;
import java.util.Set;

/**
 * A store of private keys, each with a certificate that names its one purpose. Safe for many
 * threads. A vault gives out a signer only for the purpose its certificate says, and only where
 * private key and certificate belong together.
 */
public interface KeyVault extends AutoCloseable {
  /**
   * A signer with the key of that name.
   *
   * @throws KeyUnavailable where there is no such key, its certificate says another purpose or
   *     belongs to another key, or the store does not answer
   */
  <P extends Purpose> Signer<P> signer(String alias, P purpose) throws KeyUnavailable;

  /** The certificate under a name. Its dates are for the caller to judge: a vault has no clock. */
  Optional<Certificate> certificate(String alias);

  /** Names of the keys, sorted. */
  Set<String> aliases();

  /** Ends the session with the store; signers made before may fail afterwards. */
  @Override
  void close();
}
