package vn.sogoc.crypto.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.sogoc.crypto.note.NoteVectors.bytes;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

class SignedNoteTest {
  private static final Instant TIME = Instant.ofEpochSecond(1_795_500_000L);
  private static final String A = "\u2014 a AAAAAAE=";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "\n\n",
        "text\n",
        "text\n\n",
        "text\n\n" + A, // no line feed at the end
        "text\n" + A + "\n", // no empty line
        "text\n\n" + A + "\n\n",
        "text\n\n" + A + "\nmore\n",
        "text\n\n- a AAAAAAE=\n",
        "text\n\n\u2014 AAAAAAE=\n", // no name
        "text\n\n\u2014  AAAAAAE=\n",
        "text\n\n\u2014 a\n",
        "text\n\n\u2014 a \n",
        "text\n\n\u2014 a  AAAAAAE=\n",
        "text\n\n\u2014 a AAAAAAE= \n",
        "text\n\n\u2014 a+b AAAAAAE=\n",
        "text\n\n\u2014 a\u00a0b AAAAAAE=\n",
        "text\n\n\u2014 a\u0085b AAAAAAE=\n",
        "text\n\n\u2014 a\u3000b AAAAAAE=\n",
        "text\n\n\u2014 a AAAAAAF=\n", // stray bits in the last character
        "text\n\n\u2014 a AAAAAAE\n", // no padding
        "text\n\n\u2014 a AAAAAA==\n", // an id and nothing else
        "text\n\n\u2014 a AAAA\n",
        "text\n\n\u2014 a AAAA_AE=\n", // base64url
        "te\rxt\n\n" + A + "\n",
        "te\txt\n\n" + A + "\n",
        "te\0xt\n\n" + A + "\n",
      })
  void other_forms_are_refused(String text) {
    assertThatThrownBy(() -> SignedNote.parse(bytes(text))).isInstanceOf(MalformedNote.class);
  }

  @Test
  void text_may_have_empty_lines() throws Exception {
    for (String text : List.of("\n", "\n\n", "a\n\nb\n", "a\n\n\n", A + "\n\n" + A + "\n")) {
      Bytes content = bytes(text + "\n" + A + "\n");
      SignedNote note = SignedNote.parse(content);
      assertThat(note.text()).isEqualTo(text);
      assertThat(note.encode()).isEqualTo(content);
    }
  }

  @Test
  void bytes_that_are_not_utf_8_are_refused() {
    for (String hex : List.of("ff", "c0af", "eda080", "f4908080", "e28094e2")) {
      Bytes content = Bytes.ofHex(hex + bytes("\n\n" + A + "\n").hex());
      assertThatThrownBy(() -> SignedNote.parse(content))
          .isInstanceOf(MalformedNote.class)
          .hasMessageContaining("UTF-8");
    }
  }

  @Test
  void notes_are_bounded() throws Exception {
    String line = A + "\n";
    assertThat(SignedNote.parse(bytes("t\n\n" + line.repeat(100))).signatures()).hasSize(100);
    assertThatThrownBy(() -> SignedNote.parse(bytes("t\n\n" + line.repeat(101))))
        .isInstanceOf(MalformedNote.class)
        .hasMessageContaining("100");
    String tail = "\n\n" + line;
    int most = 1_000_000 - bytes(tail).size();
    assertThat(SignedNote.parse(bytes("t".repeat(most) + tail)).text()).hasSize(most + 1);
    assertThatThrownBy(() -> SignedNote.parse(bytes("t".repeat(most + 1) + tail)))
        .isInstanceOf(MalformedNote.class)
        .hasMessageContaining("1000000");
  }

  @Test
  void a_note_is_made_line_by_line_and_a_line_replaces_its_elder() throws Exception {
    SignedNote bare = new SignedNote("text\n", List.of());
    assertThatThrownBy(bare::encode).isInstanceOf(IllegalStateException.class);
    SignatureLine first = new SignatureLine("a", 1, Bytes.ofHex("00"));
    SignatureLine later = new SignatureLine("a", 1, Bytes.ofHex("01"));
    SignatureLine otherId = new SignatureLine("a", 2, Bytes.ofHex("00"));
    SignatureLine otherName = new SignatureLine("b", 1, Bytes.ofHex("00"));
    SignedNote note = bare.with(first).with(otherId).with(otherName).with(later);

    assertThat(note.signatures()).containsExactly(otherId, otherName, later);
    assertThat(SignedNote.parse(note.encode())).isEqualTo(note);
  }

  @Test
  void what_cannot_be_in_a_note_cannot_be_made() {
    for (String text : List.of("", "text", "a\u0007\n", "\ud800\n")) {
      assertThatThrownBy(() -> new SignedNote(text, List.of()))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (String name : List.of("", "a b", "a+b", "a\nb", "\ud800", "\u2028")) {
      assertThatThrownBy(() -> new SignatureLine(name, 0, Bytes.ofHex("00")))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** Lines of unknown ids, lines of our id that are garbage, in any order. */
  @Test
  void greased_notes_still_verify() throws Exception {
    Random random = new Random(7);
    for (SeedSigner signer :
        List.of(NoteVectors.labLog(), NoteVectors.labWitness(), NoteVectors.labMlDsa())) {
      NoteKey key = signer.key();
      SignedNote good = NoteVectors.labNote();
      Optional<NoteKey.Verified> said = key.verify(good);
      List<SignatureLine> lines = new ArrayList<>(good.signatures());
      lines.add(new SignatureLine(key.name(), random.nextInt(), noise(random, 64)));
      lines.add(new SignatureLine("grease", key.id(), noise(random, 64)));
      assertThat(key.isForgedIn(new SignedNote(good.text(), lines))).isFalse();
      for (int size : List.of(1, 63, 64, 65, 72, 2428)) {
        lines.add(new SignatureLine(key.name(), key.id(), noise(random, size)));
      }
      for (int i = 0; i < 10; i++) {
        Collections.shuffle(lines, random);
        SignedNote greased = new SignedNote(good.text(), lines);
        assertThat(said).isPresent();
        assertThat(key.verify(greased)).isEqualTo(said);
        assertThat(key.isForgedIn(greased)).isTrue();
      }
    }
  }

  @Test
  void of_two_cosignatures_the_earlier_counts() {
    SeedSigner witness = NoteVectors.labWitness();
    String text = new Checkpoint("log", 1, digest()).text();
    SignatureLine later = witness.sign(text, TIME.plusSeconds(9));
    SignatureLine earlier = witness.sign(text, TIME);
    for (List<SignatureLine> lines : List.of(List.of(later, earlier), List.of(earlier, later))) {
      assertThat(witness.key().verify(new SignedNote(text, lines)))
          .contains(new NoteKey.Verified(Optional.of(TIME)));
    }
  }

  /** Signed as they stand, so that only the time is wrong with them. */
  @Test
  void times_no_clock_shows_do_not_verify() throws Exception {
    SeedSigner witness = NoteVectors.labWitness();
    Ed25519PrivateKeyParameters secret =
        new Ed25519PrivateKeyParameters(NoteVectors.seed("lab witness key").toArray());
    for (long seconds : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1, 0}) {
      byte[] message =
          SignedMessage.of(NoteKeyType.COSIGNATURE_ED25519, witness.key().name(), "a\n", seconds);
      byte[] raw = new byte[64];
      secret.sign(Ed25519.Algorithm.Ed25519, null, message, 0, message.length, raw, 0);
      Bytes signature = Bytes.of(ByteBuffer.allocate(72).putLong(seconds).put(raw).array());
      SignedNote note =
          new SignedNote(
              "a\n",
              List.of(new SignatureLine(witness.key().name(), witness.key().id(), signature)));
      if (seconds == 1) {
        assertThat(witness.key().verify(note))
            .contains(new NoteKey.Verified(Optional.of(Instant.ofEpochSecond(1))));
      } else if (seconds == 0) {
        assertThat(witness.key().verify(note)).contains(new NoteKey.Verified(Optional.empty()));
      } else {
        assertThat(witness.key().verify(note)).isEmpty();
      }
    }
    assertThatThrownBy(() -> witness.sign("a\n", Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sizes_end_below_2_to_the_63() throws Exception {
    String root = "\n" + Grammar.base64(Digest.sha256().bytes()) + "\n";
    assertThat(Checkpoint.parse("log\n9223372036854775807" + root).size())
        .isEqualTo(Long.MAX_VALUE);
    for (String size : List.of("9223372036854775808", "9999999999999999999", "00", "0x1", "")) {
      assertThatThrownBy(() -> Checkpoint.parse("log\n" + size + root))
          .isInstanceOf(MalformedNote.class);
    }
  }

  @Test
  void an_ml_dsa_line_is_for_checkpoints_only() throws Exception {
    SeedSigner signer = NoteVectors.labMlDsa();
    assertThatThrownBy(() -> signer.sign("text\n", TIME))
        .isInstanceOf(IllegalArgumentException.class);
    SignedNote extended = new SignedNote(NoteVectors.labNote().text() + "extension\n", List.of());
    for (SignatureLine line : NoteVectors.labNote().signatures()) {
      extended = extended.with(line);
    }
    assertThat(signer.key().verify(extended)).isEmpty();
  }

  /** The length of a name is one byte in an ML-DSA message: 256 would be signed as 0. */
  @Test
  void names_have_at_most_255_bytes() throws Exception {
    String most = "\u00e1".repeat(127) + "a";
    Digest root = Digest.sha256();
    SeedSigner signer = SeedSigner.mlDsa44(most, NoteVectors.seed("a"));
    Checkpoint checkpoint = new Checkpoint(most, 0, root);
    assertThat(Checkpoint.parse(checkpoint.text())).isEqualTo(checkpoint);
    SignedNote note = new SignedNote(checkpoint.text(), List.of());
    assertThat(signer.key().verify(note.with(signer.sign(note.text(), TIME)))).isPresent();

    assertThatThrownBy(() -> SeedSigner.ed25519(most + "a", NoteVectors.seed("a")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Checkpoint.parse(checkpoint.text().replace(most, most + "a")))
        .isInstanceOf(MalformedNote.class);
    assertThatThrownBy(() -> new Checkpoint(most + "a", 0, root))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void seeds_have_32_bytes() {
    for (String hex : List.of("", "00".repeat(31), "00".repeat(33))) {
      assertThatThrownBy(() -> SeedSigner.ed25519("a", Bytes.ofHex(hex)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("32");
      assertThatThrownBy(() -> SeedSigner.mlDsa44("a", Bytes.ofHex(hex)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("32");
    }
  }

  @Test
  void proofs_have_at_most_63_hashes() throws Exception {
    List<Digest> most = Collections.nCopies(63, Digest.sha256());
    TlogProof proof = new TlogProof(Optional.empty(), 0, most, NoteVectors.labNote());
    assertThat(TlogProof.parse(proof.encode())).isEqualTo(proof);
    String text = new String(proof.encode().toArray(), StandardCharsets.UTF_8);
    String hash = "\n" + Grammar.base64(Digest.sha256().bytes());
    assertThatThrownBy(
            () -> TlogProof.parse(bytes(text.replaceFirst("\nindex 0", "\nindex 0" + hash))))
        .isInstanceOf(MalformedNote.class)
        .hasMessageContaining("63");
  }

  @Test
  void keys_that_verify_what_nobody_signed_are_refused() {
    for (String point :
        List.of(
            "01" + "00".repeat(31), // the neutral element
            "00".repeat(32),
            "ec" + "ff".repeat(30) + "7f",
            "ff".repeat(32))) {
      for (NoteKeyType type : List.of(NoteKeyType.ED25519, NoteKeyType.COSIGNATURE_ED25519)) {
        assertThatThrownBy(() -> NoteKey.of("a", type, Bytes.ofHex(point)))
            .isInstanceOf(MalformedNote.class);
      }
    }
  }

  private static Digest digest() {
    return Digest.sha256();
  }

  private static Bytes noise(Random random, int size) {
    byte[] noise = new byte[size];
    random.nextBytes(noise);
    return Bytes.of(noise);
  }
}
