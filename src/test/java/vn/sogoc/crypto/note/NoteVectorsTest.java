package vn.sogoc.crypto.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.sogoc.crypto.note.NoteVectors.LAB;
import static vn.sogoc.crypto.note.NoteVectors.bytes;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.sogoc.crypto.merkle.MerkleTree;
import vn.sogoc.kernel.Bytes;

class NoteVectorsTest {
  private static final JsonNode NOTES = NoteVectors.read("signed-notes.json");
  private static final JsonNode CASES = NoteVectors.read("parser-cases.json");

  @Test
  void example_of_the_specification_verifies() throws Exception {
    NoteKey key = NoteKey.parse(NOTES.get(0).get("vkey").asText());
    Bytes content = bytes(NOTES.get(0).get("note").asText());
    SignedNote note = SignedNote.parse(content);

    assertThat(key.verify(note)).contains(new NoteKey.Verified(Optional.empty()));
    assertThat(note.text()).isEqualTo("This is an example message.\n");
    assertThat(note.encode()).isEqualTo(content);
    assertThat(key.vkey()).isEqualTo(NOTES.get(0).get("vkey").asText());
  }

  @Test
  void key_of_go_is_that_of_its_seed() throws Exception {
    NoteKey key = NoteKey.parse(NOTES.get(1).get("vkeyOnly").asText());
    byte[] secret =
        Base64.getDecoder().decode(NOTES.get(1).get("skey").asText().split("\\+", 5)[4]);
    SeedSigner signer =
        SeedSigner.ed25519("PeterNeumann", Bytes.of(secret).slice(1, secret.length));

    assertThat(signer.key()).isEqualTo(key).hasSameHashCodeAs(key);
    assertThat(signer.key().id()).isEqualTo(0xc74f20a3);
  }

  /** ECDSA keys are not in use here; a note with such a line is a note all the same. */
  @Test
  void type_2_is_not_read_and_a_wrong_key_id_neither() throws Exception {
    SignedNote note = SignedNote.parse(bytes(NOTES.get(2).get("note").asText()));
    assertThat(Checkpoint.parse(note.text()).size()).isEqualTo(798034);
    assertThatThrownBy(() -> NoteKey.parse(NOTES.get(2).get("vkey").asText()))
        .isInstanceOf(MalformedNote.class)
        .hasMessageContaining("found 2");
    assertThatThrownBy(() -> NoteKey.parse(NOTES.get(3).get("badKeyHash").asText()))
        .isInstanceOf(MalformedNote.class);
    String vkey = NOTES.get(0).get("vkey").asText();
    assertThatThrownBy(() -> NoteKey.parse(vkey.replace("+530d903a+", "+530d903b+")))
        .isInstanceOf(MalformedNote.class)
        .hasMessage("the key id 530d903a, found 530d903b");
  }

  @Test
  void cosignature_begins_with_its_time() throws Exception {
    JsonNode vector = NOTES.get(3);
    NoteKey key = NoteKey.parse(vector.get("ed25519Cosig").asText());
    assertThat(key.type()).isEqualTo(NoteKeyType.COSIGNATURE_ED25519);

    JsonNode time = vector.get("cosigTimestamp");
    SignatureLine line = SignatureLine.parse("\u2014 a " + time.get("base64").asText());
    assertThat(Long.parseLong(line.signature().slice(0, 8).hex(), 16))
        .isEqualTo(time.get("unixSeconds").asLong());
  }

  @Test
  void checkpoints_of_tessera_verify() throws Exception {
    NoteKey key = NoteKey.parse(NoteVectors.read("tessera-testlog-15.json").get("vkey").asText());
    List<SignedNote> notes = NoteVectors.tessera();
    assertThat(notes).hasSize(17).allMatch(note -> key.verify(note).isPresent());
    for (SignedNote note : notes) {
      Checkpoint checkpoint = Checkpoint.parse(note.text());
      assertThat(checkpoint.text()).isEqualTo(note.text());
      assertThat(checkpoint.origin()).isEqualTo(key.name());
    }
  }

  @Test
  void lab_checkpoints_verify_and_their_seeds_sign_them_again() throws Exception {
    NoteKey log = NoteKey.parse(LAB.get("vkeys").get(0).asText());
    NoteKey witness = NoteKey.parse(LAB.get("vkeys").get(1).asText());
    assertThat(NoteVectors.labLog().key()).isEqualTo(log);
    assertThat(NoteVectors.labWitness().key()).isEqualTo(witness);

    for (String which : List.of("checkpoint", "oldCheckpoint")) {
      SignedNote note = SignedNote.parse(bytes(LAB.get(which).asText()));
      assertThat(log.verify(note)).contains(new NoteKey.Verified(Optional.empty()));
      Instant time = witness.verify(note).orElseThrow().time().orElseThrow();
      assertThat(note.signatures())
          .containsExactly(
              NoteVectors.labLog().sign(note.text(), time),
              NoteVectors.labWitness().sign(note.text(), time));
    }
    assertThat(witness.verify(SignedNote.parse(bytes(LAB.get("checkpoint").asText()))))
        .contains(new NoteKey.Verified(Optional.of(Instant.parse("2025-11-25T11:28:20Z"))));
  }

  @Test
  void lab_ml_dsa_line_verifies_and_its_seed_signs_it_again() throws Exception {
    JsonNode vector = LAB.get("mldsa44");
    SignedNote note = NoteVectors.labNote();
    SeedSigner signer = NoteVectors.labMlDsa();
    Instant time = Instant.ofEpochSecond(0x692481c8L);

    assertThat(signer.key().publicKey().hex()).isEqualTo(vector.get("publicKeyHex").asText());
    assertThat(signer.key().id())
        .isEqualTo(Integer.parseUnsignedInt(vector.get("keyId").asText(), 16));
    assertThat(NoteKey.parse(signer.key().vkey())).isEqualTo(signer.key());
    assertThat(
            Bytes.of(
                    SignedMessage.of(
                        NoteKeyType.ML_DSA_44,
                        signer.key().name(),
                        note.text(),
                        time.getEpochSecond()))
                .hex())
        .isEqualTo(vector.get("messageHex").asText());
    assertThat(signer.key().verify(note)).contains(new NoteKey.Verified(Optional.of(time)));
    assertThat(signer.sign(note.text(), time).line()).isEqualTo(vector.get("line").asText());
  }

  @Test
  void lab_proofs_lead_from_their_entries_to_an_accepted_head() throws Exception {
    WitnessPolicy policy =
        WitnessPolicy.parse(
            "log "
                + LAB.get("vkeys").get(0).asText()
                + "\n"
                + "witness w1 "
                + LAB.get("vkeys").get(1).asText()
                + "\n"
                + "quorum w1\n");
    assertThat(LAB.get("proofs").size()).isEqualTo(6);
    for (var each : LAB.get("proofs").properties()) {
      Bytes content = bytes(each.getValue().get("tlogProof").asText());
      TlogProof proof = TlogProof.parse(content);
      Checkpoint head = policy.accept(proof.checkpoint()).orElseThrow().checkpoint();

      assertThat(proof.index()).isEqualTo(Long.parseLong(each.getKey()));
      assertThat(proof.encode()).isEqualTo(content);
      assertThat(
              MerkleTree.rootFrom(
                  MerkleTree.leaf(bytes(each.getValue().get("entry").asText())),
                  proof.index(),
                  head.size(),
                  proof.path()))
          .isEqualTo(head.root());
    }
  }

  /** The first body is taken by other programs, which do not know how long a hash is. */
  @Test
  void checkpoint_bodies_are_refused_as_they_say() {
    assertThat(CASES.get("checkpointBodies").size()).isEqualTo(10);
    for (JsonNode each : CASES.get("checkpointBodies")) {
      assertThatThrownBy(() -> Checkpoint.parse(each.get(0).asText()))
          .as(each.toString())
          .isInstanceOf(MalformedNote.class);
    }
  }

  /** Their checkpoint is the bare word, which is none here; a real one stands in its place. */
  @Test
  void proofs_are_taken_and_refused_as_they_say() throws Exception {
    assertThat(CASES.get("tlogProofs").size()).isEqualTo(8);
    for (JsonNode each : CASES.get("tlogProofs")) {
      String text = each.get(0).asText();
      Bytes real = bytes(text.replace("checkpoint\n", LAB.get("checkpoint").asText()));
      if (each.get(1).asText().startsWith("ok")) {
        assertThat(TlogProof.parse(real).path()).isEmpty();
      } else {
        assertThatThrownBy(() -> TlogProof.parse(real)).as(text).isInstanceOf(MalformedNote.class);
      }
      assertThatThrownBy(() -> TlogProof.parse(bytes(text))).isInstanceOf(MalformedNote.class);
    }
  }
}
