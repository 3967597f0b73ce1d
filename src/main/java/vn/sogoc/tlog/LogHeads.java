package vn.sogoc.tlog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import vn.sogoc.crypto.note.SignedNote;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/** Keeps heads. One size has one root for ever; what is published stays published. */
@ApplicationScoped
class LogHeads {
  /**
   * A stored head; nothing of it is believed before its signatures are checked.
   *
   * @param note with its newest cosignatures
   * @param cosignedAt when enough witnesses last cosigned it, empty before it was published
   */
  record Stored(
      long size, Digest root, Bytes note, Instant signedAt, Optional<Instant> cosignedAt) {
    private static Stored of(LogHeadEntity e) {
      return new Stored(
          e.size,
          Digest.of(e.root),
          Bytes.of(e.renewed == null ? e.note : e.renewed),
          e.signedAt,
          Optional.ofNullable(e.cosignedAt));
    }
  }

  private final LogHeadRepository heads;
  private final LogSteps steps;

  LogHeads(LogHeadRepository heads, LogSteps steps) {
    this.heads = heads;
    this.steps = steps;
  }

  /** The largest published head. */
  @Transactional
  Optional<Stored> published() {
    return heads.published().map(Stored::of);
  }

  /** The largest signed head. */
  @Transactional
  Optional<Stored> newest() {
    return heads.newest().map(Stored::of);
  }

  /** The head of a size, where it was signed. */
  @Transactional
  Optional<Stored> of(long size) {
    return heads.findByIdOptional(size).map(Stored::of);
  }

  /**
   * Keeps a head that was just signed, or gives back the one that was there first: its time, and so
   * its ML-DSA line, is fixed with the first.
   *
   * @throws LogHalted where the same size was signed with another root
   */
  @Transactional(TxType.REQUIRES_NEW)
  Stored keep(long size, Digest root, SignedNote note, Instant now) {
    Optional<LogHeadEntity> there = heads.findByIdOptional(size);
    if (there.isPresent()) {
      if (!Arrays.equals(there.get().root, root.toArray())) {
        throw new LogHalted("size " + size + " was signed with another root before");
      }
      return Stored.of(there.get());
    }
    LogHeadEntity head = new LogHeadEntity();
    head.size = size;
    head.root = root.toArray();
    head.note = note.encode().toArray();
    head.signedAt = now;
    heads.persistAndFlush(head);
    return Stored.of(head);
  }

  /**
   * The largest published head of at most a size, with the cosignatures it was first published
   * with.
   */
  @Transactional
  Optional<Bytes> firstOfAtMost(long size) {
    return heads.publishedOfAtMost(size).map(e -> Bytes.of(e.note));
  }

  /** Publishes a head with the cosignatures that make it good, or renews them. */
  @Transactional(TxType.REQUIRES_NEW)
  void publish(long size, SignedNote cosigned, Instant now) {
    LogHeadEntity head = heads.findById(size);
    head.cosignedAt = now;
    if (head.publishedAt == null) {
      head.note = cosigned.encode().toArray();
      head.publishedAt = now;
    } else {
      head.renewed = cosigned.encode().toArray();
    }
    steps.reached(LogSteps.Point.INSIDE_PUBLISH);
  }
}
