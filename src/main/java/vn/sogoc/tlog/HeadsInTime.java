package vn.sogoc.tlog;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.sogoc.crypto.merkle.ConsistencyProof;
import vn.sogoc.crypto.merkle.InvalidProof;
import vn.sogoc.crypto.merkle.TreeProofs;
import vn.sogoc.crypto.note.CosignedHead;
import vn.sogoc.crypto.note.MalformedNote;
import vn.sogoc.crypto.note.SignedNote;
import vn.sogoc.kernel.Bytes;

/**
 * By when the log was how large, on the word of its witnesses. An entry's own time is what the
 * registry says; that an entry was there by a time is shown only by a head over it that enough
 * witnesses had cosigned by then. Rows that were altered or taken out make the answer smaller,
 * never larger.
 */
@ApplicationScoped
class HeadsInTime {
  private final LogHeads heads;
  private final LogTiles tiles;
  private final LogKeys keys;

  HeadsInTime(LogHeads heads, LogTiles tiles, LogKeys keys) {
    this.heads = heads;
    this.tiles = tiles;
    this.keys = keys;
  }

  /**
   * The size of the largest head whose counted cosignatures were all made before a time; heads of a
   * log get larger in the order of their times, so half of them is left out at each step. Witnesses
   * tell whole seconds, cut off, so one that names the second of the time may have come after it.
   *
   * @param now a head this node computed itself: what counts must be a beginning of its tree
   * @return 0 where no stored head shows anything
   */
  long sizeBy(Instant time, CosignedHead now) {
    long least = 0;
    long most = now.checkpoint().size();
    while (least < most) {
      long middle = least + (most - least + 1) / 2;
      Bytes note = heads.firstOfAtMost(middle).orElse(null);
      if (note == null) {
        least = middle; // nothing was published up to here
        continue;
      }
      Optional<CosignedHead> head = cosigned(note);
      if (head.filter(h -> h.latest().isBefore(time)).isPresent()) {
        least = middle;
      } else {
        // of a damaged row it is not known how far it reaches: what is not shown does not count
        most = Math.min(middle, head.map(h -> h.checkpoint().size()).orElse(middle)) - 1;
      }
    }
    return heads
        .firstOfAtMost(least)
        .flatMap(this::cosigned)
        .filter(h -> h.latest().isBefore(time) && isBeginning(h, now))
        .map(h -> h.checkpoint().size())
        .orElse(0L);
  }

  private Optional<CosignedHead> cosigned(Bytes note) {
    try {
      return keys.policy()
          .accept(SignedNote.parse(note))
          .filter(head -> head.checkpoint().origin().equals(keys.origin()));
    } catch (MalformedNote e) {
      return Optional.empty();
    }
  }

  private boolean isBeginning(CosignedHead head, CosignedHead now) {
    long size = head.checkpoint().size();
    long whole = now.checkpoint().size();
    try {
      ConsistencyProof.verify(
          size,
          whole,
          head.checkpoint().root(),
          now.checkpoint().root(),
          size == whole ? List.of() : new TreeProofs(tiles, whole).consistency(size));
      return true;
    } catch (InvalidProof | LogHalted e) {
      tiles.forget();
      return false;
    }
  }
}
