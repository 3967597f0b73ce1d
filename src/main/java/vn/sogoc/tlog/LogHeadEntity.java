package vn.sogoc.tlog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A signed head; published once enough witnesses cosigned it. */
@Entity
@Table(name = "log_head")
class LogHeadEntity {
  @Id long size;

  @Column(updatable = false)
  byte[] root = {};

  /** As it was first published; what it says of the time is never replaced. */
  byte[] note = {};

  /** With the newest cosignatures of the same size. */
  byte @Nullable [] renewed;

  @Column(updatable = false)
  Instant signedAt = Instant.EPOCH;

  @Nullable Instant publishedAt;
  @Nullable Instant cosignedAt;
}
