package vn.sogoc.crypto.note;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * What shows offline that an entry is in a log: its place, the path to the root and the signed root
 * (C2SP tlog-proof). Nothing is verified yet: the policy judges the checkpoint, and the path must
 * lead from the leaf to its root at this index and the checkpoint's size.
 *
 * @param extra for the application, covered by no signature
 * @param index 0-based place of the entry
 * @param path from the leaf upwards
 * @param checkpoint with its cosignatures
 */
public record TlogProof(
    Optional<Bytes> extra, long index, List<Digest> path, SignedNote checkpoint) {
  private static final String HEADER = "c2sp.org/tlog-proof@v1";
  private static final String EXTRA = "extra ";
  private static final String INDEX = "index ";
  private static final int LARGEST = 1_100_000; // the largest note and 63 hashes

  public TlogProof {
    if (index < 0) {
      throw new IllegalArgumentException("no entry has the index " + index);
    }
    if (path.size() > Grammar.MOST_HASHES) {
      throw new IllegalArgumentException("a path has at most " + Grammar.MOST_HASHES + " hashes");
    }
    path = List.copyOf(path);
  }

  /** Reads the one form of a proof. */
  public static TlogProof parse(Bytes content) throws MalformedNote {
    if (content.size() > LARGEST) {
      throw new MalformedNote("at most " + LARGEST + " bytes, found " + content.size());
    }
    String all = Grammar.utf8(content);
    int blank = all.indexOf("\n\n");
    if (blank < 0) {
      throw new MalformedNote("an empty line before the checkpoint, found none");
    }
    // header, extra, index, hashes, and one that is too many
    String[] lines = all.substring(0, blank).split("\n", 3 + Grammar.MOST_HASHES + 1);
    if (!lines[0].equals(HEADER)) {
      throw new MalformedNote(HEADER + ", found " + Grammar.shown(lines[0]));
    }
    int next = 1;
    Optional<Bytes> extra = Optional.empty();
    if (next < lines.length && lines[next].startsWith(EXTRA)) {
      extra = Optional.of(Grammar.base64("extra data", lines[next].substring(EXTRA.length())));
      next++;
    }
    if (next == lines.length || !lines[next].startsWith(INDEX)) {
      throw new MalformedNote(
          "a line beginning with index, found "
              + Grammar.shown(next == lines.length ? "" : lines[next]));
    }
    long index = Grammar.decimal("the index", lines[next].substring(INDEX.length()));
    next++;
    if (lines.length - next > Grammar.MOST_HASHES) {
      throw new MalformedNote("at most " + Grammar.MOST_HASHES + " hashes, found more");
    }
    List<Digest> path = new ArrayList<>();
    for (; next < lines.length; next++) {
      path.add(Grammar.hash("a hash of the path", lines[next]));
    }
    Bytes note = Bytes.of(Grammar.utf8(all.substring(blank + 2)));
    return new TlogProof(extra, index, path, SignedNote.parse(note));
  }

  /** The proof in its bytes. */
  public Bytes encode() {
    StringBuilder all = new StringBuilder(HEADER).append('\n');
    extra.ifPresent(e -> all.append(EXTRA).append(Grammar.base64(e)).append('\n'));
    all.append(INDEX).append(index).append('\n');
    for (Digest each : path) {
      all.append(Grammar.base64(each.bytes())).append('\n');
    }
    return Grammar.joined(all.append('\n').toString(), checkpoint.encode());
  }
}
