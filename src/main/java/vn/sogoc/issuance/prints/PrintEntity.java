package vn.sogoc.issuance.prints;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.PublicId;

/** A row of {@code print_run}. Its id is the value of the public identifier. */
@Entity
@Table(name = "print_run")
class PrintEntity {
  static final String ID_KIND = "prn";

  /** Bytes that a document takes, before that is known. */
  static final long EXPECTED = 120_000;

  @Id UUID id = new UUID(0, 0);

  @Column(updatable = false)
  int institutionId;

  @Column(updatable = false)
  UUID batchId = new UUID(0, 0);

  @Column(updatable = false)
  String form = "";

  @Column(updatable = false)
  int part;

  @Column(updatable = false)
  int firstRow;

  @Column(updatable = false)
  int rowCount;

  @Column(updatable = false)
  UUID askedAccount = new UUID(0, 0);

  @Column(updatable = false)
  String askedName = "";

  @Column(updatable = false)
  Instant askedAt = Instant.EPOCH;

  /** How many events there were about its credentials when it was asked for. */
  @Column(updatable = false)
  long events;

  Instant expiresAt = Instant.EPOCH;
  @Nullable UUID jobId;
  int leftOut;
  byte @Nullable [] digest;
  @Nullable Long size;
  @Nullable Instant doneAt;

  /** Bytes that a file of so many documents takes, before that is known. */
  static long expected(int rows) {
    return rows * EXPECTED;
  }

  PublicId publicId() {
    return PublicId.of(ID_KIND, id);
  }

  PrintForm printForm() {
    return PrintForm.ofCode(form)
        .orElseThrow(() -> new IllegalStateException("no form of prints is called " + form));
  }
}
