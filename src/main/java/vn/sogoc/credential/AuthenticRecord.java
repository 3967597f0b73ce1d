package vn.sogoc.credential;

import java.util.Optional;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.VerificationKey;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * A record under a signature that was verified with a key for records. It says nothing of whose key
 * that is or whether it was valid then: whoever asks must look that up.
 */
public final class AuthenticRecord {
  /** Domain separation of a record's signature. */
  public static final String AAD = "sogoc/record/1";

  private final CredentialRecord record;
  private final CoseSign1 message;
  private final Digest digest;

  private AuthenticRecord(CredentialRecord record, CoseSign1 message) {
    this.record = record;
    this.message = message;
    this.digest = Digest.sha256(message.bytes());
  }

  /**
   * Verifies and then reads: no byte of the payload is looked at before the signature holds.
   *
   * @return empty where the signature is not by this key
   * @throws MalformedRecord where a good signature covers something that is not a record
   */
  public static Optional<AuthenticRecord> verify(
      CoseSign1 message, VerificationKey<Purpose.Record> key, Catalogue catalogue)
      throws MalformedRecord {
    if (message.verify(key, AAD).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new AuthenticRecord(new RecordCodec(catalogue).decode(message.payload()), message));
  }

  /** What it says. */
  public CredentialRecord record() {
    return record;
  }

  /** The COSE_Sign1 bytes. */
  public Bytes cose() {
    return message.bytes();
  }

  /** SHA-256 of the COSE_Sign1 bytes. */
  public Digest digest() {
    return digest;
  }

  /** Whose signature it says it is. */
  public KeyId keyId() {
    return message.kid();
  }
}
