package vn.sogoc.crypto.note;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/** The files of src/test/resources/tlog, and keys and notes made of them. */
final class NoteVectors {
  static final JsonNode LAB = read("lab-70000.json");
  static final String LAB_ORIGIN = "log.example.org/diplomas/2026";
  static final String LAB_WITNESS = "witness.example.net/w1";

  private NoteVectors() {}

  static JsonNode read(String name) {
    String path = "/tlog/" + name;
    try (InputStream in = NoteVectors.class.getResourceAsStream(path)) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in, path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  static Bytes seed(String words) {
    return Digest.sha256(bytes(words)).bytes();
  }

  static SeedSigner labLog() {
    return SeedSigner.ed25519(LAB_ORIGIN, seed("lab log key"));
  }

  static SeedSigner labWitness() {
    return SeedSigner.cosignature(LAB_WITNESS, seed("lab witness key"));
  }

  static SeedSigner labMlDsa() {
    return SeedSigner.mlDsa44(LAB_ORIGIN, Bytes.ofHex(LAB.get("mldsa44").get("seedHex").asText()));
  }

  /** The lab's checkpoint with all three lines. */
  static SignedNote labNote() throws MalformedNote {
    return SignedNote.parse(bytes(LAB.get("checkpoint").asText()))
        .with(SignatureLine.parse(LAB.get("mldsa44").get("line").asText()));
  }

  static WitnessPolicy labPolicy() throws MalformedNote {
    return WitnessPolicy.parse(
        "log "
            + labLog().key().vkey()
            + "\n"
            + "log "
            + labMlDsa().key().vkey()
            + "\n"
            + "witness w1 "
            + labWitness().key().vkey()
            + "\n"
            + "quorum w1\n");
  }

  /** The checkpoints of Tessera's log. */
  static List<SignedNote> tessera() throws MalformedNote {
    List<SignedNote> notes = new ArrayList<>();
    JsonNode files = read("tessera-testlog-15.json").get("filesBase64");
    for (var file : files.properties()) {
      if (file.getKey().startsWith("checkpoint")) {
        notes.add(SignedNote.parse(Bytes.of(Base64.getDecoder().decode(file.getValue().asText()))));
      }
    }
    return notes;
  }
}
