package vn.sogoc.audit;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.ApprovedHash;
import vn.sogoc.credential.AuthenticRecord;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.DecisionKey;
import vn.sogoc.credential.MalformedRecord;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.VerificationKey;
import vn.sogoc.institution.TrustedKey;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.secrets.Secrets;
import vn.sogoc.register.SlotPermutation;
import vn.sogoc.tlog.LogEntry;

/**
 * From the bytes of one row to what all its columns must be: signature, record, columns, seals.
 * Pure but for what it tells; safe for several threads.
 */
final class RecordProof {
  private static final String TABLE = "register_entry";

  /**
   * What is known of a row.
   *
   * @param digest of its signed bytes, whatever they are
   * @param sound what they say, empty where nothing is signed there
   */
  record Proved(RegisterRow row, Digest digest, Optional<Sound> sound) {}

  /**
   * A record under its signature.
   *
   * @param claims in the form in which they were approved
   * @param leaf of the tree that the head of its batch signed; empty where there is none
   * @param entry the bytes that must be in the log
   */
  record Sound(
      AuthenticRecord record,
      Bytes claims,
      Optional<Digest> leaf,
      Nonces.Mark nonce,
      Bytes entry,
      Digest entryDigest) {}

  private final Evidence evidence;
  private final Secrets.@Nullable Keyed seal;
  private final Secrets.@Nullable Keyed lookup;
  private final @Nullable SlotPermutation slots;

  RecordProof(Evidence evidence) {
    this.evidence = evidence;
    Optional<Secrets> secrets = evidence.trust().secrets();
    this.seal = secrets.map(s -> s.keyed("register-seal")).orElse(null);
    this.lookup = secrets.map(s -> s.keyed("register-lookup")).orElse(null);
    this.slots = secrets.map(s -> new SlotPermutation(s.keyed("status-slots"))).orElse(null);
  }

  Proved prove(RegisterRow row) {
    Findings findings = evidence.findings();
    Digest digest = Digest.sha256(row.cose());
    findings.sameDigest(TABLE, row.id(), "digest", digest, row.digest());
    Proved nothing = new Proved(row, digest, Optional.empty());
    CoseSign1 message;
    try {
      message = CoseSign1.parse(row.cose());
    } catch (MalformedCose e) {
      findings.add(TABLE, row.id(), "cose", "a signed record", String.valueOf(e.getMessage()));
      return nothing;
    }
    @Nullable TrustedKey key = evidence.keys().key(message.kid()).orElse(null);
    @Nullable VerificationKey<Purpose.Record> verifier =
        key == null ? null : key.verifier(Purpose.RECORD).orElse(null);
    if (key == null || verifier == null) {
      findings.add(
          TABLE,
          row.id(),
          "cose,key_id",
          "a key for records of a logged statement",
          "key " + message.kid() + ", which none names so");
      return nothing;
    }
    Optional<AuthenticRecord> record;
    try {
      record = AuthenticRecord.verify(message, verifier, evidence.trust().catalogue());
    } catch (MalformedRecord e) {
      findings.add(TABLE, row.id(), "cose", "a record", String.valueOf(e.getMessage()));
      return nothing;
    }
    if (record.isEmpty()) {
      findings.add(
          TABLE, row.id(), "cose", "a signature of key " + message.kid(), "one that is not");
      return nothing;
    }
    Bytes claims = ApprovedHash.encoded(record.get().record().claims());
    compare(row, record.get(), claims);
    Bytes entry = issued(row, record.get());
    return new Proved(
        row,
        digest,
        Optional.of(
            new Sound(
                record.get(),
                claims,
                evidence.rows().leaf(row.batch(), row.position(), claims),
                Nonces.Mark.of(message),
                entry,
                Digest.sha256(entry))));
  }

  private void compare(RegisterRow row, AuthenticRecord signed, Bytes encoded) {
    CredentialRecord record = signed.record();
    Claims claims = record.claims();
    BiConsumer<String, Object[]> same =
        (column, values) ->
            evidence.findings().sameSecret(TABLE, row.id(), column, values[0], values[1]);
    same.accept("id", pair(record.id().key(), row.id()));
    same.accept("institution_id", pair(claims.institution(), row.institution()));
    same.accept("kind", pair(claims.kind().code(), row.kind()));
    same.accept("regime", pair(claims.regime().code(), row.regime()));
    same.accept("full_name", pair(claims.fullName().value(), row.fullName()));
    same.accept("birth_date", pair(claims.birthDate().toString(), row.birthDate()));
    same.accept("serial_number", pair(record.serialNumber(), row.serialNumber()));
    String serialKey = CredentialRecord.numberKey(record.serialNumber());
    same.accept("serial_key", pair(serialKey, row.serialKey()));
    same.accept("register_number", pair(record.registerNumber(), row.registerNumber()));
    same.accept("register_year", pair(claims.issueDate().getYear(), row.year()));
    String numbered =
        row.sequence() < 1
            ? ""
            : claims.kind().registerNumber(row.sequence(), claims.issueDate().getYear());
    same.accept("register_seq", pair(record.registerNumber(), numbered));
    same.accept("decision_number", pair(claims.decisionNumber(), row.decisionNumber()));
    same.accept("decision_key", pair(DecisionKey.of(claims.decisionNumber()), row.decisionKey()));
    same.accept("decision_date", pair(claims.decisionDate(), row.decisionDate()));
    same.accept("issue_date", pair(claims.issueDate(), row.issueDate()));
    same.accept("status_list", pair(record.slot().list(), row.statusList()));
    same.accept("status_index", pair(record.slot().index(), row.statusIndex()));
    same.accept("key_id", pair(signed.keyId().value(), row.keyId()));
    reservation(row, record);
    seals(row, claims, serialKey);
    draft(row, encoded);
  }

  private void reservation(RegisterRow row, CredentialRecord record) {
    @Nullable Reservation held = evidence.reservations().get(row.batch());
    if (held == null) {
      evidence.findings().add(TABLE, row.id(), "batch_id", "a batch that took its number", "none");
      return;
    }
    evidence
        .findings()
        .same(TABLE, row.id(), "batch_row", row.sequence() - held.firstRegister(), row.position());
    boolean isWithin = row.position() >= 0 && row.position() < held.count();
    if (!isWithin) {
      return;
    }
    if (slots != null) {
      evidence
          .findings()
          .same(
              TABLE,
              row.id(),
              "status_list,status_index",
              slots.slot(held.firstSlot() + row.position()),
              record.slot());
    }
  }

  private void seals(RegisterRow row, Claims claims, String serialKey) {
    if (seal == null || lookup == null) {
      return;
    }
    String named = serialKey + "\n" + claims.fullName().searchKey();
    Findings findings = evidence.findings();
    if (!lookup.hash(named.getBytes(StandardCharsets.UTF_8)).equals(row.lookup())) {
      findings.add(TABLE, row.id(), "lookup", "the blinded number and name", "another value");
    }
    if (!seal.hash(row.sealed()).equals(row.seal())) {
      findings.add(TABLE, row.id(), "seal", "a seal over all columns", "one of other columns");
    }
  }

  /** The row of the batch that the second person approved. */
  private void draft(RegisterRow row, Bytes claims) {
    String key = row.batch() + "/" + row.position();
    if (row.draft().isEmpty()) {
      evidence.findings().add("batch_row", key, "", "the approved row", "none");
      return;
    }
    if (!row.draft().get().equals(claims)) {
      evidence
          .findings()
          .add("batch_row", key, "claims", "the claims that were signed", "other claims");
    }
    evidence.findings().same(TABLE, row.id(), "person_id", row.draftPerson(), row.person());
  }

  /** The bytes of the entry that the log must have; none where the time is none of the log's. */
  private static Bytes issued(RegisterRow row, AuthenticRecord signed) {
    try {
      return LogEntry.issued(
              row.recordedAt(),
              signed.record().claims().institution(),
              signed.digest(),
              signed.record().slot())
          .encode();
    } catch (IllegalArgumentException e) {
      return Bytes.of(new byte[0]);
    }
  }

  private static Object[] pair(Object expected, Object found) {
    return new Object[] {expected, found};
  }
}
