package vn.sogoc.crypto.note;

import java.util.ArrayList;
import java.util.List;
import vn.sogoc.kernel.Bytes;

/**
 * A text and its signature lines (C2SP signed-note). The text means nothing until a key that is
 * trusted has verified it: {@link NoteKey#verify}.
 *
 * @param text ends with a line feed, which is signed too
 * @param signatures in the order of the note; none only while a note is being made
 */
public record SignedNote(String text, List<SignatureLine> signatures) {
  private static final int LARGEST = 1_000_000;
  private static final int MOST_SIGNATURES = 100;

  public SignedNote {
    if (!text.endsWith("\n") || !Grammar.isPlain(text)) {
      throw new IllegalArgumentException(
          "the text of a note ends with a line feed and has no other control characters");
    }
    if (signatures.size() > MOST_SIGNATURES) {
      throw new IllegalArgumentException("a note has at most " + MOST_SIGNATURES + " signatures");
    }
    signatures = List.copyOf(signatures);
  }

  /** Reads the one form of a note, whoever signed it. */
  public static SignedNote parse(Bytes content) throws MalformedNote {
    if (content.size() > LARGEST) {
      throw new MalformedNote("at most " + LARGEST + " bytes, found " + content.size());
    }
    String all = Grammar.utf8(content);
    if (!Grammar.isPlain(all)) {
      throw new MalformedNote("no control characters but the line feed, found one");
    }
    if (!all.endsWith("\n")) {
      throw new MalformedNote("a line feed at the end, found another character");
    }
    // the text may have empty lines: the last one separates
    int blank = all.lastIndexOf("\n\n");
    if (blank < 0) {
      throw new MalformedNote("an empty line before the signatures, found none");
    }
    String lines = all.substring(blank + 2);
    if (lines.isEmpty()) {
      throw new MalformedNote("at least one signature line, found none");
    }
    List<SignatureLine> signatures = new ArrayList<>();
    // a note of line feeds only must not become a million strings: the limit stops the split
    for (String line : lines.substring(0, lines.length() - 1).split("\n", MOST_SIGNATURES + 1)) {
      if (signatures.size() == MOST_SIGNATURES) {
        throw new MalformedNote("at most " + MOST_SIGNATURES + " signature lines, found more");
      }
      signatures.add(SignatureLine.parse(line));
    }
    return new SignedNote(all.substring(0, blank + 1), signatures);
  }

  /** The note in its bytes. */
  public Bytes encode() {
    if (signatures.isEmpty()) {
      throw new IllegalStateException("a note has at least one signature");
    }
    StringBuilder all = new StringBuilder(text).append('\n');
    for (SignatureLine each : signatures) {
      all.append(each.line()).append('\n');
    }
    return Bytes.of(Grammar.utf8(all.toString()));
  }

  /** This note with one more line; it takes the place of lines of the same name and key id. */
  public SignedNote with(SignatureLine line) {
    List<SignatureLine> lines = new ArrayList<>(signatures);
    lines.removeIf(line::isSameKey);
    lines.add(line);
    return new SignedNote(text, lines);
  }
}
