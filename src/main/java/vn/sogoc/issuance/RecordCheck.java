package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.ApprovedHash;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.MalformedRecord;
import vn.sogoc.credential.RecordCodec;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.register.Register;
import vn.sogoc.register.StagedEntry;

/**
 * Between signing and recording: is what was signed exactly what was approved, N in = N out, each
 * row on its own? Rows are read page by page, so memory does not grow with the batch.
 */
@ApplicationScoped
class RecordCheck {
  private static final int PAGE = 2000;

  private final Register register;
  private final SigningWork work;
  private final Catalogue catalogue;
  private final RecordCodec codec;
  private final BatchClaims claims;
  private final RowThreads threads;

  RecordCheck(
      Register register,
      SigningWork work,
      Catalogue catalogue,
      RecordCodec codec,
      BatchClaims claims,
      RowThreads threads) {
    this.register = register;
    this.work = work;
    this.catalogue = catalogue;
    this.codec = codec;
    this.claims = claims;
    this.threads = threads;
  }

  /**
   * What a whole batch was found to be. Made by {@link #of} alone.
   *
   * @param approvedHash of what was signed
   * @param persons digest of whose the rows are, in order
   * @param key under which every row is signed
   */
  record Checked(Digest approvedHash, Digest persons, KeyId key) {}

  /**
   * A signed record that waited.
   *
   * @param digest SHA-256 of the signed record
   */
  record Signed(StagedEntry entry, CredentialRecord record, KeyId key, Digest digest) {}

  private record Encoded(Claims claims, Bytes encoded) {}

  /**
   * Checks a whole batch.
   *
   * @param each is given the rows on the way, page by page, in order
   * @throws Refusal where anything differs from what was approved and reserved. Whether the key may
   *     be recorded under is asked by whoever records, in that transaction.
   */
  Checked of(Reserved reserved, Consumer<List<Signed>> each) {
    ApprovedHash hash = hash(reserved.batch());
    PersonsDigest persons = new PersonsDigest();
    KeyHolder key = new KeyHolder();
    int count =
        signed(
            reserved.batch().id,
            page -> {
              RowThreads.Begun<Encoded> encoded =
                  threads.each(page, signed -> encoded(asReserved(reserved, signed)));
              for (Signed signed : page) {
                key.same(signed);
                persons.add(signed.entry().person());
              }
              each.accept(page);
              encoded.join().forEach(row -> add(hash, row));
            });
    if (count != reserved.size()) {
      throw changed(count, "expected " + reserved.size() + " signed rows");
    }
    Digest found = hash.digest();
    if (!found.equals(reserved.batch().approvedHash())) {
      throw new Refusal(
          IssuanceProblem.CONTENT_CHANGED,
          "the approved hash differs from that of the signed records");
    }
    return new Checked(found, persons.digest(), key.require());
  }

  /**
   * That the rows are what was approved, before any of them is signed: even a signature that is
   * never recorded would be a genuine one.
   */
  void requireApproved(Reserved reserved) {
    ApprovedHash hash = hash(reserved.batch());
    int count = 0;
    for (List<BatchRowEntity> page = work.rows(reserved.batch().id, 0, PAGE);
        !page.isEmpty();
        page = work.rows(reserved.batch().id, count, PAGE)) {
      if (count + page.size() > reserved.size()) {
        throw notApproved();
      }
      List<Encoded> encoded = threads.each(page, row -> encoded(claims.of(row))).join();
      for (int i = 0; i < page.size(); i++) {
        if (page.get(i).position != count + i) {
          throw notApproved();
        }
        add(hash, encoded.get(i));
      }
      count += page.size();
    }
    if (count != reserved.size() || !hash.digest().equals(reserved.batch().approvedHash())) {
      throw notApproved();
    }
  }

  /**
   * The signed records that wait, in order, page by page. Each was verified before it was sealed;
   * here the seal is.
   *
   * @return how many
   */
  int signed(UUID batch, Consumer<List<Signed>> each) {
    int count = 0;
    List<StagedEntry> page = register.staged(batch, 0, PAGE);
    while (!page.isEmpty()) {
      RowThreads.Begun<Signed> reading = threads.each(page, this::read);
      List<StagedEntry> next = register.staged(batch, count + page.size(), PAGE);
      List<Signed> signed = reading.join();
      for (int i = 0; i < signed.size(); i++) {
        if (signed.get(i).entry().position() != count + i) {
          throw changed(count + i, "no signed row stands there");
        }
      }
      each.accept(signed);
      count += signed.size();
      page = next;
    }
    return count;
  }

  private Signed read(StagedEntry entry) {
    if (!entry.isSound()) {
      throw changed(entry.position(), "the staged row was altered");
    }
    try {
      CoseSign1 message = CoseSign1.parse(entry.cose());
      return new Signed(
          entry, codec.decode(message.payload()), message.kid(), Digest.sha256(message.bytes()));
    } catch (MalformedCose | MalformedRecord e) {
      throw changed(entry.position(), "the staged signature is not readable");
    }
  }

  private static Claims asReserved(Reserved reserved, Signed signed) {
    int i = signed.entry().position();
    CredentialRecord record = signed.record();
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
    return record.claims();
  }

  private static Encoded encoded(Claims claims) {
    return new Encoded(claims, ApprovedHash.encoded(claims));
  }

  private static void add(ApprovedHash hash, Encoded row) {
    try {
      hash.add(row.claims(), row.encoded());
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

  private static Refusal notApproved() {
    return new Refusal(
        IssuanceProblem.CONTENT_CHANGED, "the rows are not the ones that were approved");
  }

  static Refusal changed(int position, String what) {
    return new Refusal(
        IssuanceProblem.CONTENT_CHANGED, "row at position " + position + ": " + what);
  }

  /** The one key of a batch. */
  private static final class KeyHolder {
    private @Nullable KeyId key;

    void same(Signed signed) {
      if (key == null) {
        key = signed.key();
      } else if (!key.equals(signed.key())) {
        throw changed(signed.entry().position(), "the row is signed by another key");
      }
    }

    KeyId require() {
      if (key == null) {
        throw changed(0, "nothing is signed");
      }
      return key;
    }
  }
}
