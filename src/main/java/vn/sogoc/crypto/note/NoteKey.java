package vn.sogoc.crypto.note;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/** The public key of a log or a witness, written as a verifier key of C2SP signed-note. */
public final class NoteKey {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}");

  private final String name;
  private final NoteKeyType type;
  private final Bytes publicKey;
  private final int id;

  /**
   * What a signature says when it verifies.
   *
   * @param time when it was made, for cosignatures that tell it
   */
  public record Verified(Optional<Instant> time) {}

  private NoteKey(String name, NoteKeyType type, Bytes publicKey) {
    this.name = name;
    this.type = type;
    this.publicKey = publicKey;
    this.id =
        ByteBuffer.wrap(
                Digest.sha256(
                        Grammar.utf8(name + '\n'),
                        new byte[] {(byte) type.code()},
                        publicKey.toArray())
                    .toArray())
            .getInt();
  }

  /** A key from its parts. */
  static NoteKey of(String name, NoteKeyType type, Bytes publicKey) throws MalformedNote {
    if (!Grammar.isKeyName(name) || Grammar.utf8(name).length > Grammar.LONGEST_NAME) {
      throw new MalformedNote(
          "a key name of at most 255 bytes without spaces and plus signs, found "
              + Grammar.shown(name));
    }
    if (publicKey.size() != type.keySize()) {
      throw new MalformedNote(
          "a public key of " + type.keySize() + " bytes, found " + publicKey.size());
    }
    // a point of small order would verify signatures nobody made
    boolean sound =
        switch (type) {
          case ED25519, COSIGNATURE_ED25519 ->
              Ed25519.validatePublicKeyFull(publicKey.toArray(), 0);
          case ML_DSA_44 -> true; // every string of its length is a key
        };
    if (!sound) {
      throw new MalformedNote("a point of the group Ed25519 is in, found another");
    }
    return new NoteKey(name, type, publicKey);
  }

  /** Reads {@code name+id+key}. */
  public static NoteKey parse(String vkey) throws MalformedNote {
    String[] parts = vkey.split("\\+", 3); // base64 has plus signs of its own
    if (parts.length != 3) {
      throw new MalformedNote("name+id+key, found " + Grammar.shown(vkey));
    }
    if (!ID.matcher(parts[1]).matches()) {
      throw new MalformedNote(
          "a key id of 8 lower-case hexadecimal digits, found " + Grammar.shown(parts[1]));
    }
    Bytes content = Grammar.base64("a public key", parts[2]);
    int code = content.size() == 0 ? -1 : content.at(0);
    NoteKeyType type =
        NoteKeyType.ofCode(code)
            .orElseThrow(() -> new MalformedNote("a key of type 1, 4 or 6, found " + code));
    NoteKey key = of(parts[0], type, content.slice(1, content.size()));
    if (!key.hexId().equals(parts[1])) {
      throw new MalformedNote("the key id " + key.hexId() + ", found " + parts[1]);
    }
    return key;
  }

  /** The name in its signature lines; for a log the origin. */
  public String name() {
    return name;
  }

  /** SHA-256(name, line feed, type, key), the first 4 bytes, big-endian. */
  public int id() {
    return id;
  }

  /** How it signs. */
  public NoteKeyType type() {
    return type;
  }

  /** The key as a text. */
  public String vkey() {
    byte[] content =
        ByteBuffer.allocate(1 + publicKey.size())
            .put((byte) type.code())
            .put(publicKey.toArray())
            .array();
    return name + '+' + hexId() + '+' + Grammar.base64(Bytes.of(content));
  }

  /**
   * Whether this key signed the note. Every line of its name and id is tried, since anybody can add
   * one that is garbage; of several good ones the earliest counts.
   */
  public Optional<Verified> verify(SignedNote note) {
    return note.signatures().stream()
        .filter(this::isOf)
        .flatMap(line -> verify(note.text(), line.signature()).stream())
        .min(Comparator.comparing(v -> v.time().orElse(Instant.MIN)));
  }

  /**
   * Whether a line of this name and id is in the note that does not verify. Signed-note lets a
   * reader go on with the other lines, tlog-witness does not let a witness.
   */
  public boolean isForgedIn(SignedNote note) {
    return note.signatures().stream()
        .filter(this::isOf)
        .anyMatch(line -> verify(note.text(), line.signature()).isEmpty());
  }

  Bytes publicKey() {
    return publicKey;
  }

  private boolean isOf(SignatureLine line) {
    return line.keyId() == id && line.name().equals(name);
  }

  private Optional<Verified> verify(String text, Bytes signature) {
    // before any library sees it: what is longer or shorter is no signature
    if (signature.size() != type.signatureSize()) {
      return Optional.empty();
    }
    return switch (type) {
      case ED25519 ->
          isSigned(text, 0, signature)
              ? Optional.of(new Verified(Optional.empty()))
              : Optional.empty();
      case COSIGNATURE_ED25519, ML_DSA_44 -> {
        long seconds = ByteBuffer.wrap(signature.toArray()).getLong();
        // "MUST NOT exceed 2^63 - 1"; past the end of Instant is no time either
        if (seconds < 0
            || seconds > Instant.MAX.getEpochSecond()
            || !isSigned(text, seconds, signature.slice(Long.BYTES, signature.size()))) {
          yield Optional.empty();
        }
        // zero is how a cosigner says nothing about the time
        yield Optional.of(
            new Verified(
                seconds == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds))));
      }
    };
  }

  private boolean isSigned(String text, long seconds, Bytes signature) {
    byte[] message;
    try {
      message = SignedMessage.of(type, name, text, seconds);
    } catch (MalformedNote e) {
      return false; // an ML-DSA line signs checkpoints only
    }
    Signer verifier = verifier();
    verifier.update(message, 0, message.length);
    return verifier.verifySignature(signature.toArray());
  }

  private Signer verifier() {
    byte[] raw = publicKey.toArray();
    return switch (type) {
      case ED25519, COSIGNATURE_ED25519 ->
          initialised(new Ed25519Signer(), new Ed25519PublicKeyParameters(raw));
      case ML_DSA_44 ->
          initialised(
              new MLDSASigner(), new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_44, raw));
    };
  }

  private static Signer initialised(Signer verifier, CipherParameters key) {
    verifier.init(false, key);
    return verifier;
  }

  private String hexId() {
    return HexFormat.of().toHexDigits(id);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoteKey k
        && name.equals(k.name)
        && type == k.type
        && publicKey.equals(k.publicKey);
  }

  @Override
  public int hashCode() {
    return id;
  }

  /** Name, id and type; the key itself is long. */
  @Override
  public String toString() {
    return name + '+' + hexId() + " (" + type + ')';
  }
}
