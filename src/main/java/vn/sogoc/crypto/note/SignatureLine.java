package vn.sogoc.crypto.note;

import java.nio.ByteBuffer;
import vn.sogoc.kernel.Bytes;

/**
 * One signature line of a note: who, by which key, and the signature. Nothing is verified yet.
 *
 * @param name the key's name
 * @param keyId first 4 bytes of the hash of the key, big-endian
 * @param signature what follows the id; for cosignatures it begins with a time
 */
public record SignatureLine(String name, int keyId, Bytes signature) {
  private static final String DASH = "\u2014 ";
  private static final int ID = Integer.BYTES;

  public SignatureLine {
    if (!Grammar.isKeyName(name)) {
      throw new IllegalArgumentException("no name of a key: " + Grammar.shown(name));
    }
    if (signature.size() == 0) {
      throw new IllegalArgumentException("a signature has at least one byte");
    }
  }

  /** Reads one line, given without its line feed. */
  public static SignatureLine parse(String line) throws MalformedNote {
    if (!line.startsWith(DASH)) {
      throw new MalformedNote(
          "a signature line beginning with an em dash and a space, found " + Grammar.shown(line));
    }
    int space = line.indexOf(' ', DASH.length());
    if (space < 0) {
      throw new MalformedNote("a key name, a space and base64, found " + Grammar.shown(line));
    }
    String name = line.substring(DASH.length(), space);
    if (!Grammar.isKeyName(name)) {
      throw new MalformedNote(
          "a key name without spaces and plus signs, found " + Grammar.shown(name));
    }
    Bytes content = Grammar.base64("a signature", line.substring(space + 1));
    if (content.size() <= ID) {
      throw new MalformedNote(
          "a key id of 4 bytes and a signature, found " + content.size() + " bytes");
    }
    return new SignatureLine(
        name, ByteBuffer.wrap(content.toArray()).getInt(), content.slice(ID, content.size()));
  }

  /** The line without its line feed. */
  public String line() {
    ByteBuffer content = ByteBuffer.allocate(ID + signature.size());
    content.putInt(keyId).put(signature.toArray());
    return DASH + name + ' ' + Grammar.base64(Bytes.of(content.array()));
  }

  boolean isSameKey(SignatureLine other) {
    return name.equals(other.name) && keyId == other.keyId;
  }
}
