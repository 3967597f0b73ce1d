package vn.sogoc.crypto.note;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * What a log sends to a witness (C2SP tlog-witness, add-checkpoint): from where the witness knows
 * the tree, the proof that it only grew, and the new checkpoint. The checkpoint stays bytes here:
 * whether the witness knows its origin comes before whether it can be read.
 *
 * @param oldSize leaves of the tree the witness last cosigned
 * @param proof from that tree to the new one
 * @param note the new checkpoint with the log's signatures
 */
public record AddCheckpoint(long oldSize, List<Digest> proof, Bytes note) {
  private static final String OLD = "old ";

  public AddCheckpoint {
    if (oldSize < 0 || proof.size() > Grammar.MOST_HASHES || note.size() == 0) {
      throw new IllegalArgumentException("no request to a witness");
    }
    proof = List.copyOf(proof);
  }

  /** Reads the body of a request. */
  public static AddCheckpoint parse(Bytes body) throws MalformedNote {
    int blank = blankLine(body);
    // the size, the hashes, and one that is too many
    String[] lines = Grammar.utf8(body.slice(0, blank)).split("\n", 1 + Grammar.MOST_HASHES + 1);
    if (!lines[0].startsWith(OLD)) {
      throw new MalformedNote("a line beginning with old, found " + Grammar.shown(lines[0]));
    }
    long oldSize = Grammar.decimal("the old size", lines[0].substring(OLD.length()));
    if (lines.length > 1 + Grammar.MOST_HASHES) {
      throw new MalformedNote("at most " + Grammar.MOST_HASHES + " hashes, found more");
    }
    List<Digest> proof = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      proof.add(Grammar.hash("a hash of the proof", lines[i]));
    }
    Bytes note = body.slice(blank + 2, body.size());
    if (note.size() == 0) {
      throw new MalformedNote("a checkpoint after the empty line, found nothing");
    }
    return new AddCheckpoint(oldSize, proof, note);
  }

  /** The body of the request. */
  public Bytes encode() {
    StringBuilder head = new StringBuilder(OLD).append(oldSize).append('\n');
    for (Digest each : proof) {
      head.append(Grammar.base64(each.bytes())).append('\n');
    }
    return Grammar.joined(head.append('\n').toString(), note);
  }

  /** First line of the note, as far as it is text. */
  public String origin() {
    byte[] content = note.toArray();
    int end = 0;
    while (end < content.length && content[end] != '\n') {
      end++;
    }
    return new String(content, 0, end, StandardCharsets.UTF_8);
  }

  /** Where the first two line feeds in a row are. */
  private static int blankLine(Bytes body) throws MalformedNote {
    for (int i = 0; i + 1 < body.size(); i++) {
      if (body.at(i) == '\n' && body.at(i + 1) == '\n') {
        return i;
      }
    }
    throw new MalformedNote("an empty line before the checkpoint, found none");
  }
}
