package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.RecordCodec;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.Signer;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.institution.InstitutionProblem;
import vn.sogoc.institution.Signing;
import vn.sogoc.institution.TrustAnswer;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;

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

  private final RowThreads threads;

  RecordSigning(
      Signing signing,
      TrustRegister trust,
      RecordCodec codec,
      BatchClaims claims,
      RowThreads threads) {
    this.signing = signing;
    this.trust = trust;
    this.codec = codec;
    this.claims = claims;
    this.threads = threads;
  }

  /**
   * Opens the institution's key for a batch.
   *
   * @throws Refusal where the institution has no key that may sign now
   */
  Session open(Reserved reserved, Instant now) {
    return open(reserved.batch().institutionId, now).session(reserved);
  }

  /** Opens the institution's key for several batches. */
  Opened open(int institution, Instant now) {
    return open(choose(institution, now));
  }

  /** A key that was chosen, and what is known of it. */
  record Chosen(Signing.Chosen<Purpose.Record> key, TrustAnswer answer) {}

  /** What {@link #open} would open, by reading alone. */
  Chosen choose(int institution, Instant now) {
    Signing.Chosen<Purpose.Record> key = signing.choose(institution, Purpose.RECORD, now);
    return new Chosen(key, trust.key(key.key().id()));
  }

  /** Opens it. */
  Opened open(Chosen chosen) {
    return new Opened(signing.open(chosen.key()), chosen.answer());
  }

  /** A key that was opened, and what is known of it. */
  final class Opened {
    private final Signer<Purpose.Record> signer;
    private final TrustAnswer answer;

    private Opened(Signer<Purpose.Record> signer, TrustAnswer answer) {
      this.signer = signer;
      this.answer = answer;
    }

    Session session(Reserved reserved) {
      boolean coversTime =
          switch (answer) {
            case TrustAnswer.Known known -> known.key().key().validAt(reserved.iat());
            case TrustAnswer.Unknown ignored -> false;
            case TrustAnswer.Unavailable ignored -> false;
          };
      return new Session(reserved, signer, coversTime);
    }
  }

  /** One key at work on one batch. */
  final class Session {
    private final Reserved reserved;
    private final Signer<Purpose.Record> signer;
    private final boolean coversTime;

    private Session(Reserved reserved, Signer<Purpose.Record> signer, boolean coversTime) {
      this.reserved = reserved;
      this.signer = signer;
      this.coversTime = coversTime;
    }

    int size() {
      return reserved.size();
    }

    /**
     * Whether this key may go on after the first staged row: it is the same key, and was valid at
     * the time of issue.
     */
    boolean continues(List<StagedRecords.Owned> first) {
      return coversTime
          && (first.isEmpty() || kid(first.getFirst()).equals(signer.keyId().value()));
    }

    /** Begins to sign rows. Each signature is verified before it is recorded. */
    RowThreads.Begun<StagedRecords.Staged> sign(List<BatchRowEntity> rows) {
      return threads.each(rows, this::sign);
    }

    /** What is signed of an approved row: its claims and what was reserved for it. */
    CredentialRecord recordOf(BatchRowEntity row) {
      return CredentialRecord.of(
          claims.of(row),
          reserved.recordId(row.position),
          reserved.iat(),
          reserved.serialNumber(row.position),
          reserved.registerNumber(row.position),
          reserved.numbers().slot(row.position));
    }

    private StagedRecords.Staged sign(BatchRowEntity row) {
      CredentialRecord record = recordOf(row);
      try {
        return new StagedRecords.Staged(
            row.position,
            CoseSign1.sign(signer, RecordCodec.EXTERNAL_AAD, codec.encode(record)).bytes());
      } catch (SigningFailed e) {
        throw new Refusal(InstitutionProblem.KEY_STORE_UNAVAILABLE, "the key store did not sign");
      }
    }

    private static Bytes kid(StagedRecords.Owned row) {
      try {
        return CoseSign1.parse(row.cose()).kid().value();
      } catch (MalformedCose e) {
        throw RecordCheck.changed(row.position(), "the staged signature is not readable");
      }
    }
  }
}
