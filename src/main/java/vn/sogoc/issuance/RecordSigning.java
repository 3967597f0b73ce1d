package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import vn.sogoc.credential.AuthenticRecord;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.MalformedRecord;
import vn.sogoc.credential.RecordCodec;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.Signer;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.crypto.keys.VerificationKey;
import vn.sogoc.institution.InstitutionProblem;
import vn.sogoc.institution.Signing;
import vn.sogoc.institution.TrustAnswer;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.register.NewEntry;
import vn.sogoc.register.Register;
import vn.sogoc.register.StagedEntry;

/**
 * Makes records of approved claims and has the institution's key sign them. Never inside a
 * transaction.
 */
@ApplicationScoped
class RecordSigning {
  private final Signing signing;
  private final TrustRegister trust;
  private final RecordCodec codec;
  private final BatchClaims claims;

  private final Register register;
  private final RowThreads threads;
  private final Catalogue catalogue;

  RecordSigning(
      Signing signing,
      TrustRegister trust,
      RecordCodec codec,
      BatchClaims claims,
      Register register,
      RowThreads threads,
      Catalogue catalogue) {
    this.signing = signing;
    this.trust = trust;
    this.codec = codec;
    this.claims = claims;
    this.register = register;
    this.threads = threads;
    this.catalogue = catalogue;
  }

  /**
   * Opens the institution's key for a batch.
   *
   * @throws Refusal where the institution has no key that may sign now
   */
  Session open(Reserved reserved, Instant now) {
    Signer<Purpose.Record> signer = signing.records(reserved.batch().institutionId, now);
    return switch (trust.key(signer.keyId())) {
      case TrustAnswer.Known known ->
          new Session(
              reserved,
              signer,
              known
                  .key()
                  .verifier(Purpose.RECORD)
                  .orElseThrow(
                      () ->
                          new Refusal(
                              InstitutionProblem.KEY_NOT_USABLE, "the key is not for records")),
              known.key().key().validAt(reserved.iat()));
      case TrustAnswer.Unknown ignored ->
          throw new Refusal(InstitutionProblem.KEY_NOT_USABLE, "no statement names the key");
      case TrustAnswer.Unavailable unavailable ->
          throw new Refusal(InstitutionProblem.STATEMENT_UNTRUSTED, unavailable.why());
    };
  }

  /** One key at work on one batch. */
  final class Session {
    private final Reserved reserved;
    private final Signer<Purpose.Record> signer;
    private final VerificationKey<Purpose.Record> verifier;
    private final boolean coversTime;

    private Session(
        Reserved reserved,
        Signer<Purpose.Record> signer,
        VerificationKey<Purpose.Record> verifier,
        boolean coversTime) {
      this.reserved = reserved;
      this.signer = signer;
      this.verifier = verifier;
      this.coversTime = coversTime;
    }

    int size() {
      return reserved.size();
    }

    /**
     * Whether this key may go on after the first staged row: it is the same key, and was valid at
     * the time of issue.
     */
    boolean continues(List<StagedEntry> first) {
      return coversTime
          && (first.isEmpty() || kid(first.getFirst()).equals(signer.keyId().value()));
    }

    /** Begins to sign rows; each signature is verified before the row gets its place. */
    RowThreads.Begun<StagedEntry> sign(List<BatchRowEntity> rows) {
      return threads.each(rows, this::sign);
    }

    private StagedEntry sign(BatchRowEntity row) {
      CredentialRecord record =
          CredentialRecord.of(
              claims.of(row),
              reserved.recordId(row.position),
              reserved.iat(),
              reserved.serialNumber(row.position),
              reserved.registerNumber(row.position),
              reserved.numbers().slot(row.position));
      try {
        CoseSign1 message = CoseSign1.sign(signer, RecordCodec.EXTERNAL_AAD, codec.encode(record));
        // What leaves is what was meant: a key store that errs signs for nobody.
        AuthenticRecord signed =
            AuthenticRecord.verify(message, verifier, catalogue)
                .filter(read -> read.record().equals(record))
                .orElseThrow(
                    () ->
                        RecordCheck.changed(
                            row.position, "the key store's signature does not verify"));
        return register.seat(
            row.batchId, reserved.numbers(), row.position, new NewEntry(signed, row.personId));
      } catch (SigningFailed e) {
        throw new Refusal(InstitutionProblem.KEY_STORE_UNAVAILABLE, "the key store did not sign");
      } catch (MalformedRecord e) {
        throw RecordCheck.changed(row.position, "the record cannot be read back");
      }
    }

    private static Bytes kid(StagedEntry row) {
      try {
        return CoseSign1.parse(row.cose()).kid().value();
      } catch (MalformedCose e) {
        throw RecordCheck.changed(row.position(), "the staged signature is not readable");
      }
    }
  }
}
