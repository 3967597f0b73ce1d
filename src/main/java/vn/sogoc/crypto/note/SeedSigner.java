package vn.sogoc.crypto.note;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.MLDSASigner;
import vn.sogoc.kernel.Bytes;

/**
 * Signs with a key made from a seed of 32 bytes, which is the form of a private key that outlives
 * libraries: the PKCS#8 encoding of ML-DSA keys has changed between versions of the JDK.
 *
 * <p>All signatures are deterministic (RFC 8032; FIPS 204 section 3.4): who signs the same text at
 * the same time gives the same line.
 */
public final class SeedSigner implements NoteSigner {
  private static final int SEED = 32;

  private final NoteKey key;
  private final AsymmetricKeyParameter privateKey;

  private SeedSigner(NoteKey key, AsymmetricKeyParameter privateKey) {
    this.key = key;
    this.privateKey = privateKey;
  }

  /** Signs the text of any note, as a log does. */
  public static SeedSigner ed25519(String name, Bytes seed) {
    return ed25519(NoteKeyType.ED25519, name, seed);
  }

  /** Cosigns checkpoints, as a witness does. */
  public static SeedSigner cosignature(String name, Bytes seed) {
    return ed25519(NoteKeyType.COSIGNATURE_ED25519, name, seed);
  }

  /** Cosigns checkpoints with ML-DSA-44, as a log or a witness does. */
  public static SeedSigner mlDsa44(String name, Bytes seed) {
    MLDSAPrivateKeyParameters pair =
        new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_44, checked(seed));
    return new SeedSigner(
        keyOf(name, NoteKeyType.ML_DSA_44, pair.getPublicKeyParameters().getEncoded()), pair);
  }

  private static SeedSigner ed25519(NoteKeyType type, String name, Bytes seed) {
    Ed25519PrivateKeyParameters pair = new Ed25519PrivateKeyParameters(checked(seed));
    return new SeedSigner(keyOf(name, type, pair.generatePublicKey().getEncoded()), pair);
  }

  private static byte[] checked(Bytes seed) {
    if (seed.size() != SEED) {
      throw new IllegalArgumentException("a seed has " + SEED + " bytes, found " + seed.size());
    }
    return seed.toArray();
  }

  private static NoteKey keyOf(String name, NoteKeyType type, byte[] publicKey) {
    try {
      return NoteKey.of(name, type, Bytes.of(publicKey));
    } catch (MalformedNote e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  @Override
  public NoteKey key() {
    return key;
  }

  @Override
  public SignatureLine sign(String text, Instant time) {
    if (!text.endsWith("\n") || !Grammar.isPlain(text)) {
      throw new IllegalArgumentException(
          "the text of a note ends with a line feed and has no other control characters");
    }
    byte[] signature =
        switch (key.type()) {
          case ED25519 -> signature(text, 0);
          case COSIGNATURE_ED25519, ML_DSA_44 -> {
            long seconds = time.getEpochSecond();
            if (seconds <= 0) {
              throw new IllegalArgumentException("a cosignature is made after 1970, not " + time);
            }
            byte[] raw = signature(text, seconds);
            yield ByteBuffer.allocate(Long.BYTES + raw.length).putLong(seconds).put(raw).array();
          }
        };
    return new SignatureLine(key.name(), key.id(), Bytes.of(signature));
  }

  private byte[] signature(String text, long seconds) {
    try {
      byte[] message = SignedMessage.of(key.type(), key.name(), text, seconds);
      Signer signer =
          switch (key.type()) {
            case ED25519, COSIGNATURE_ED25519 -> new Ed25519Signer();
            case ML_DSA_44 -> new MLDSASigner();
          };
      signer.init(true, privateKey); // without a source of randomness: the deterministic variant
      signer.update(message, 0, message.length);
      return signer.generateSignature();
    } catch (MalformedNote e) {
      throw new IllegalArgumentException("an ML-DSA line signs checkpoints only", e);
    } catch (CryptoException e) {
      throw new IllegalStateException("a key made from a seed signs", e);
    }
  }
}
