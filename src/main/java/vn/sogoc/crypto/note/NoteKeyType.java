package vn.sogoc.crypto.note;

import java.util.Arrays;
import java.util.Optional;

/** The signature types of C2SP signed-note that are used here. */
public enum NoteKeyType {
  /** A plain signature over the text of any note. */
  ED25519(1, 32, 64),
  /** A cosignature of a checkpoint with a time. */
  COSIGNATURE_ED25519(4, 32, 8 + 64),
  /** A cosignature of a checkpoint with a time that outlives quantum computers (FIPS 204). */
  ML_DSA_44(6, 1312, 8 + 2420);

  private final int code;
  private final int keySize;
  private final int signatureSize;

  NoteKeyType(int code, int keySize, int signatureSize) {
    this.code = code;
    this.keySize = keySize;
    this.signatureSize = signatureSize;
  }

  /** The type byte in a verifier key. */
  public int code() {
    return code;
  }

  /** Bytes of a public key. */
  int keySize() {
    return keySize;
  }

  /** Bytes after the key id in a signature line. */
  int signatureSize() {
    return signatureSize;
  }

  static Optional<NoteKeyType> ofCode(int code) {
    return Arrays.stream(values()).filter(t -> t.code == code).findFirst();
  }
}
