package vn.sogoc.issuance.prints;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.document.Printing;
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

  /** Which printer it was asked for; null where none was named, or whole pages are printed. */
  @Column(updatable = false)
  @Nullable String printer;

  /**
   * Tenths of a millimetre, as the printer was kept when it was asked for: a run that goes on, or
   * somebody who keeps the printer anew meanwhile, changes nothing. Null where whole pages are
   * printed, like the next two.
   */
  @Column(updatable = false)
  @Nullable Integer moveRight;

  @Column(updatable = false)
  @Nullable Integer moveDown;

  @Column(updatable = false)
  @Nullable Integer stretch;

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

  /** How it is put onto blanks; null where whole pages are printed. */
  @Nullable Printing onto() {
    return moveRight == null || moveDown == null || stretch == null
        ? null
        : new Printing(moveRight, moveDown, stretch);
  }

  PrintForm printForm() {
    return PrintForm.ofCode(form)
        .orElseThrow(() -> new IllegalStateException("no form of prints is called " + form));
  }
}
