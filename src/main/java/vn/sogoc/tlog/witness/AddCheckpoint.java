package vn.sogoc.tlog.witness;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import vn.sogoc.crypto.note.MalformedNote;
import vn.sogoc.crypto.note.SignedNote;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * The body of add-checkpoint: {@code old N}, up to 63 hashes in base64, an empty line, the note.
 *
 * @param old size from which the proof begins
 * @param proof consistency proof
 * @param note the head to cosign
 */
record AddCheckpoint(long old, List<Digest> proof, SignedNote note) {
  private static final Pattern OLD = Pattern.compile("old (0|[1-9][0-9]{0,17})");
  private static final int MOST_HASHES = 63;

  AddCheckpoint {
    proof = List.copyOf(proof);
  }

  static AddCheckpoint parse(Bytes body) throws MalformedNote {
    String whole = new String(body.toArray(), StandardCharsets.UTF_8);
    int split = whole.indexOf("\n\n");
    if (split < 0) {
      throw new MalformedNote("expected an empty line before the head");
    }
    String[] lines = whole.substring(0, split).split("\n", -1);
    var old = OLD.matcher(lines[0]);
    if (!old.matches() || lines.length - 1 > MOST_HASHES) {
      throw new MalformedNote("expected old N and at most " + MOST_HASHES + " hashes");
    }
    List<Digest> proof = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      proof.add(hash(lines[i]));
    }
    byte[] note = whole.substring(split + 2).getBytes(StandardCharsets.UTF_8);
    return new AddCheckpoint(Long.parseLong(old.group(1)), proof, SignedNote.parse(Bytes.of(note)));
  }

  private static Digest hash(String line) throws MalformedNote {
    try {
      byte[] raw = Base64.getDecoder().decode(line);
      if (raw.length == Digest.SIZE && Base64.getEncoder().encodeToString(raw).equals(line)) {
        return Digest.of(raw);
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new MalformedNote("expected a hash in base64");
  }

  Bytes encode() {
    StringBuilder body = new StringBuilder("old ").append(old).append('\n');
    proof.forEach(
        hash -> body.append(Base64.getEncoder().encodeToString(hash.toArray())).append('\n'));
    body.append('\n').append(new String(note.encode().toArray(), StandardCharsets.UTF_8));
    return Bytes.of(body.toString().getBytes(StandardCharsets.UTF_8));
  }
}
