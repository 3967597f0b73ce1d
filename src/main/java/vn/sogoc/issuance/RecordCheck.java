package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import vn.sogoc.credential.ApprovedHash;
import vn.sogoc.credential.AuthenticRecord;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.MalformedRecord;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.VerificationKey;
import vn.sogoc.institution.InstitutionProblem;
import vn.sogoc.institution.TrustAnswer;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.institution.TrustedKey;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;

/**
 * Between signing and recording: is what was signed exactly what was approved, N in = N out, each
 * row on its own?
 */
@ApplicationScoped
class RecordCheck {
  private final TrustRegister trust;
  private final Catalogue catalogue;
  private final BatchClaims claims;

  RecordCheck(TrustRegister trust, Catalogue catalogue, BatchClaims claims) {
    this.trust = trust;
    this.catalogue = catalogue;
    this.claims = claims;
  }

  /** Records that may be recorded, with the person of each. Made by {@link #of} alone. */
  static final class Checked {
    private final List<AuthenticRecord> records;
    private final List<UUID> persons;
    private final Digest approvedHash;

    private Checked(List<AuthenticRecord> records, List<UUID> persons, Digest approvedHash) {
      this.records = List.copyOf(records);
      this.persons = List.copyOf(persons);
      this.approvedHash = approvedHash;
    }

    /** The hash of what was signed. */
    Digest approvedHash() {
      return approvedHash;
    }

    List<AuthenticRecord> records() {
      return records;
    }

    List<UUID> persons() {
      return persons;
    }
  }

  /**
   * Checks a whole batch.
   *
   * @param staged the signed records in order
   * @param persons theirs, in the same order
   * @throws Refusal where anything differs from what was approved and reserved. Whether the key may
   *     be recorded under is asked by whoever records, in that transaction.
   */
  Checked of(Reserved reserved, List<byte[]> staged, List<UUID> persons) {
    if (staged.size() != reserved.size() || persons.size() != reserved.size()) {
      throw changed(staged.size(), "expected " + reserved.size() + " signed rows");
    }
    List<AuthenticRecord> records = read(reserved.batch().institutionId, staged);
    List<Claims> signed = new ArrayList<>(records.size());
    for (int i = 0; i < records.size(); i++) {
      CredentialRecord record = records.get(i).record();
      boolean asReserved =
          record.id().equals(reserved.recordId(i))
              && record.issuedAt().equals(reserved.iat())
              && record.serialNumber().equals(reserved.serialNumber(i))
              && record.registerNumber().equals(reserved.registerNumber(i))
              && record.slot().equals(reserved.numbers().slot(i))
              && records.get(i).keyId().equals(records.getFirst().keyId());
      if (!asReserved) {
        throw changed(i, "the signed row does not carry what was reserved for it");
      }
      signed.add(record.claims());
    }
    Digest hash = approvedHash(reserved.batch(), signed);
    if (!hash.equals(reserved.batch().approvedHash())) {
      throw new Refusal(
          IssuanceProblem.CONTENT_CHANGED,
          "the approved hash differs from that of the signed records");
    }
    return new Checked(records, persons, hash);
  }

  /**
   * That the rows are what was approved, before any of them is signed: even a signature that is
   * never recorded would be a genuine one.
   *
   * @param rows all rows of the batch, in order
   */
  void requireApproved(Reserved reserved, List<BatchRowEntity> rows) {
    BatchEntity batch = reserved.batch();
    if (rows.size() != reserved.size()
        || !approvedHash(batch, rows.stream().map(claims::of).toList())
            .equals(batch.approvedHash())) {
      throw new Refusal(
          IssuanceProblem.CONTENT_CHANGED, "the rows are not the ones that were approved");
    }
  }

  /** The signed records, each under a signature that verifies. */
  List<AuthenticRecord> read(int institution, List<byte[]> staged) {
    List<AuthenticRecord> records = new ArrayList<>(staged.size());
    VerificationKey<Purpose.Record> key = null;
    for (int i = 0; i < staged.size(); i++) {
      try {
        CoseSign1 message = CoseSign1.parse(Bytes.of(staged.get(i)));
        if (key == null) {
          key = verifier(key(message.kid()), institution);
        }
        int position = i;
        records.add(
            AuthenticRecord.verify(message, key, catalogue)
                .orElseThrow(() -> changed(position, "the staged signature does not verify")));
      } catch (MalformedCose | MalformedRecord e) {
        throw changed(i, "the staged signature is not readable");
      }
    }
    return records;
  }

  private Digest approvedHash(BatchEntity batch, List<Claims> content) {
    try {
      return ApprovedHash.of(
          batch.policyVersion,
          batch.institutionId,
          catalogue.kind(batch.kind).orElseThrow(),
          catalogue.regime(batch.regime).orElseThrow(),
          batch.decisionNumber,
          batch.decisionDate,
          batch.issueDate,
          content);
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          IssuanceProblem.CONTENT_CHANGED,
          "a signed record does not belong to the batch that was approved");
    }
  }

  private TrustedKey key(KeyId id) {
    return switch (trust.key(id)) {
      case TrustAnswer.Known known -> known.key();
      case TrustAnswer.Unknown ignored ->
          throw new Refusal(InstitutionProblem.KEY_NOT_USABLE, "no statement names key " + id);
      case TrustAnswer.Unavailable unavailable ->
          throw new Refusal(InstitutionProblem.STATEMENT_UNTRUSTED, unavailable.why());
    };
  }

  private static VerificationKey<Purpose.Record> verifier(TrustedKey key, int institution) {
    if (key.institution().id() != institution) {
      throw new Refusal(InstitutionProblem.KEY_NOT_USABLE, "the key is another institution's");
    }
    return key.verifier(Purpose.RECORD)
        .orElseThrow(
            () -> new Refusal(InstitutionProblem.KEY_NOT_USABLE, "the key is not for records"));
  }

  static Refusal changed(int position, String what) {
    return new Refusal(
        IssuanceProblem.CONTENT_CHANGED, "row at position " + position + ": " + what);
  }
}
