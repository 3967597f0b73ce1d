package vn.sogoc.audit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.ApprovedHash;
import vn.sogoc.credential.AuthenticRecord;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.ProgrammeTally;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.institution.Accreditation;
import vn.sogoc.institution.CheckedStatement;
import vn.sogoc.institution.InstitutionKey;
import vn.sogoc.institution.InstitutionStatement;
import vn.sogoc.institution.KeyState;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * The register: each row from its own bytes to the log, by a key that was valid then, and each
 * batch whole, in its reserved numbers.
 */
final class RegisterCheck implements Check {
  private static final String TABLE = "register_entry";

  private @Nullable Batch open;

  @Override
  public void run(Evidence e) throws SQLException {
    RecordProof proof = new RecordProof(e);
    Ordered<RegisterRow, RecordProof.Proved> work =
        new Ordered<>(
            e.pool(),
            proof::prove,
            proved -> take(e, proved),
            (row, why) -> e.findings().unreadable(TABLE, row.id(), why));
    // not the batch's row of a row that was moved elsewhere, but the one it says itself
    String rows =
        """
        select e.*, b.claims as draft, b.person_id as draft_person from register_entry e
        left join batch_row b on b.batch_id = e.batch_id and b.position = e.batch_row
        """;
    Snapshot.Row put = row -> work.put(RegisterRow.read(row));
    if (e.isFull()) {
      e.store().each(rows + "order by e.batch_id, e.batch_row", put);
    } else {
      // and whole batches of what has no place in the log or a later one, whatever time it names
      e.store()
          .each(
              rows
                  + """
                  where e.recorded_at >= ? or e.batch_id in (
                    select r.batch_id from register_entry r
                    left join register_event v on v.entry_id = r.id and v.type = 'issued'
                    left join log_entry l on l.event_id = v.id
                    where l.idx is null or l.idx >= ?)
                  order by e.batch_id, e.batch_row
                  """,
              put,
              e.since(),
              e.log().first());
    }
    work.finish();
    close(e);
    for (Reservation held : e.reservations().values()) {
      if (e.isFull() && held.state().equals("used") && !e.batches().containsKey(held.batch())) {
        e.findings()
            .add(
                "number_reservation",
                held.batch(),
                "state",
                held.count() + " rows of the register",
                "none");
      }
    }
  }

  private void take(Evidence e, RecordProof.Proved proved) throws SQLException {
    RegisterRow row = proved.row();
    e.count(TABLE);
    if (open == null || !open.id.equals(row.batch())) {
      close(e);
      open = new Batch(row, e.reservations().get(row.batch()), e.rows().begin(row.batch()));
    }
    open.take(e, proved);
    if (proved.sound().isEmpty()) {
      return;
    }
    RecordProof.Sound sound = proved.sound().get();
    e.nonces().take(TABLE, row.id(), "cose", sound.nonce());
    long position = e.position(sound.entryDigest(), sound.entry());
    if (position < 0) {
      e.findings()
          .add(
              TABLE,
              row.id(),
              "recorded_at",
              "an entry of the log for this record at its time",
              "no entry");
      return;
    }
    open.firstPosition = Math.min(open.firstPosition, position);
    if (!e.log().claim(position, row.id())) {
      e.findings().add(TABLE, row.id(), "cose", "a record that stands once", "another row of it");
    }
    key(e, row, sound.record(), position);
  }

  /** What the statement said that was the newest in the log just before the entry. */
  private static void key(Evidence e, RegisterRow row, AuthenticRecord signed, long position) {
    CredentialRecord record = signed.record();
    KeyId id = signed.keyId();
    int institution = record.claims().institution();
    Optional<CheckedStatement> then = e.keys().at(institution, position);
    Optional<InstitutionKey> key = then.flatMap(s -> s.statement().key(id));
    Findings findings = e.findings();
    if (then.isEmpty() || key.isEmpty()) {
      findings.add(
          TABLE,
          row.id(),
          "key_id",
          "a key that a statement of institution " + institution + " named in the log before",
          "key " + id);
      return;
    }
    InstitutionStatement statement = then.get().statement();
    boolean isValid =
        key.get().state() == KeyState.ACTIVE
            && key.get().validAt(record.issuedAt())
            && key.get().validAt(row.recordedAt());
    findings.require(
        isValid,
        TABLE,
        row.id(),
        "key_id",
        "a key that was valid at issue and at entry",
        key.get().state().code() + " from " + key.get().from() + " to " + key.get().until());
    findings.require(
        !e.keys().rested(id, position, row.recordedAt()),
        TABLE,
        row.id(),
        "key_id",
        "a key that nobody had suspended",
        "key " + id + " while it rested");
    List<Accreditation> accredited = statement.accreditations();
    findings.require(
        accredited.stream()
            .anyMatch(a -> a.covers(record.claims().kind().code(), record.claims().issueDate())),
        TABLE,
        row.id(),
        "kind",
        "a kind that the institution might issue",
        record.claims().kind().code());
    @Nullable Reservation held = e.reservations().get(row.batch());
    if (held != null && row.position() >= 0) {
      findings.same(
          TABLE,
          row.id(),
          "serial_number",
          record
              .claims()
              .kind()
              .serialNumber(
                  statement.facts().serialPrefix(),
                  Math.max(1, held.firstSerial() + row.position())),
          record.serialNumber());
    }
  }

  private void close(Evidence e) {
    if (open != null) {
      e.batches().put(open.id, open.close(e));
      open = null;
    }
  }

  /** The rows of one batch as they come. */
  private static final class Batch {
    private final UUID id;
    private final RegisterRow first;
    private final @Nullable Reservation held;
    private final MessageDigest persons = Digest.newSha256();
    private @Nullable ApprovedHash approved;
    private int policyVersion;
    private final ByteArrayOutputStream ids = new ByteArrayOutputStream();
    private final DigestColumn digests = new DigestColumn();
    private Instant iat = Instant.MIN;
    private final ProgrammeTally programmes = new ProgrammeTally();
    private boolean isWhole = true;
    private int count;
    private long firstPosition = Long.MAX_VALUE;
    private final Optional<SignedRows.Computing> tree;

    Batch(RegisterRow first, @Nullable Reservation held, Optional<SignedRows.Computing> tree) {
      this.held = held;
      this.tree = tree;
      this.id = first.batch();
      this.first = first;
    }

    void take(Evidence e, RecordProof.Proved proved) {
      RegisterRow row = proved.row();
      e.findings().same(TABLE, row.id(), "batch_row", count, row.position());
      persons.update(
          ((count == 0 ? "[" : ", ") + row.person()).getBytes(StandardCharsets.US_ASCII));
      count++;
      e.findings().same(TABLE, row.id(), "recorded_at", first.recordedAt(), row.recordedAt());
      digests.put(row.position(), proved.digest());
      if (proved.sound().isEmpty()) {
        isWhole = false;
        return;
      }
      CredentialRecord record = proved.sound().get().record().record();
      approve(record.claims(), proved.sound().get().claims());
      tree.ifPresent(rows -> proved.sound().get().leaf().ifPresent(rows::add));
      programmes.add(record.claims());
      ids.writeBytes(record.id().value().toArray());
      if (iat.equals(Instant.MIN)) {
        iat = record.issuedAt();
      }
      e.findings()
          .require(
              iat.equals(record.issuedAt()),
              TABLE,
              row.id(),
              "cose",
              "the time of issue of its batch",
              "another time");
    }

    IssuedBatch close(Evidence e) {
      tree.ifPresent(rows -> e.rows().end(id, rows));
      persons.update("]".getBytes(StandardCharsets.US_ASCII));
      if (held != null) {
        e.findings().same("number_reservation", id, "count", count, held.count());
        e.findings().same("number_reservation", id, "state", "used", held.state());
        e.findings()
            .same(
                "number_reservation",
                id,
                "institution_id,kind,year",
                first.institution() + "/" + first.kind() + "/" + first.year(),
                held.institution() + "/" + held.kind() + "/" + held.year());
      }
      return new IssuedBatch(
          first.institution(),
          first.kind(),
          count,
          policyVersion,
          iat,
          first.recordedAt(),
          approved(),
          Bytes.of(ids.toByteArray()),
          digests,
          firstPosition,
          programmes.toString(),
          Digest.of(persons.digest()));
    }

    /**
     * Takes the next row of what was approved; how many there are is what numbers were held for.
     */
    private void approve(Claims claims, Bytes encoded) {
      try {
        if (approved == null) {
          policyVersion = claims.catalogueVersion();
          approved = begin(claims, held == null ? 0 : held.count());
        }
        approved.add(claims, encoded);
      } catch (IllegalArgumentException e) {
        isWhole = false; // rows of different decisions, or more of them, are no batch
      }
    }

    private Optional<Digest> approved() {
      try {
        return isWhole && approved != null ? Optional.of(approved.digest()) : Optional.empty();
      } catch (IllegalArgumentException e) {
        return Optional.empty(); // fewer rows than numbers
      }
    }
  }

  /** The approved hash of rows that nobody signed yet. */
  static Optional<Digest> approved(List<Claims> claims) {
    try {
      ApprovedHash hash = begin(claims.getFirst(), claims.size());
      claims.forEach(hash::add);
      return Optional.of(hash.digest());
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // rows of different decisions are no batch
    }
  }

  private static ApprovedHash begin(Claims one, int count) {
    return new ApprovedHash(
        one.catalogueVersion(),
        one.institution(),
        one.kind(),
        one.regime(),
        one.decisionNumber(),
        one.decisionDate(),
        one.issueDate(),
        count);
  }
}
