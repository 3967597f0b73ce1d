package vn.sogoc.crypto.cose;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * The Sig_structure of RFC 9052 section 4.4 for one signer: ["Signature1", protected, external_aad,
 * payload]. Written head by head and hashed as parts, so that the payload is not copied again.
 */
final class SigStructure {
  /** Array of four, and the context as a text of ten characters. */
  private static final byte[] CONTEXT =
      HexFormat.of()
          .parseHex(
              "846a" + HexFormat.of().formatHex("Signature1".getBytes(StandardCharsets.US_ASCII)));

  /** Array of five, the context as a text of nine characters, and an empty body header. */
  private static final byte[] OF_SEVERAL =
      HexFormat.of()
          .parseHex(
              "8569"
                  + HexFormat.of().formatHex("Signature".getBytes(StandardCharsets.US_ASCII))
                  + "40");

  private SigStructure() {}

  /** That of one of several signers: ["Signature", h'', sign_protected, external_aad, payload]. */
  static Digest ofSeveral(Bytes signProtected, String externalAad, Bytes payload) {
    byte[] aad = externalAad.getBytes(StandardCharsets.UTF_8);
    return Digest.sha256(
        OF_SEVERAL,
        head(signProtected.size()),
        signProtected.toArray(),
        head(aad.length),
        aad,
        head(payload.size()),
        payload.toArray());
  }

  static Digest digest(Bytes protectedHeader, String externalAad, Bytes payload) {
    return digest(protectedHeader, externalAad.getBytes(StandardCharsets.UTF_8), payload);
  }

  static Digest digest(Bytes protectedHeader, byte[] aad, Bytes payload) {
    return Digest.sha256(
        CONTEXT,
        head(protectedHeader.size()),
        protectedHeader.toArray(),
        head(aad.length),
        aad,
        head(payload.size()),
        payload.toArray());
  }

  /** The shortest head of a byte string (RFC 8949 section 4.2.1). */
  private static byte[] head(int length) {
    ByteArrayOutputStream head = new ByteArrayOutputStream(5);
    if (length < 24) {
      head.write(0x40 | length);
    } else if (length <= 0xff) {
      head.write(0x58);
      head.write(length);
    } else if (length <= 0xffff) {
      head.write(0x59);
      head.write(length >>> 8);
      head.write(length);
    } else {
      head.write(0x5a);
      head.write(length >>> 24);
      head.write(length >>> 16);
      head.write(length >>> 8);
      head.write(length);
    }
    return head.toByteArray();
  }
}
