package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import vn.sogoc.credential.ApprovedHash;
import vn.sogoc.credential.AuthenticRecord;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.MalformedRecord;
import vn.sogoc.credential.ProgrammeTally;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.VerificationKey;
import vn.sogoc.crypto.merkle.SaltedTree;
import vn.sogoc.institution.InstitutionProblem;
import vn.sogoc.institution.TrustAnswer;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.institution.TrustedKey;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.register.NewEntry;
import vn.sogoc.register.Recording;

/**
 * Between signing and the register: is what was signed exactly what was approved, N in = N out,
 * each row on its own? Rows are read page by page, so memory does not grow with the batch, and
 * worked on by all processors.
 */
@ApplicationScoped
class RecordCheck {
  private static final int PAGE = 2000;

  private final SigningRows rows;
  private final TrustRegister trust;
  private final Catalogue catalogue;
  private final BatchClaims claims;
  private final RowThreads threads;
  private final AlteredRows altered;

  RecordCheck(
      SigningRows rows,
      TrustRegister trust,
      Catalogue catalogue,
      BatchClaims claims,
      RowThreads threads,
      AlteredRows altered) {
    this.rows = rows;
    this.trust = trust;
    this.catalogue = catalogue;
    this.claims = claims;
    this.threads = threads;
    this.altered = altered;
  }

  /**
   * What a whole batch was found to be.
   *
   * @param persons digest of whose the rows are, in order
   * @param root over the rows, as the head signed it
   * @param key under which every row is signed
   */
  record Checked(Digest persons, Digest root, KeyId key) {}

  private record Signed(
      AuthenticRecord record,
      Bytes encoded,
      Digest leaf,
      Recording.Seated seated,
      StagedRecords.Owned from) {}

  private record Encoded(Claims claims, Bytes encoded) {}

  /**
   * Verifies the signed records of a batch and writes them into the register, in the caller's
   * transaction: what is written is what was verified, from memory. Whether the key may be recorded
   * under is asked by the caller afterwards.
   *
   * @param secret of the tree over the rows, from which their salts follow
   * @param source of the signed rows
   * @param each is given the rows on the way, page by page, in order
   * @throws Refusal where anything differs from what was approved and reserved
   */
  Checked record(
      Reserved reserved,
      Bytes secret,
      Recording recording,
      StagedRecords.Source source,
      Consumer<List<NewEntry>> each) {
    SaltedTree tree = new SaltedTree(secret, (tile, hashes) -> {});
    ApprovedHash hash = hash(reserved.batch());
    PersonsDigest persons = new PersonsDigest();
    ProgrammeTally programmes = new ProgrammeTally();
    List<StagedRecords.Owned> page = source.from(0, PAGE);
    if (page.isEmpty()) {
      throw changed(0, "nothing is signed");
    }
    VerificationKey<Purpose.Record> key = verifier(page.getFirst(), reserved.batch().institutionId);
    int count = 0;
    while (!page.isEmpty()) {
      RowThreads.Begun<Signed> begun =
          threads.each(page, row -> signed(reserved, secret, recording, key, row));
      List<StagedRecords.Owned> next =
          source.from(count + page.size(), PAGE); // while these are verified
      List<Signed> signed = begun.join();
      for (Signed row : signed) {
        if (row.from().position() != count) {
          throw changed(count, "no signed row stands there");
        }
        count++;
        add(hash, row.record().record().claims(), row.encoded());
        tree.add(row.leaf());
        persons.add(row.from().person());
        programmes.add(row.record().record().claims());
      }
      recording.write(signed.stream().map(Signed::seated).toList());
      each.accept(
          signed.stream().map(row -> new NewEntry(row.record(), row.from().person())).toList());
      page = next;
    }
    if (count != reserved.size()) {
      throw changed(count, "expected " + reserved.size() + " signed rows");
    }
    if (!hash.digest().equals(reserved.batch().approvedHash())) {
      throw new Refusal(
          IssuanceProblem.CONTENT_CHANGED,
          "the approved hash differs from that of the signed records");
    }
    requireShare(reserved.batch(), programmes);
    return new Checked(persons.digest(), tree.root(), key.keyId());
  }

  /**
   * That the rows are what was approved, before any of them is signed: even a signature that is
   * never recorded would be a genuine one.
   *
   * @param from the first row that will be signed
   * @param chunk how many are signed at a time
   * @return what each chunk was found to be, by its first position; signed is only that
   */
  Map<Integer, Digest> requireApproved(Reserved reserved, int from, int chunk) {
    ApprovedHash hash = hash(reserved.batch());
    Map<Integer, Digest> chunks = new HashMap<>();
    int count = 0;
    while (count < reserved.size()) {
      int most = count < from ? Math.min(PAGE, from - count) : chunk;
      List<BatchRowEntity> page = rows.from(reserved.batch().id, count, most);
      if (page.isEmpty() || count + page.size() > reserved.size()) {
        throw altered.refusal(reserved.batch());
      }
      List<Encoded> encoded = threads.each(page, this::encoded).join();
      for (int i = 0; i < page.size(); i++) {
        if (page.get(i).position != count + i) {
          throw altered.refusal(reserved.batch());
        }
        add(hash, encoded.get(i).claims(), encoded.get(i).encoded());
      }
      chunks.put(count, chunk(page));
      count += page.size();
    }
    if (!rows.from(reserved.batch().id, count, 1).isEmpty()
        || !hash.digest().equals(reserved.batch().approvedHash())) {
      throw altered.refusal(reserved.batch());
    }
    return chunks;
  }

  /**
   * That the rows of a small batch are what was approved; signed is what was read here, not another
   * reading.
   */
  void requireApproved(Reserved reserved, List<BatchRowEntity> all) {
    ApprovedHash hash = hash(reserved.batch());
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).position != i || i >= reserved.size()) {
        throw notApproved();
      }
      Encoded encoded = encoded(all.get(i));
      add(hash, encoded.claims(), encoded.encoded());
    }
    if (all.size() != reserved.size() || !hash.digest().equals(reserved.batch().approvedHash())) {
      throw notApproved();
    }
  }

  /**
   * Rows of a chunk that was found to be approved; another reading of them may be something else.
   */
  List<BatchRowEntity> approvedChunk(
      Reserved reserved, Map<Integer, Digest> chunks, int position, int limit) {
    List<BatchRowEntity> page = rows.from(reserved.batch().id, position, limit);
    Optional<Digest> approved = Optional.ofNullable(chunks.get(position));
    if (!page.isEmpty() && !approved.equals(Optional.of(chunk(page)))) {
      throw altered.refusal(reserved.batch());
    }
    return page;
  }

  private static Digest chunk(List<BatchRowEntity> page) {
    MessageDigest sha = Digest.newSha256();
    for (BatchRowEntity row : page) {
      sha.update(ByteBuffer.allocate(8).putInt(row.position).putInt(row.claims.length).flip());
      sha.update(row.claims);
      sha.update(
          ByteBuffer.allocate(16)
              .putLong(row.personId.getMostSignificantBits())
              .putLong(row.personId.getLeastSignificantBits())
              .flip());
    }
    return Digest.of(sha.digest());
  }

  private Signed signed(
      Reserved reserved,
      Bytes secret,
      Recording recording,
      VerificationKey<Purpose.Record> key,
      StagedRecords.Owned row) {
    int position = row.position();
    try {
      AuthenticRecord record =
          AuthenticRecord.verify(CoseSign1.parse(row.cose()), key, catalogue)
              .orElseThrow(() -> changed(position, "the staged signature does not verify"));
      requireReserved(reserved, record.record(), position);
      Bytes encoded = ApprovedHash.encoded(record.record().claims());
      return new Signed(
          record,
          encoded,
          SaltedTree.leaf(SaltedTree.salt(secret, position), encoded),
          recording.seat(position, new NewEntry(record, row.person())),
          row);
    } catch (MalformedCose | MalformedRecord e) {
      throw changed(position, "the staged signature is not readable");
    }
  }

  private static void requireReserved(Reserved reserved, CredentialRecord record, int i) {
    boolean asReserved =
        i < reserved.size()
            && record.id().equals(reserved.recordId(i))
            && record.issuedAt().equals(reserved.iat())
            && record.serialNumber().equals(reserved.serialNumber(i))
            && record.registerNumber().equals(reserved.registerNumber(i))
            && record.slot().equals(reserved.numbers().slot(i));
    if (!asReserved) {
      throw changed(i, "the signed row does not carry what was reserved for it");
    }
  }

  private Encoded encoded(BatchRowEntity row) {
    Claims read = claims.of(row);
    return new Encoded(read, ApprovedHash.encoded(read));
  }

  private static void add(ApprovedHash hash, Claims claims, Bytes encoded) {
    try {
      hash.add(claims, encoded);
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          IssuanceProblem.CONTENT_CHANGED,
          "a signed record does not belong to the batch that was approved");
    }
  }

  private ApprovedHash hash(BatchEntity batch) {
    return new ApprovedHash(
        batch.policyVersion,
        batch.institutionId,
        catalogue.kind(batch.kind).orElseThrow(),
        catalogue.regime(batch.regime).orElseThrow(),
        batch.decisionNumber,
        batch.decisionDate,
        batch.issueDate,
        batch.rowCount);
  }

  private VerificationKey<Purpose.Record> verifier(StagedRecords.Owned first, int institution) {
    KeyId id;
    try {
      id = CoseSign1.parse(first.cose()).kid();
    } catch (MalformedCose e) {
      throw changed(first.position(), "the staged signature is not readable");
    }
    TrustedKey key =
        switch (trust.key(id)) {
          case TrustAnswer.Known known -> known.key();
          case TrustAnswer.Unknown ignored ->
              throw new Refusal(InstitutionProblem.KEY_NOT_USABLE, "no statement names key " + id);
          case TrustAnswer.Unavailable unavailable ->
              throw new Refusal(InstitutionProblem.STATEMENT_UNTRUSTED, unavailable.why());
        };
    if (key.institution().id() != institution) {
      throw new Refusal(InstitutionProblem.KEY_NOT_USABLE, "the key is another institution's");
    }
    return key.verifier(Purpose.RECORD)
        .orElseThrow(
            () -> new Refusal(InstitutionProblem.KEY_NOT_USABLE, "the key is not for records"));
  }

  /** What was held against the quotas when signing began is what was signed. */
  private static void requireShare(BatchEntity batch, ProgrammeTally signed) {
    String share = batch.programmes;
    if (!signed.toString().equals(share)) {
      throw new Refusal(
          IssuanceProblem.CONTENT_CHANGED,
          "the rows by programme differ from those of the signed records");
    }
  }

  /** Of a group, whose batches are then signed one by one: that names the rows. */
  private static Refusal notApproved() {
    return new Refusal(
        IssuanceProblem.CONTENT_CHANGED, "the rows are not the ones that were approved");
  }

  static Refusal changed(int position, String what) {
    return new Refusal(
        IssuanceProblem.CONTENT_CHANGED, "row at position " + position + ": " + what);
  }
}
